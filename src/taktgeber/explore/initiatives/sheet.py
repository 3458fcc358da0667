"""One initiative on a sheet: its three fields, its assumptions in the order of tests, what it taught, its days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from taktgeber.core import Book, Money, Table, Text, text
from taktgeber.core.names import named
from taktgeber.core.section import Cell
from taktgeber.evidence.registry.memory import REGISTRY
from taktgeber.evidence.shown import share
from taktgeber.explore.assumptions import Assumption, in_test_order
from taktgeber.explore.insights import insight_table
from taktgeber.explore.memory import LAB
from taktgeber.govern import INITIATIVES, Initiative
from taktgeber.govern.kinds import DISTANCES

from .place import placed
from .placement_words import far_words, step_words


def sheet_tables(book: Book, one: Initiative, day: date) -> tuple[Table, ...]:
    """What it is, what must be true for it, what it taught, what happened; empty tables are left out."""
    registry, taught = book.state(REGISTRY), book.state(LAB).insights_on(one.initiative)
    newest = [registry.insights[name] for name in reversed(taught) if name in registry.insights]
    learned = insight_table(registry, newest, day)
    tables = (about_table(book, one), assumption_table(book, one), learned, history_table(book, one))
    return tuple(table for table in tables if table.rows)


def three_fields(one: Initiative) -> Text:
    return text("What we do not know: {unknown}. What we may lose: {lose}. Until: {until}.",
                unknown=one.unknown.strip().rstrip("."), lose=one.lose or text("not said"),
                until=one.until or text("not said"))  # fmt: skip


def about_table(book: Book, one: Initiative) -> Table:
    """Only what was said of it."""
    known = placed(book.state(INITIATIVES), one.initiative)
    rows: list[tuple[Text, Cell]] = [
        (text("What we do not know"), one.unknown),
        (text("What may be lost"), text("{lose}", lose=one.lose) if one.lose else ""),
        (text("Until when"), text("{day}", day=one.until) if one.until else ""),
        (text("How far from today's business"), _far(known) if known else text("not said")),
        (text("Why it is this far from today"), known.why if known else ""),
        (text("What it is for"), one.charter),
        (text("Opportunity"), one.opportunity or ""),
        (text("Premises that it attacks"), _listed(one.premises)),
        (text("How it goes about it"), _listed(one.approach)),
        (text("Partners"), _listed(one.partners)),
        (text("What it teaches us to do"), _listed(one.competences)),
        (text("How ripe its prototype is"), text("{maturity}", maturity=named(one.maturity)) if one.maturity else ""),
        (text("Horizon, in beats"), str(one.horizon_beats)),
        (text("What it is called in budgets and slides"), _listed(one.labels)),
        (text("What it is judged by"), _listed(one.metrics)),
    ]
    return Table((text("What"), text("As it was said")), tuple((label, said) for label, said in rows if said != ""),
                 text("What was said of it"))  # fmt: skip


def in_order(book: Book, one: Initiative) -> tuple[Assumption, ...]:
    """Open ones in the order of tests, then those that name no chance or stake, then those in test, then settled."""
    asked = book.state(LAB).assumptions_of(one.initiative)
    waiting = [each for each in asked if each.state == "open"]
    ordered = in_test_order(waiting, {one.initiative: one.lose} if one.lose else {})
    rest = [each for each in waiting if each not in ordered]
    return (*ordered, *rest, *(a for a in asked if a.state == "testing"), *(a for a in asked if not a.is_open))


def assumption_table(book: Book, one: Initiative) -> Table:
    head = (text("What must be true"), text("Where it stands"), text("Stated chance that it holds"),
            text("What the test may lose"), text("Answer due"), text("What says so"))  # fmt: skip
    rows = tuple(_row(each, one.lose) for each in in_order(book, one))
    return Table(head, rows, text("Order of tests: chance of failing over what the test may lose"))


def _row(one: Assumption, stake: Money | None) -> tuple[Cell, ...]:
    lose = one.lose or stake
    return (
        one.assumption,
        text("{state}", state=named(one.state)),
        text("{chance}", chance=share(one.chance)) if one.chance is not None else text("not said"),
        text("{lose}", lose=lose) if lose else text("not said"),
        text("{day}", day=one.until) if one.until else text("not said"),
        one.hypothesis or "",
    )


def history_table(book: Book, one: Initiative) -> Table:
    """The oldest first."""
    rows = tuple((text("{day}", day=day), said) for day, said in sorted(_days(book, one), key=lambda each: each[0]))
    return Table((text("Day"), text("What happened")), rows, text("What became of it"))


def _days(book: Book, one: Initiative) -> Iterator[tuple[date, Text]]:
    lab = book.state(LAB)
    for stage in lab.stages.get(one.initiative, ()):
        words: Text = text("It is {state}.", state=named(stage.state))
        if stage.maturity:
            words = text("It is {state}; its prototype: {maturity}.", state=named(stage.state),
                         maturity=named(stage.maturity))  # fmt: skip
        yield stage.day, words
    for each in lab.assumptions_of(one.initiative):
        if each.settled is not None:
            yield each.settled, text("Settled: {assumption} ({state}).", assumption=each.assumption,
                                     state=named(each.state))  # fmt: skip


def _far(known: Initiative) -> Text:
    technology, market, proposition = (far_words(known.distance[part]) for part in DISTANCES)
    return text("{step}: technology {technology}, market {market}, value proposition {proposition}",
                step=step_words(known), technology=technology, market=market, proposition=proposition)  # fmt: skip


def _listed(words: Sequence[str]) -> Text | str:
    return text("{words}", words=tuple(words)) if words else ""

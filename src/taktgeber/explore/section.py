"""What the lab shows: what it learned and stopped, what it may lose next. A failure looks as good as a success."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from taktgeber.core import Beat, Exact, Finding, Picture, Section, Table, Text, Tile, text
from taktgeber.core.names import named
from taktgeber.evidence import REGISTRY, Registry

from .assumptions import Assumption, in_test_order
from .bets import proposals, sentence, stakes, stated, waiting
from .initiatives.board import ROWS, STAGES, lab_initiatives, running_initiatives, stage_tables
from .initiatives.release import placement_findings, release_proposals
from .insights import insight_table, of_the_lab
from .memory import LAB, Lab
from .once import once
from .yardsticks import YARDSTICKS, record_of

if TYPE_CHECKING:
    from taktgeber.govern import Initiative

_NAMED = 5
_TILES = ("settled", "insights", "stopped", "reused")


def section(beat: Beat) -> Section:
    lab, registry, initiatives = beat.book.state(LAB), beat.book.state(REGISTRY), lab_initiatives(beat.book)
    running = running_initiatives(beat.book)
    learned = [one for one in of_the_lab(registry) if beat.past.contains(one.day)]
    tables = (*stage_tables(beat.book, beat.past), insight_table(registry, learned[:ROWS], beat.period.first))
    return Section(
        room="explore",
        mode="explore",
        headline=headline(beat, lab, initiatives),
        tiles=_tiles(beat),
        pictures=(_stages(beat, initiatives),),
        tables=tuple(table for table in tables if table.rows),
        proposals=(*proposals(beat, lab, running), *release_proposals(beat, running)),
        findings=(*_findings(beat, lab, registry, running), *placement_findings(beat.book, running)),
        how=_how(),
    )


def headline(beat: Beat, lab: Lab, initiatives: Sequence[Initiative]) -> Text:
    """What was learned, what was stopped, who uses it: in words, a failure in the same as a success."""
    names = {i.initiative: i.name for i in initiatives}
    stopped = [names[i] for i in lab.stopped_in(beat.past) if i in names]
    registry = beat.book.state(REGISTRY)
    homes = record_of(beat.book).homes
    reused = homes.reused(registry, of_the_lab(registry), beat.past)
    said = [learned] if (learned := _learned(beat, lab)) else []
    if stopped:
        bets = tuple(stopped)
        said.append(
            text("It stopped {bets} and keeps what it learned.", bets=bets)
            if said
            else text("The lab stopped {bets} and keeps what it learned.", bets=bets)
        )
    if reused:
        bet, users = reused[0].on or reused[0].insight, homes.others(registry, reused[0])
        said.append(text("What {bet} taught is used by {unit} already.", bet=names.get(bet, bet), unit=users))
    if not said:
        return text("The lab settled nothing between {period}: its next bet waits for a decision.", period=beat.past)
    whole = said[0]
    for more in said[1:]:
        whole = text("{first} {more}", first=whole, more=more)
    return whole


def _learned(beat: Beat, lab: Lab) -> Text | None:
    """The newest insight; where none was written, the newest answer."""
    newest = next((one for one in of_the_lab(beat.book.state(REGISTRY)) if beat.past.contains(one.day)), None)
    if newest is not None:
        return text("The lab learned: {learned}.", learned=sentence(newest.says))
    settled = lab.settled_in(beat.past)
    if not settled:
        return None
    words = sentence(settled[-1].assumption)
    if settled[-1].state == "held":
        return text("The lab found that it holds: {assumption}.", assumption=words)
    return text("The lab found that it does not hold: {assumption}.", assumption=words)


@once
def _ordered(lab: Lab, running: Sequence[Initiative]) -> tuple[Assumption, ...]:
    return in_test_order(waiting(lab, {one.initiative: one for one in running}), stakes(running))


def order_table(beat: Beat, lab: Lab, running: Sequence[Initiative], most: int | None = None) -> Table:
    """The first ones, where there are more than most."""
    by_id = {i.initiative: i for i in running}
    rows = []
    for assumption in _ordered(lab, running)[:most]:
        initiative = by_id[assumption.initiative]
        lose, until = assumption.lose or initiative.lose, assumption.until or initiative.until
        rows.append((
            assumption.assumption,
            initiative.name,
            stated(assumption.chance or 0.0, beat),
            text("{lose}", lose=lose) if lose else text("not said"),
            text("{day}", day=until) if until else text("not said"),
        ))  # fmt: skip
    head = (text("To be tested next"), text("Initiative"), text("Stated chance that it holds"),
            text("What the test may lose"), text("Answer due"))  # fmt: skip
    return Table(head, tuple(rows), text("Order of tests: chance of failing over what the test may lose"))


def _tiles(beat: Beat) -> tuple[Tile, ...]:
    """What was learned on top; all yardsticks stand on a page of their own."""
    record, off = record_of(beat.book), beat.settings.lab.without
    shown = [YARDSTICKS[code] for code in _TILES if code not in off]
    made = [(measure(record, beat.past), measure(record, beat.past.before())) for measure in shown]
    return tuple(Tile(now.name, now.now, before.now) for now, before in made)


def _stages(beat: Beat, initiatives: Sequence[Initiative]) -> Picture:
    counts = [sum(i.state == stage for i in initiatives) for stage in STAGES]
    labels = [named(stage) for stage in STAGES]
    rows = tuple((named(s), Exact(n, "initiatives", beat.past)) for s, n in zip(STAGES, counts, strict=True))
    caption = text("The lab by stage, on {day}", day=beat.past.last)
    table = Table((text("Stage"), text("Initiatives")), rows, caption)
    return Picture("stages", {"label": labels, "stage": labels, "count": counts}, caption, "initiatives", table)


def _findings(beat: Beat, lab: Lab, registry: Registry, running: Sequence[Initiative]) -> list[Finding]:
    found = list(_stale(registry, beat.period.first))
    lacking = [one.name for one in running if not (one.unknown and one.lose and one.until)]
    for name in lacking[:_NAMED]:
        says = text("{name} does not say all of: what we do not know, what we may lose, until when.", name=name)
        found.append(Finding("bet-incomplete", "warn", says, text("Enter the initiative again with all three.")))
    if running and not waiting(lab, {i.initiative: i for i in running}):
        says = text("No running initiative names an assumption that is still open.")
        advice = text("Write down what must be true for it, with the chance you give it, before the next test.")
        found.append(Finding("no-open-assumption", "warn", says, advice))
    return found


def _stale(registry: Registry, day: date) -> Iterator[Finding]:
    """What bets taught and nobody tested; what rests on tests is told with the experiments."""
    from taktgeber.evidence.knowing.findings import of_insight
    from taktgeber.evidence.knowing.known import known_of

    for insight in of_the_lab(registry):
        if not insight.rests_on:
            yield from (one for one in of_insight(known_of(registry, insight, day)) if one.code == "past-best-before")


def _how() -> tuple[Text, ...]:
    return (
        text("All of it is read from the ledger: what the lab entered as assumption, insight or stage."),
        text(
            "Bets are chosen together, under what may be lost: by doubt, as it was stated before the test, by how much"
            " of today's business rests on what they ask, and by what each adds to the others."
        ),
        text(
            "Within an initiative tests are ordered by the chance of failing over what the test may lose: for"
            " independent assumptions, all of which must hold, this order loses least until the truth is known."
        ),
        text("No expected income enters. What may be lost is the only sum of money named here."),
        text("We would change our mind if stated chances were far from what happened: they are scored at each close."),
    )

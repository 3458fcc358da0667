"""Premises in words: the sentence on top, tiles, the table in the order of attack, what is to be watched."""

from __future__ import annotations

from collections.abc import Iterator

from taktgeber.core import Beat, Exact, Figure, Finding, Ratio, Table, Text, Tile, Unknown, text, text_n
from taktgeber.core.names import named
from taktgeber.core.section import Cell

from .attack import Target
from .standing import Standing, overdue


def headline(standing: Standing) -> Text:
    giving = standing.giving_way()
    if giving:
        return giving_way(giving)
    broken, n = len(standing.of("broken")), len(standing.targets)
    if not broken:
        return text_n("Today's business rests on one premise that we know of, and it holds.",
                      "Today's business rests on {n} premises that we know of, and all hold.", n)  # fmt: skip
    gone = text_n("One premise of today's business is broken.", "{n} premises of today's business are broken.", broken)
    left = text_n("The one that is left holds.", "The {n} that are left hold.", n - broken)
    return gone if n == broken else text("{first} {second}", first=gone, second=left)


def giving_way(giving: tuple[Target, ...]) -> Text:
    """giving: in the order of attack, at least one; the first is named."""
    return text_n(
        "One premise of today's business has begun to give way: {premise}.",
        "{n} premises of today's business have begun to give way, first of all: {premise}.",
        len(giving),
        premise=giving[0].premise.says.rstrip(". "),
    )


def tiles(standing: Standing, beat: Beat) -> tuple[Tile, ...]:
    """How many stand how, now and at the end of the beat before the past one; what rests on those that give way."""
    earlier = beat.past.before()
    every = [one.premise for one in standing.targets]

    def now_and_then(*states: str) -> tuple[Exact, Exact]:
        now = sum(one.state in states for one in every)
        then = sum(one.state_on(earlier.last) in states for one in every)
        return Exact(now, "premises", beat.past), Exact(then, "premises", earlier)

    due = Exact(len(overdue(standing.targets, beat)), "premises", beat.past)
    return (
        Tile(text("Premises that hold"), *now_and_then("holds")),
        Tile(text("Wobbling or broken"), *now_and_then("wobbling", "broken")),
        Tile(text("Past their review"), due),
        Tile(text("Most that rests on one that gives way"), _largest(standing)),
    )


def _largest(standing: Standing) -> Figure:
    """Of those that shake and those that are broken, since what rested on these may still go on."""
    giving = [one for one in standing.targets if one.gives_way]
    if not giving:
        return Exact(Ratio(0, 1), "share", standing.ground.period)
    known = [one for one in giving if one.load.share is not None]
    if not known:
        return Unknown(text("how much rests on it is not known"),
                       text("Say what rests on it, or its share of today's business."))  # fmt: skip
    most = max(known, key=lambda one: one.load.share or 0.0).load
    return max((figure for figure in (most.booked, most.stated) if isinstance(figure, Exact)), key=_size)


def _size(figure: Exact) -> float:
    return figure.value.value if isinstance(figure.value, Ratio) else 0.0


def attack_table(standing: Standing) -> Table:
    head = (text("Premise"), text("Decided"), text("What was seen says"), text("Booked on it"),
            text("Stated by people"), text("Why it stands here"), text("Next review"))  # fmt: skip
    rows = tuple(_row(one) for one in standing.targets)
    period = standing.ground.period
    return Table(head, rows, text("In the order in which they should be attacked, with shares of {period}",
                                  period=period))  # fmt: skip


def _row(one: Target) -> tuple[Cell, ...]:
    premise = one.premise
    return (
        premise.says,
        named(premise.state),
        named(one.seen.standing),
        one.load.booked or text("not booked"),
        one.load.stated or text("not said"),
        one.because(),
        text("{day}", day=premise.review) if premise.review else text("no date"),
    )


def gap(one: Target) -> Text:
    """What was decided, against what was seen."""
    return text('"{premise}": decided as {decided}, while what was seen says {seen}.',
                premise=one.premise.says.rstrip(". "), decided=named(one.premise.state),
                seen=named(one.seen.standing))  # fmt: skip


def findings(standing: Standing, beat: Beat) -> tuple[Finding, ...]:
    return tuple(found for one in standing.targets for found in findings_of(one, beat))


def findings_of(one: Target, beat: Beat) -> Iterator[Finding]:
    premise = one.premise
    says = premise.says.rstrip(". ")
    if one.gap:
        yield Finding(
            "premise-gap",
            "warn",
            gap(one),
            text("The sponsor decides it by the proposal, or says on its page why it stays."),
        )  # fmt: skip
    if one in overdue((one,), beat) and premise.review is not None:
        yield Finding("premise-overdue", "warn", text('The review of "{premise}" was due on {day}.', premise=says,
                                                      day=premise.review),
                      text("Look at what was seen and set the next review on its page."))  # fmt: skip
    if one.load.booked is None and one.load.stated is None:
        yield Finding("premise-load", "note", text('Nobody has said how much rests on "{premise}".', premise=says),
                      text("Say what rests on it, or its share of today's business."))  # fmt: skip

"""How word and deed moved over the beats: what was called innovation, what was, and what would be if words were true.

Labels, metrics and horizons are those of today: the ledger says since when they hold, and what was found late says
nothing of before. Mandates and booked money are those of each beat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taktgeber.core import Beat, Columns, Exact, Figure, Period, Picture, Ratio, Table, Text, text
from taktgeber.core.section import Cell
from taktgeber.data.booked import Booked, number_of, period_of

from .deed import portfolio
from .reserve import Reserve, as_share

BEATS = 12  # three years of quarters


@dataclass(frozen=True, slots=True)
class Drift:
    period: Period
    labelled: Figure
    by_deed: Figure
    disagreed: Figure


def drift(beat: Beat, lines: Sequence[Booked]) -> tuple[Drift, ...]:
    """The beats with booked money up to the past one, the oldest first."""
    last = number_of(beat.past, beat.settings)
    numbers = sorted({line.beat for line in lines if 0 <= line.beat <= last})[-BEATS:]
    every = (portfolio(beat, lines, period_of(number, beat.settings)) for number in numbers)
    return tuple(Drift(one.period, one.labelled, one.by_deed, one.disagreed) for one in every if one.total.minor > 0)


def drift_picture(steps: Sequence[Drift]) -> Picture | None:
    """None where one beat alone is booked: nothing can have moved."""
    if len(steps) < 2:
        return None
    series = ((text("called innovation"), "labelled"), (text("by deed"), "by_deed"))
    points = [
        (one.period, name, figure)
        for name, field in series
        for one in steps
        if _value(figure := getattr(one, field)) is not None
    ]
    data: Columns = {
        "at": [period.first.isoformat() for period, _, _ in points],
        "value": [_value(figure) for _, _, figure in points],
        "series": [name for _, name, _ in points],
    }
    return Picture("steps", data, text("Called innovation, and by deed, beat by beat"), "share", drift_table(steps))


def drift_table(steps: Sequence[Drift]) -> Table:
    head = (text("Beat"), text("Called innovation"), text("Exploration by deed"), text("We disagree"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (text("{period}", period=one.period), one.labelled, one.by_deed, one.disagreed) for one in steps
    )
    return Table(head, rows, text("Called innovation, and by deed, beat by beat"))


def drift_says(steps: Sequence[Drift]) -> Text | None:
    """From the first beat to the last, in one sentence."""
    if len(steps) < 2:
        return None
    first, last = steps[0], steps[-1]
    return text(
        "Between {first} and {last} the share called innovation went from {word} to {word_now}, and exploration by "
        "deed from {deed} to {deed_now}.",
        first=first.period.first, last=last.period.last, word=first.labelled, word_now=last.labelled,
        deed=first.by_deed, deed_now=last.by_deed,
    )  # fmt: skip


def if_true_says(if_true: Figure, by_deed: Figure, reserve: Reserve, period: Period) -> Text:
    """What the shares would be if the words were true, beside the sponsor's band."""
    if reserve.low is None or reserve.high is None:
        return text("Were the words true, {if_true} of our budget would explore; by deed {by_deed} does.",
                    if_true=if_true, by_deed=by_deed)  # fmt: skip
    return text(
        "Were the words true, {if_true} of our budget would explore; by deed {by_deed} does, and the sponsor's band is "
        "{low} to {high}.",
        if_true=if_true, by_deed=by_deed, low=as_share(reserve.low, period), high=as_share(reserve.high, period),
    )  # fmt: skip


def _value(figure: Figure) -> float | None:
    return figure.value.value if isinstance(figure, Exact) and isinstance(figure.value, Ratio) else None

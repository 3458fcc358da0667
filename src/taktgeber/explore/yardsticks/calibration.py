"""Do stated chances come true? Brier score and reliability table of the lab, never of a person."""

from __future__ import annotations

from collections.abc import Sequence

from taktgeber.core import Exact, Figure, Period, Picture, Ratio, Table, Unknown, text

from .answers import share_that_held
from .questions import Question, questions, settled_in
from .record import Record
from .yardstick import Yardstick

_FIFTHS = 5


def calibration(record: Record, period: Period) -> Yardstick:
    """Brier 1950: mean squared distance of a stated chance from what happened; a coin earns 0.25."""
    told = [one for one in settled_in(questions(record), period) if one.foretold]
    table = _reliability(told, period)
    says = text("The mean squared distance of stated chances from what happened: 0 is best, a coin earns 0.25. Of the "
                "lab as a whole, never of a person.")  # fmt: skip
    return Yardstick("calibration", text("Distance of stated chances"), _brier(told, period), (says,),
                     (table,) if told else (), _picture(told, table) if told else None)  # fmt: skip


def _brier(told: list[Question], period: Period) -> Figure:
    if not told:
        return Unknown(text("no question was settled that had a chance stated before"),
                       text("State a chance with every question, before its test."))  # fmt: skip
    total = sum(((one.chance or 0.0) - bool(one.held)) ** 2 for one in told)
    return Exact(Ratio(round(total * 10_000), len(told) * 10_000), "Brier points", period)


def _groups(told: list[Question]) -> list[tuple[int, list[Question]]]:
    found: dict[int, list[Question]] = {}
    for one in told:
        found.setdefault(min(int((one.chance or 0.0) * _FIFTHS), _FIFTHS - 1), []).append(one)
    return sorted(found.items())


def _reliability(told: list[Question], period: Period) -> Table:
    rows = []
    for fifth, group in _groups(told):
        low, high = (Exact(Ratio(fifth + step, _FIFTHS), "share", period) for step in (0, 1))
        rows.append((
            text("{low} to {high}", low=low, high=high),
            Exact(len(group), "questions", period),
            share_that_held(sum(bool(one.held) for one in group), len(group), period),
        ))  # fmt: skip
    head = (text("Stated chance that it holds"), text("Questions settled"), text("Share of questions that held"))
    return Table(head, tuple(rows), text("What was said, and what happened"))


def _picture(told: list[Question], table: Table) -> Picture:
    groups = [group for _, group in _groups(told)]
    data: dict[str, Sequence[float]] = {
        "said": [sum(one.chance or 0.0 for one in group) / len(group) for group in groups],
        "happened": [sum(bool(one.held) for one in group) / len(group) for group in groups],
        "n": [len(group) for group in groups],
    }
    return Picture("calibration", data, table.caption, "share", table)

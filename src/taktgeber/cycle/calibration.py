"""How well calibrated the house is: how often its intervals held, how far its stated chances were off.

Counts come first; a share gets a Wilson interval (Wilson 1927), which keeps its level for few trials
and near 0 and 1, where the textbook interval does not. Below ten scored forecasts the answer is
"too few to tell".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any

from taktgeber.core import Estimate, Exact, Figure, Period, Ratio, Table, Text, Unknown, phrase, text

ENOUGH = 10


@dataclass(frozen=True, slots=True)
class Calibration:
    """held of scored: intervals that held what happened, of those that could be scored, at one level.

    brier: sum of squared distances over chances stated (0.25 each is what a coin earns).
    period: of the beats scored.
    """

    level: float
    held: int
    scored: int
    brier: float
    chances: int
    period: Period

    def share_held(self) -> Figure:
        if self.scored < ENOUGH:
            return _too_few(self.scored, self.period)
        low, high = wilson(self.held, self.scored, 0.9)
        share = self.held / self.scored
        return Estimate(
            share, low, high, 0.9, "share", self.period, phrase("Wilson interval of the share that held"), self.scored
        )

    def table(self) -> Table:
        head = (text("Scored forecasts"), text("Count"))
        period = self.period
        rows: list[tuple[Text, Figure]] = [
            (text("intervals scored"), Exact(self.scored, "forecasts", period)),
            (text("intervals that held what happened"), Exact(self.held, "forecasts", period)),
            (text("share that held"), self.share_held()),
            (text("chances scored"), Exact(self.chances, "forecasts", period)),
        ]
        if self.chances:
            mean = Ratio(round(self.brier * 10_000), self.chances * 10_000)
            rows.append(
                (
                    text("mean squared distance of a stated chance from what happened"),
                    Exact(mean, "Brier points", period),
                )
            )
        return Table(head, tuple(rows), text("How well forecasts of approved proposals held, {period}", period=period))


def calibration_of(closed: Iterable[Mapping[str, Any]], level: float = 0.9) -> Calibration | None:
    """From bodies of `closed` entries; only proposals that were done as they stood. None before any close."""
    held = scored = chances = 0
    brier = 0.0
    beats: list[Period] = []
    for body in closed:
        beats.append(period_of(body["beat"]))
        for score in body["scores"]:
            if not score.get("followed", True):
                continue
            if score.get("brier") is not None:
                brier, chances = brier + score["brier"], chances + 1
            if score["inside"] is not None and _level(score) == level:
                held, scored = held + bool(score["inside"]), scored + 1
    if not beats:
        return None
    whole = Period(min(b.first for b in beats), max(b.last for b in beats))
    return Calibration(level, held, scored, brier, chances, whole)


def wilson(held: int, n: int, level: float) -> tuple[float, float]:
    """Score interval of a share: held of n. Needs n >= 1."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, squared = held / n, z * z
    middle = (share + squared / (2 * n)) / (1 + squared / n)
    half = z / (1 + squared / n) * sqrt(share * (1 - share) / n + squared / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def period_of(value: Any) -> Period:
    """A beat in a ledger body: {"first", "last"} in ISO text, or an encoded Period."""
    from datetime import date

    if isinstance(value, Period):
        return value
    first, last = value["first"], value["last"]
    return Period(*(date.fromisoformat(d["day"] if isinstance(d, Mapping) else str(d)) for d in (first, last)))


def _too_few(scored: int, period: Period) -> Unknown:
    return Unknown(
        text("{scored} are too few to tell.", scored=Exact(scored, "scored forecasts", period)),
        text("ten scored forecasts are enough for a first word."),
    )


def _level(score: Mapping[str, Any]) -> float | None:
    expected = score["expected"]
    return expected.get("level") if isinstance(expected, Mapping) else getattr(expected, "level", None)

"""Assumptions: what must be true for a bet to work, and which to test first.

Order: chance of failing over what may be lost on the test, largest first. For a chain in which one
false assumption ends the bet, and tests are independent, this order costs least until the truth is known
(McGrath & MacMillan 1995 ask it in words; the proof is that of sequential testing, by exchanging two
neighbours). No value of success enters: it is neither known nor asked for (house rule 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Entry, Money, Period

from .days import date_in, day_of

_PARTS = 1_000_000  # a stated chance has six digits: equal ratios are then equal floats
SETTLED = ("held", "refuted")
STATES = ("open", "testing", *SETTLED)


@dataclass(frozen=True, slots=True)
class Assumption:
    """chance: that it holds, stated before the test; lose: at most, on the test (none: as the initiative says).

    state: open, testing, held or refuted; asked: the day it was first written; until: the answer is due;
    settled: the day it was answered; premise: of today's business, that it is about; hypothesis: its test.
    """

    initiative: str
    assumption: str
    chance: float | None
    lose: Money | None
    state: str
    asked: date
    until: date | None
    settled: date | None
    entry: int
    premise: str | None = None
    hypothesis: str | None = None

    @property
    def is_open(self) -> bool:
        return self.state not in SETTLED

    def settled_in(self, period: Period) -> bool:
        return self.settled is not None and period.contains(self.settled)


def assumption_of(entry: Entry, known: Assumption | None) -> Assumption:
    """The stated chance is kept as it was first said: a chance stated after the test is no forecast."""
    body = entry.payload
    state = str(body.get("state", known.state if known else "open"))
    chance = known.chance if known and known.chance is not None else body.get("chance")
    day = day_of(entry)
    if state not in STATES or (chance is not None and not 0 <= float(chance) <= 1):
        raise ValueError("an assumption has a state of the lab, and a chance between 0 and 1")
    return Assumption(
        initiative=str(body["initiative"]),
        assumption=str(body["assumption"]),
        chance=None if chance is None else float(chance),
        lose=money_in(body, "lose") or (known.lose if known else None),
        state=state,
        asked=known.asked if known else day,
        until=date_in(body, "until") or (known.until if known else None),
        settled=(known.settled if known and known.settled else day) if state in SETTLED else None,
        entry=entry.seq,
        premise=body.get("premise") or (known.premise if known else None),
        hypothesis=body.get("hypothesis") or (known.hypothesis if known else None),
    )


def in_test_order(open_ones: Iterable[Assumption], stakes: Mapping[str, Money]) -> tuple[Assumption, ...]:
    """Those with a stated chance and a stake, the most telling per stake first; ties by name.

    stakes: by initiative, for assumptions that name no stake of their own.
    """
    weighed = []
    for assumption in open_ones:
        stake = assumption.lose or stakes.get(assumption.initiative)
        if assumption.is_open and assumption.chance is not None and stake is not None and stake.minor > 0:
            fails = round((1 - assumption.chance) * _PARTS)
            weighed.append((-fails / stake.minor, assumption.initiative, assumption.assumption, assumption))
    return tuple(assumption for *_, assumption in sorted(weighed, key=lambda w: w[:3]))


def money_in(body: Mapping[str, Any], name: str) -> Money | None:
    value = body.get(name)
    if isinstance(value, Money):
        return value
    return Money(value["minor"], value["currency"]) if isinstance(value, Mapping) else None

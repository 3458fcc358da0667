"""Assumptions: what must be true for a bet to work, and which to test first.

Order: chance of failing over what may be lost on the test, largest first. For a chain in which one
false assumption ends the bet, and tests are independent, this order costs least until the truth is known
(McGrath & MacMillan 1995 ask it in words; the proof is that of sequential testing, by exchanging two
neighbours). No value of success enters: it is neither known nor asked for (house rule 1).
"""

from __future__ import annotations

from collections import Counter
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
    stated: the day on which its chance was first said, None: with the question; first: its first answer, day and
    whether it held, where it was opened again; put_off: how often its date was moved to a later one; decided: its
    answer was, and what is only found changes nothing of it.
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
    stated: date | None = None
    first: tuple[date, bool] | None = None
    put_off: int = 0
    decided: bool = False

    @property
    def answer(self) -> tuple[date, bool] | tuple[None, None]:
        """The first one: who asks again until it holds has asked until it held."""
        if self.first is not None:
            return self.first
        return (None, None) if self.settled is None else (self.settled, self.state == "held")

    @property
    def is_open(self) -> bool:
        return self.state not in SETTLED

    def settled_in(self, period: Period) -> bool:
        return self.settled is not None and period.contains(self.settled)


def assumption_of(entry: Entry, known: Assumption | None) -> Assumption:
    """The stated chance is kept as it was first said, before any answer: stated with it or after, it is no forecast.
    The day of a decision is the ledger's own; of what was found, the one that it names."""
    body = entry.payload
    if known is not None and known.decided and entry.standing == "found":
        return known
    state = str(body.get("state", known.state if known else "open"))
    if state not in STATES or not 0 <= float(body.get("chance", 0.0)) <= 1:
        raise ValueError("an assumption has a state of the lab, and a chance between 0 and 1")
    day = entry.at.date() if entry.standing == "decided" else day_of(entry)
    answer = known.answer if known else (None, None)
    chance, stated = (known.chance, known.stated) if known else (None, None)
    if chance is None and "chance" in body and answer[0] is None and (known is None or state not in SETTLED):
        chance, stated = float(body["chance"]), day
    until, due = date_in(body, "until"), known.until if known else None
    later = due is not None and until is not None and until > due
    return Assumption(
        initiative=str(body["initiative"]),
        assumption=str(body["assumption"]),
        chance=chance,
        lose=money_in(body, "lose") or (known.lose if known else None),
        state=state,
        asked=known.asked if known else day,
        until=until or due,
        settled=(known.settled if known and known.settled else day) if state in SETTLED else None,
        entry=entry.seq,
        premise=body.get("premise") or (known.premise if known else None),
        hypothesis=body.get("hypothesis") or (known.hypothesis if known else None),
        stated=stated,
        first=answer if known and answer[0] is not None and state not in SETTLED else known.first if known else None,
        put_off=(known.put_off if known else 0) + later,
        decided=state in SETTLED and entry.standing == "decided",
    )


def in_test_order(open_ones: Iterable[Assumption], stakes: Mapping[str, Money]) -> tuple[Assumption, ...]:
    """Those with a stated chance and a stake, the most telling per stake first; ties by name. Stakes in two currencies
    cannot be held against each other: those of the currency that most are in come first.

    stakes: by initiative, for assumptions that name no stake of their own.
    """
    weighed = []
    for assumption in open_ones:
        stake = assumption.lose or stakes.get(assumption.initiative)
        if assumption.is_open and assumption.chance is not None and stake is not None and stake.minor > 0:
            fails = round((1 - assumption.chance) * _PARTS)
            place = (-fails / stake.minor, assumption.initiative, assumption.assumption)
            weighed.append((stake.currency, place, assumption))
    many = Counter(currency for currency, *_ in weighed)
    return tuple(assumption for *_, assumption in sorted(weighed, key=lambda w: (-many[w[0]], *w[:2])))


def money_in(body: Mapping[str, Any], name: str) -> Money | None:
    value = body.get(name)
    if isinstance(value, Money):
        return value
    return Money(value["minor"], value["currency"]) if isinstance(value, Mapping) else None

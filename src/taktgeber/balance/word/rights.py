"""The decision rights that somebody really had, by kind of decision: taken on their own level or elsewhere, overruled,
how long they waited.

Own: who decided holds the role that leads the subject. Overruled: decided elsewhere against what was proposed, or anew
after the own level had decided. Waits are days from the first plan that held the question. Where all are decided the
median's interval lies between two of them, by the binomial law of how many lie below it (David & Nagaraja 2003, Order
Statistics, 7.1); what still waits counts until today (stats.kaplan_meier). Below five no length is told.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from taktgeber.core import Estimate, Figure, Period, Unknown, phrase, text
from taktgeber.govern import PEOPLE
from taktgeber.govern.kinds import DECIDED_KINDS, ROLES
from taktgeber.stats.kaplan_meier import median_time

from .decided import DECISIONS, Decided

if TYPE_CHECKING:
    from taktgeber.core import Book
    from taktgeber.govern import PeopleState

    from .subject import Subject

FEWEST = 5
LEVEL = 0.9
METHOD = phrase("days by which half of the decisions are taken, those still open among them (Kaplan and Meier)")
BETWEEN = phrase("days by which half of the decisions are taken, between two of them (order statistics)")
_RANK = ("sponsor", "management", "exploit_lead", "explore_lead", "market_lead", "analyst", "operations")


@dataclass(frozen=True, slots=True)
class Case:
    """A decision as the subject sees it. level: the role on which it was taken, "" while it waits."""

    decision: Decided
    level: str
    own: bool
    overruled: bool

    @property
    def taken(self) -> bool:
        return self.decision.day is not None


@dataclass(frozen=True, slots=True)
class Right:
    """One kind of decision. elsewhere: by level, how many; waits: days to decide."""

    decides: str
    taken: int
    own: int
    elsewhere: Mapping[str, int]
    overruled: int
    waiting: int
    waits: Figure
    period: Period


def cases_of(book: Book, subject: Subject, since: date, day: date, decides: str = "") -> tuple[Case, ...]:
    """Those that began or were taken between the two days. decides: of one kind; "": of all."""
    people, touches = book.state(PEOPLE), subject.touches
    return tuple(
        _case(one, subject.role, people)
        for one in book.state(DECISIONS).all.values()
        if one.about & touches and one.decides == (decides or one.decides) and _between(one, since, day)
    )


def rights(cases: Sequence[Case], period: Period) -> tuple[Right, ...]:
    """By kind, those with most decisions first."""
    made = [_right(kind, [c for c in cases if c.decision.decides == kind], period) for kind in DECIDED_KINDS]
    return tuple(sorted((one for one in made if one.taken or one.waiting), key=lambda one: -one.taken))


def waiting_time(cases: Sequence[Case], period: Period) -> Figure:
    """Days until half of them were taken; of direct decisions, which did not wait, nothing is known."""
    asked = [case.decision for case in cases if case.decision.asked is not None]
    if len(asked) < FEWEST:
        return Unknown(text("fewer than five decisions had to wait for somebody"), text("It can be told from five on."))
    days = [max(((one.day or one.left or period.last) - one.asked).days, 0) for one in asked if one.asked]
    if all(one.day is not None for one in asked):
        return _between_two(sorted(days), period)
    found = median_time(days, [one.day is not None for one in asked], LEVEL)
    if found.value is None or found.high is None:
        return Unknown(text("too few of them are decided"), text("It can be told when most of them are."))
    low = min(found.low or 0.0, found.value)
    return Estimate(found.value, low, found.high, LEVEL, "days to decide", period, METHOD, found.n)


def _between_two(days: Sequence[int], period: Period) -> Estimate:
    """The median of at least five, sorted: the narrowest pair of ranks that holds it with the level."""
    n, below, rank = len(days), 1 / 2 ** len(days), 1
    while (more := below + math.comb(n, rank) / 2**n) <= (1 - LEVEL) / 2:
        below, rank = more, rank + 1
    return Estimate(median(days), days[rank - 1], days[n - rank], LEVEL, "days to decide", period, BETWEEN, n)


def _case(one: Decided, role: str, people: PeopleState) -> Case:
    if one.day is None:
        return Case(one, "", False, False)
    level = one.level or _level(one.actor, role, one.day, people)
    own = level == role
    undone = any(people.holds(actor, role, one.day) for actor in one.earlier)
    return Case(one, level, own, not own and (one.verdict in ("override", "reject") or undone))


def _level(actor: str, role: str, day: date, people: PeopleState) -> str:
    if role and people.holds(actor, role, day):
        return role
    return next((one for one in (*_RANK, *ROLES) if people.holds(actor, one, day)), "")


def _right(kind: str, cases: Sequence[Case], period: Period) -> Right:
    taken = [case for case in cases if case.taken]
    elsewhere = Counter(case.level for case in taken if not case.own)
    return Right(
        kind, len(taken), sum(case.own for case in taken), elsewhere, sum(case.overruled for case in taken),
        sum(case.decision.day is None and case.decision.left is None for case in cases), waiting_time(cases, period),
        period,
    )  # fmt: skip


def _between(one: Decided, since: date, day: date) -> bool:
    when = one.day or one.asked
    return when is not None and since <= when <= day

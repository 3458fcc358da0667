"""Coverage: which periods a load speaks for, and which of two loads speaks where both do.

A period is a day or a longer range. Loads of one source and account may stand side by side where
their periods do not touch; where a period is the same, the later load of equal or finer breakdown
replaces it whole; where periods overlap without being the same (a month over its days), the money
would count twice, so nothing is right but to refuse.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

Interval = tuple[int, int]  # first and last day as ordinals, both included


@dataclass(frozen=True, slots=True)
class Coverage:
    """days: runs of whole days, sorted, never touching; ranges: longer periods, each one piece."""

    days: tuple[Interval, ...] = ()
    ranges: frozenset[Interval] = field(default_factory=frozenset)

    @classmethod
    def of(cls, periods: Iterable[tuple[date, date]]) -> Coverage:
        days, ranges = [], set()
        for first, last in periods:
            if first == last:
                days.append((first.toordinal(), first.toordinal()))
            else:
                ranges.add((first.toordinal(), last.toordinal()))
        return cls(_runs(days), frozenset(ranges))

    def __bool__(self) -> bool:
        return bool(self.days or self.ranges)

    def same(self, other: Coverage) -> Coverage:
        """The periods that stand in both."""
        return Coverage(_cut(self.days, other.days), self.ranges & other.ranges)

    def without(self, other: Coverage) -> Coverage:
        return Coverage(_minus(self.days, other.days), self.ranges - other.ranges)

    def runs_among(self, whole: Coverage) -> tuple[Interval, ...]:
        """The fewest runs of days that hold of all that whole holds just the days of this: a shop's closed days lie
        in neither, and need not be left out one by one."""
        hidden = [first for first, _ in whole.without(self).days]
        runs: list[Interval] = []
        for first, last in self.days:
            if runs and bisect(hidden, runs[-1][1]) == bisect(hidden, first):
                runs[-1] = (runs[-1][0], last)
            else:
                runs.append((first, last))
        return tuple(runs)

    def joined(self, other: Coverage) -> Coverage:
        return Coverage(_runs([*self.days, *other.days]), self.ranges | other.ranges)

    def clash(self, other: Coverage) -> tuple[Interval, Interval] | None:
        """A period here and one there that overlap and are not the same."""
        for mine in sorted(self.ranges):
            for theirs in (*other.days, *sorted(other.ranges)):
                if _touch(mine, theirs) and mine != theirs:
                    return mine, theirs
        for mine in self.days:
            for theirs in sorted(other.ranges):
                if _touch(mine, theirs):
                    return mine, theirs
        return None

    def inner_clash(self) -> tuple[Interval, Interval] | None:
        """The same within one load."""
        ranges = sorted(self.ranges)
        for one, two in pairwise(ranges):
            if _touch(one, two):
                return one, two
        return Coverage(self.days).clash(Coverage((), self.ranges))

    def plain(self) -> list[list[str]]:
        """For a ledger body: [first, last, "days" or "range"]."""
        return [
            [date.fromordinal(a).isoformat(), date.fromordinal(b).isoformat(), what]
            for pieces, what in ((self.days, "days"), (sorted(self.ranges), "range"))
            for a, b in pieces
        ]

    @classmethod
    def from_plain(cls, pieces: Iterable[Iterable[str]]) -> Coverage:
        days, ranges = [], set()
        for first, last, what in pieces:
            piece = (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())
            if what == "days":
                days.append(piece)
            else:
                ranges.add(piece)
        return cls(_runs(days), frozenset(ranges))

    def span(self) -> tuple[date, date] | None:
        pieces = [*self.days, *self.ranges]
        if not pieces:
            return None
        return date.fromordinal(min(a for a, _ in pieces)), date.fromordinal(max(b for _, b in pieces))

    def __iter__(self) -> Iterator[tuple[date, date, str]]:
        for first, last, what in self.plain():
            yield date.fromisoformat(first), date.fromisoformat(last), what


def _touch(one: Interval, two: Interval) -> bool:
    return one[0] <= two[1] and two[0] <= one[1]


def _runs(pieces: list[Interval]) -> tuple[Interval, ...]:
    """Sorted, and joined where they touch or follow each other."""
    runs: list[Interval] = []
    for first, last in sorted(pieces):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return tuple(runs)


def _cut(one: tuple[Interval, ...], two: tuple[Interval, ...]) -> tuple[Interval, ...]:
    return _runs([(max(a, c), min(b, d)) for a, b in one for c, d in two if a <= d and c <= b])


def _minus(one: tuple[Interval, ...], two: tuple[Interval, ...]) -> tuple[Interval, ...]:
    left = list(one)
    for c, d in two:
        rest: list[Interval] = []
        for a, b in left:
            if b < c or d < a:
                rest.append((a, b))
                continue
            if a < c:
                rest.append((a, c - 1))
            if d < b:
                rest.append((d + 1, b))
        left = rest
    return _runs(left)

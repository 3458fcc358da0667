"""What money, mandates, goals and breaches say of a subject: its deeds, each with the entry that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from taktgeber.core import Beat, Money
from taktgeber.data.booked import Booked, booked_lines, number_of, period_of, total
from taktgeber.govern import BREACHES, INITIATIVES, PEOPLE, RESERVE, UNITS

from .rights import Case, cases_of
from .subject import Subject

if TYPE_CHECKING:
    from taktgeber.core import Period
    from taktgeber.govern import Breach, Goal, Transfer

_RESERVE = "reserve:explore"


@dataclass(frozen=True, slots=True)
class Judged:
    """A metric by which somebody is measured. pay: pay rests on it; last: the day it ended, None while it holds."""

    metric: str
    pay: bool
    last: date | None
    entry: int


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far ahead a mandate or an initiative may look. weeks: of all its beats."""

    weeks: int
    entry: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that did not hold: on its day, in this entry; after: what was taken away within a beat of it."""

    what: str
    day: date
    entry: int
    after: tuple[int, ...]


class Deeds:
    """Of one subject, as the book stands; money of whole beats up to the last one that was booked."""

    def __init__(self, beat: Beat, subject: Subject, day: date) -> None:
        self.beat, self.subject, self.day, self.book = beat, subject, day, beat.book
        self.units = self.book.state(UNITS)

    @cached_property
    def lines(self) -> tuple[Booked, ...]:
        return booked_lines(self.beat)

    def booked(self, since: date) -> tuple[Money, Money, Period | None]:
        """Its own money and all booked money of the beats that begin on that day or later; None: there is none."""
        settings = self.beat.settings
        first = number_of(settings.beat(since), settings)
        first += period_of(first, settings).first < since
        known = [line for line in self.lines if first <= line.beat <= number_of(self.beat.past, settings)]
        if not known:
            return Money(0, settings.currency), Money(0, settings.currency), None
        beats = [line.beat for line in known]
        span = type(self.beat.past)(period_of(min(beats), settings).first, period_of(max(beats), settings).last)
        own = (line for line in known if self._own(line))
        return total(own, settings.currency), total(known, settings.currency), span

    def goals(self) -> Iterator[Judged]:
        """Of who leads it and of what it is called, in force at some time; the newest last."""
        for goal in sorted(self._goals(), key=lambda one: one.entry):
            over = goal.last if goal.last is not None and goal.last < self.day else None
            yield Judged(goal.metric, goal.pay, over, goal.entry)

    def scorecard(self) -> Iterator[Judged]:
        """What its mandates, or the initiative itself, may be judged by today."""
        for unit in self.subject.units:
            if mandate := self.units.mandate(unit, self.day):
                yield from (Judged(metric, False, None, mandate.entry) for metric in mandate.scorecard)
        if self.subject.kind == "initiative":
            one = self.book.state(INITIATIVES)[self.subject.initiatives[0]]
            yield from (Judged(metric, False, None, one.entry) for metric in one.metrics)

    def horizons(self) -> Iterator[Horizon]:
        weeks = self.beat.settings.beat_weeks
        for unit in self.subject.units:
            if mandate := self.units.mandate(unit, self.day):
                yield Horizon(mandate.horizon_beats * weeks, mandate.entry)
        if self.subject.kind == "initiative":
            one = self.book.state(INITIATIVES)[self.subject.initiatives[0]]
            yield Horizon(one.horizon_beats * weeks, one.entry)

    def raids(self, since: date) -> tuple[Transfer, ...]:
        """Money that left its purses, or the lab's reserve where it explores, for something else."""
        own = {*(f"unit:{unit}" for unit in self.subject.units), *(f"initiative:{i}" for i in self.subject.initiatives)}
        if any(self.units.units[unit].mode == "explore" for unit in self.subject.units):
            own.add(_RESERVE)
        return tuple(
            one
            for one in self.book.state(RESERVE).transfers
            if one.source in own and one.target not in own and since <= one.day <= self.day
        )

    def failures(self, since: date) -> Iterator[Failure]:
        """Assumptions that did not hold: what came of it."""
        from taktgeber.explore import LAB

        for one in self.book.state(LAB).assumptions.values():
            if one.initiative not in self.subject.initiatives or one.state != "refuted" or not one.settled:
                continue
            if since <= one.settled <= self.day:
                yield Failure(one.assumption, one.settled, one.entry, tuple(self._taken_away(one.settled)))

    def breaches(self) -> tuple[Breach, ...]:
        """House rules that it breaks and that nobody mended yet."""
        goals = {f"goal:{goal.goal}" for goal in self._goals()}
        names = {self.subject.name, *goals, *(f"mandate:{unit}" for unit in self.subject.units),
                 *(f"unit:{unit}" for unit in self.subject.units), *self.subject.touches}  # fmt: skip
        return tuple(b for b in self.book.state(BREACHES) if b.mended is None and names & {b.subject, b.against or ""})

    def cases(self, since: date, decides: str = "") -> tuple[Case, ...]:
        return cases_of(self.book, self.subject, since, self.day, decides)

    def _own(self, line: Booked) -> bool:
        if self.subject.kind == "initiative":
            return line.initiative in self.subject.initiatives
        return line.unit in self.subject.units

    def _goals(self) -> Sequence[Goal]:
        people = self.book.state(PEOPLE)
        said = [goal for goals in people.said_goals.values() for goal in goals]
        held = {goal.subject: goal for goal in (*said, *people.goals(self.day))}
        if self.subject.kind == "initiative":
            return [goal for goal in held.values() if goal.initiative in self.subject.initiatives]
        return [g for g in held.values() if g.person in self.subject.holders or g.unit in self.subject.units]

    def _taken_away(self, day: date) -> Iterator[int]:
        """Entries that took money or the mandate away within a beat of the day."""
        until = day + timedelta(weeks=self.beat.settings.beat_weeks)
        yield from (raid.entry for raid in self.raids(day) if raid.day <= until)
        for unit in self.subject.units:
            held, now = self.units.mandates.get(unit, ()), self.units.mandate(unit, until)
            ended = [m for m in held if m.last is not None and day <= m.last <= until]
            yield from (m.entry for m in ended if now is None or now.leader != m.leader)

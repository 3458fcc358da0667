"""Word against deed of the portfolio: money labelled innovation against money that is exploration.

Four tests, each on what the ledger and the books say on the last day of the period (docs/word-against-deed.md):
explore mandate; no return metric in goals or scorecard; horizon beyond four beats; most of its money
outside today's channels. All four: it is exploration. Three: we disagree. Fewer: it is not. The label is
read by none of them, so renaming an initiative moves the labelled share and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from taktgeber.core import Beat, Exact, Figure, Money, Period, Ratio, Text, Unknown, text
from taktgeber.data.booked import Booked, number_of, total

if TYPE_CHECKING:
    from taktgeber.govern import Initiative

LABEL = "innovation"
HORIZON = 4
Verdict = Literal["is", "disagree", "is_not"]


@dataclass(frozen=True, slots=True)
class Test:
    """name: mandate, metrics, horizon or channels; rests_on: "entry:12", or "bookings"."""

    name: str
    passed: bool
    says: Text
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """money: booked in the period, all of it of this initiative."""

    initiative: str
    name: str
    unit: str
    labelled: bool
    money: Money
    tests: tuple[Test, ...]

    @property
    def verdict(self) -> Verdict:
        passed = sum(test.passed for test in self.tests)
        return "is" if passed == len(self.tests) else "disagree" if passed == len(self.tests) - 1 else "is_not"


@dataclass(frozen=True, slots=True)
class Portfolio:
    """total: all booked money of the period; unmapped: media spend whose campaign belongs to no unit; unfunded: called
    innovation and running, and nothing is booked for it."""

    period: Period
    total: Money
    unmapped: Money
    deeds: tuple[Deed, ...]
    unfunded: tuple[Deed, ...] = ()

    @property
    def labelled(self) -> Figure:
        return self._share(deed for deed in self.deeds if deed.labelled)

    @property
    def by_deed(self) -> Figure:
        return self._share(deed for deed in self.deeds if deed.verdict == "is")

    @property
    def disagreed(self) -> Figure:
        return self._share(deed for deed in self.deeds if deed.verdict == "disagree")

    @property
    def if_true(self) -> Figure:
        """What would be exploration if all that is called innovation were."""
        return self._share(deed for deed in self.deeds if deed.labelled or deed.verdict == "is")

    @property
    def unmapped_share(self) -> Figure:
        return share_of(self.unmapped, self.total, self.period)

    def _share(self, deeds: Iterable[Deed]) -> Figure:
        money = Money(sum(deed.money.minor for deed in deeds), self.total.currency)
        return share_of(money, self.total, self.period)


def share_of(part: Money, whole: Money, period: Period) -> Figure:
    if whole.minor <= 0:
        return Unknown(text("no money is booked between {period}.", period=period),
                       text("Load media or bookings of that time."))  # fmt: skip
    return Exact(Ratio(part, whole), "share", period)


def portfolio(beat: Beat, lines: Sequence[Booked], period: Period | None = None) -> Portfolio:
    """period: a whole beat; the one before the planned beat, if not given."""
    from taktgeber.govern import INITIATIVES

    period = period or beat.past
    currency, number = beat.settings.currency, number_of(period, beat.settings)
    booked = [line for line in lines if line.beat == number]
    judge = _Judge(beat, period)
    known = beat.book.state(INITIATIVES)
    deeds = [judge.deed(one, [line for line in booked if line.initiative == one.initiative]) for one in known.values()]
    with_money = sorted((d for d in deeds if d.money.minor), key=lambda d: (-d.money.minor, d.initiative))
    unmapped = total((line for line in booked if not line.mapped), currency)
    words = (d for d in deeds if d.labelled and not d.money.minor and known[d.initiative].state != "stopped")
    return Portfolio(period, total(booked, currency), unmapped, tuple(with_money), tuple(words))


class _Judge:
    """The ledger's state, read once for all initiatives of one period."""

    def __init__(self, beat: Beat, period: Period) -> None:
        from taktgeber.govern import PEOPLE, UNITS

        self.units, self.people, self.period = beat.book.state(UNITS), beat.book.state(PEOPLE), period
        self.currency, self.today = beat.settings.currency, set(beat.settings.channels)

    def deed(self, initiative: Initiative, lines: Sequence[Booked]) -> Deed:
        tests = (
            self._mandate(initiative),
            self._metrics(initiative),
            self._horizon(initiative),
            self._channels(lines),
        )
        labelled = any(label.casefold() == LABEL for label in initiative.labels)
        money = total(lines, self.currency)
        return Deed(initiative.initiative, initiative.name, initiative.unit, labelled, money, tests)

    def _mandate(self, initiative: Initiative) -> Test:
        unit, mandate = self.units.units.get(initiative.unit), self.units.mandate(initiative.unit, self.period.last)
        rests = tuple(f"entry:{known.entry}" for known in (unit, mandate) if known is not None)
        if unit is None or mandate is None:
            return Test("mandate", False, text("its unit has no mandate"), rests)
        if unit.mode != "explore":
            says = text("its unit, {unit}, has no explore mandate", unit=unit.name)
            return Test("mandate", False, says, rests)
        says = text("explore mandate of {unit} since {day}", unit=unit.name, day=mandate.first)
        return Test("mandate", True, says, rests)

    def _metrics(self, initiative: Initiative) -> Test:
        from taktgeber.govern import is_return_metric

        mandate = self.units.mandate(initiative.unit, self.period.last)
        goals = [
            goal
            for goal in self.people.goals(self.period.last)
            if goal.initiative == initiative.initiative or (goal.initiative is None and goal.unit == initiative.unit)
        ]
        judged = [(metric, initiative.entry) for metric in initiative.metrics]
        judged += [(metric, mandate.entry) for metric in mandate.scorecard] if mandate else []
        judged += [(goal.metric, goal.entry) for goal in goals]
        for metric, entry in judged:
            if is_return_metric(metric):
                return Test("metrics", False, text("judged by {metric}", metric=metric), (f"entry:{entry}",))
        rests = tuple(dict.fromkeys(f"entry:{entry}" for _, entry in judged)) or (f"entry:{initiative.entry}",)
        return Test("metrics", True, text("no return metric in goals or scorecard"), rests)

    def _horizon(self, initiative: Initiative) -> Test:
        beats = Exact(initiative.horizon_beats, "beats", self.period)
        says = text("horizon of {beats}", beats=beats)
        return Test("horizon", initiative.horizon_beats > HORIZON, says, (f"entry:{initiative.entry}",))

    def _channels(self, lines: Sequence[Booked]) -> Test:
        outside = total((line for line in lines if line.channel not in self.today), self.currency)
        whole = total(lines, self.currency)
        says = text("{share} of its money outside today's channels", share=share_of(outside, whole, self.period))
        return Test("channels", 2 * outside.minor > whole.minor, says, ("bookings",))

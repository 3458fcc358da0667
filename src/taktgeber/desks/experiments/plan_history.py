"""takt experiment plan --history: from the workspace's own customers, and what the test costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from taktgeber.core import Exact, Finding, Money, Period, Refusal, Text, text
from taktgeber.core.money import minor_digits

if TYPE_CHECKING:
    from taktgeber.evidence.planning.figures import PlanFigures
    from taktgeber.evidence.planning.history import Past
    from taktgeber.evidence.planning.own_customers import Did
    from taktgeber.evidence.planning.plan import ExperimentPlan


@dataclass(frozen=True, slots=True)
class OwnPast:
    """did: what is measured; market: None for all; currency: of the workspace."""

    past: Past
    did: str
    window: Period
    market: str | None
    currency: str

    def says(self, show: PlanFigures) -> Iterator[Text]:
        measure = self.past.measure
        did = {
            "revenue": text("revenue"),
            "margin": text("margin"),
            "orders": text("orders"),
            "bought": text("bought or not"),
        }[self.did]
        yield text(
            "Measured over {n} customers who bought in the year before ({where}): {what} in {window}, level {level}.",
            n=self.past.units, where=self.market or text("all markets"), what=did, window=self.window,
            level=self._level(show),
        )  # fmt: skip
        explained = show.share(measure.explained)
        yield text(
            "What they did in the half year before explains {share} of it, and saves as large a share of the units.",
            share=explained,
        )

    def _level(self, show: PlanFigures) -> Exact | Money | Text:
        measure = self.past.measure
        if measure.kind == "proportion":
            return show.share(measure.baseline)
        if self.did == "orders":
            return show.number(measure.baseline)
        return Money(round(measure.baseline * 10 ** minor_digits(self.currency)), self.currency)

    def findings(self, plan: ExperimentPlan) -> Iterator[Finding]:
        if plan.units > self.past.units:
            yield Finding(
                "more-than-there-are", "warn",
                text("It needs {units} customers, and {known} are known.", units=plan.units,
                     known=self.past.units),
                text("Look for a larger lift, or test for more weeks (--history-weeks).") if self.market is None else
                text("Look for a larger lift, test for more weeks (--history-weeks), or test in all markets."),
            )  # fmt: skip


def own_past(find_workspace: Callable[[], Any] | None, did: str, weeks: int, market: str | None) -> OwnPast:
    from taktgeber.cycle import open_house
    from taktgeber.cycle.reach import reach
    from taktgeber.evidence.planning.own_customers import measure_customers

    if find_workspace is None:
        raise Refusal("--history", text("no workspace is given."), text("Name it: --workspace DIR"))
    with open_house(find_workspace()) as house:
        snapshot = house.snapshot()
        last = reach(house.engine, snapshot).orders
        if last is None:
            raise Refusal("--history", text("no orders are loaded."), text("Load them first: takt load"))
        settings = house.settings
        past, window = measure_customers(house.engine, snapshot, settings, last, cast("Did", did), weeks, market)
    return OwnPast(past, did, window, market, settings.currency)


def cost_of(plan: ExperimentPlan, each: float, currency: str) -> Money:
    """each: of reaching one unit of a treated arm, in the currency's whole units."""
    if not 0 < each < 1e9:
        raise Refusal("--unit-cost", text("it is no cost of one unit."), text("Such as --unit-cost 0.40"))
    treated = sum(plan.by_arm[1:])
    return Money(round(treated * each * 10 ** minor_digits(currency)), currency)


def cost_says(cost: Money, plan: ExperimentPlan) -> Text:
    return text("Reaching the {n} units of the treated arms costs {cost}.", n=sum(plan.by_arm[1:]), cost=cost)

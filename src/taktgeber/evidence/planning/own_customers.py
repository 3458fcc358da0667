"""How the workspace's own customers behaved: what a test on customers starts from, counted in the engine.

Units are customers who bought in the year before the window; the metric is what each did in the window (nothing
counts as nought, for who was written to and bought nothing is a unit all the same); the covariate is the same, in the
half year before. So level, spread and what CUPED will save are those of a test that would run in such weeks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from taktgeber.core import Columns, Engine, Period, Refusal, text, text_n
from taktgeber.core.money import minor_digits

from .history import Past
from .wish import Measure

if TYPE_CHECKING:
    from taktgeber.core import Settings

Did = Literal["revenue", "margin", "orders", "bought"]
KNOWN_FOR, BEFORE = timedelta(days=364), timedelta(days=182)
_NAMES = ("customers", "y", "yy", "x", "xx", "xy", "blank")


@dataclass(frozen=True, slots=True)
class CustomerSums:
    """Reduction: sums of what known customers did (y) in a window and (x) in the half year before it; blank: lines with
    a revenue and without what is asked for.

    did: revenue and margin in minor units, net of returns, without adjustments; orders; bought, 0 or 1.
    """

    window: Period
    did: Did
    market: str | None = None
    reads: tuple[str, ...] = ("transactions",)
    tolerance: float = 1e-9

    def expression(self, tables: Mapping[str, Any]) -> Any:
        import ibis

        lines = tables["transactions"]
        first, last = self.window.first, self.window.last
        day, sale = lines["at"].date(), lines["kind"] == "sale"
        rows = lines.filter(lines["customer"].notnull(), day >= ibis.date(first - KNOWN_FOR), day <= ibis.date(last))
        if self.market is not None:
            rows = rows.filter(rows["market"] == self.market)
        within = day >= ibis.date(first)
        before = (day >= ibis.date(first - BEFORE)) & (day < ibis.date(first))
        by_customer = rows.group_by("customer").aggregate(
            known=(sale & (day < ibis.date(first))).any(), y=self._done(lines, within), x=self._done(lines, before),
            blank=self._blank(lines, within | before),
        )  # fmt: skip
        known = by_customer.filter(by_customer["known"])
        y, x = known["y"].cast("float64"), known["x"].cast("float64")
        return known.aggregate(
            customers=known.count().cast("float64"), y=y.sum(), yy=(y * y).sum(), x=x.sum(), xx=(x * x).sum(),
            xy=(x * y).sum(), blank=known["blank"].sum().cast("float64"),
        )  # fmt: skip

    def _done(self, lines: Any, when: Any) -> Any:
        sale = (lines["kind"] == "sale") & when
        if self.did in ("orders", "bought"):
            orders = lines["transaction"].nunique(where=sale)
            return orders if self.did == "orders" else (orders > 0).cast("int64")
        return lines[self.did].sum(where=when & (lines["kind"] != "adjustment")).fill_null(0)

    def _blank(self, lines: Any, when: Any) -> Any:
        asked = lines[self.did if self.did in ("revenue", "margin") else "revenue"]
        missing = asked.isnull() & (lines["revenue"] != 0) & when & (lines["kind"] != "adjustment")
        return missing.cast("int64").sum().fill_null(0)

    def summary(self, columns: Columns) -> dict[str, float]:
        return {name: float(columns[name][0] or 0.0) for name in _NAMES}


def measure_customers(
    engine: Engine,
    snapshot: str,
    settings: Settings,
    reached: date,
    did: Did,
    weeks: int = 4,
    market: str | None = None,
) -> tuple[Past, Period]:
    """The past with the window it was measured in: the last whole weeks up to the day that the orders reach.

    Raises Refusal where the workspace knows too few customers, or nothing varies.
    """
    if weeks < 1:
        raise Refusal("--history-weeks", text("give whole weeks, at least one."), text("Such as --history-weeks 4"))
    names = tuple(one.name for one in settings.markets)
    if market is not None and market not in names:
        raise Refusal("--market", text('"{name}" is no market of this workspace.', name=market),
                      text("Its markets are: {names}.", names=names))  # fmt: skip
    last = reached - timedelta(days=(reached.weekday() + 1) % 7)  # a Sunday
    if 7 * weeks >= (last - KNOWN_FOR).toordinal():  # no day is as long ago
        raise _too_few()
    window = Period(last - timedelta(days=7 * weeks - 1), last)
    batch = engine.batch(snapshot)
    asked = batch.add(CustomerSums(window, did, market))
    batch.run()
    return _past(asked.get(), did, 1 if did in ("orders", "bought") else 10 ** minor_digits(settings.currency)), window


def _past(sums: Mapping[str, float], did: Did, minor: int) -> Past:
    n = sums["customers"]
    if n < 2:
        raise _too_few()
    if sums["blank"]:
        raise Refusal("--history", text_n("one line of these weeks carries no margin.",
                                          "{n} lines of these weeks carry no margin.", round(sums["blank"])),
                      text("Load the orders with their margin, or plan by revenue: --history revenue"))  # fmt: skip
    mean, before = sums["y"] / n, sums["x"] / n
    variance = max(0.0, sums["yy"] / n - mean * mean) * n / (n - 1)
    spread = max(0.0, sums["xx"] / n - before * before) * n / (n - 1)
    shared = (sums["xy"] / n - mean * before) * n / (n - 1)
    if variance <= 1e-12 * max(mean * mean, 1e-12):
        raise Refusal("--history", text("all customers did the same in those weeks: nothing varies."),
                      text("Take more weeks, or another figure."))  # fmt: skip
    explained = min(shared * shared / (spread * variance), 0.99) if spread > 0 else 0.0
    level = mean / minor
    if did == "bought":
        return Past(Measure("proportion", level, None, explained), round(n), round(n))
    return Past(Measure("mean", level, math.sqrt(variance) / minor, explained), round(n), round(n))


def _too_few() -> Refusal:
    return Refusal("--history", text("fewer than two customers bought in the year before."),
                   text("Load the orders of more than a year, with their customers: takt load"))  # fmt: skip

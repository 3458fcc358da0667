"""takt experiment plan: how many units, how long, which looks; from numbers or from the user's own past."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Refusal, text

if TYPE_CHECKING:
    from taktgeber.evidence.planning.history import Past
    from taktgeber.evidence.planning.wish import Measure, Prior


class PlannedKind(StrEnum):
    mean = "mean"
    proportion = "proportion"
    ratio = "ratio"


class SpendingFamily(StrEnum):
    obrien_fleming = "obrien-fleming"
    pocock = "pocock"
    power = "power"


class PastMissing(StrEnum):
    refuse = "refuse"
    zero = "zero"
    drop = "drop"


Kind = Annotated[PlannedKind, typer.Option("--kind", help="What the metric is.")]
Baseline = Annotated[float | None, typer.Option("--baseline", help="Its level without the change.")]
Sd = Annotated[
    float | None, typer.Option("--sd", help="Standard deviation of one unit (of a ratio: of its linear form).")
]
Lift = Annotated[
    str | None, typer.Option("--lift", help="The effect to be shown: 5% of the baseline, or 0.3 in the metric's unit.")
]
Power = Annotated[str, typer.Option("--power", help="The chance to show it.")]
Alpha = Annotated[str, typer.Option("--alpha", help="The chance of a false alarm, both sides and all arms together.")]
Looks = Annotated[int, typer.Option("--looks", help="How often one looks and may stop, the end included.")]
PerDay = Annotated[float | None, typer.Option("--per-day", help="Units that enter on an average day, all arms.")]
R2 = Annotated[float | None, typer.Option("--r2", help="Share of the variance that a covariate explains.")]
Arms = Annotated[int, typer.Option("--arms", help="How many arms, the control included.")]
ControlShare = Annotated[str | None, typer.Option("--control-share", help="The control's share of units: 50%.")]
Margin = Annotated[
    str | None, typer.Option("--margin", help="Show that nothing gets worse by this: -2%, or 2% where less is better.")
]
Family = Annotated[SpendingFamily, typer.Option("--boundaries", help="How the chance of a false alarm is spent.")]
Rho = Annotated[float, typer.Option("--rho", help="Of the power family: higher spends later.")]
GiveUp = Annotated[bool, typer.Option("--give-up", help="Also plan when to give up for want of an effect.")]
Units = Annotated[int | None, typer.Option("--units", help="Instead of a lift: what do so many units show?")]
Weeks = Annotated[int | None, typer.Option("--weeks", help="Instead of a lift: what do so many weeks show?")]
PriorSd = Annotated[
    str | None, typer.Option("--prior-sd", help="By how much such changes usually move the metric: 3%.")
]
PriorMean = Annotated[str, typer.Option("--prior-mean", help="What is expected of this one.")]
Worth = Annotated[str, typer.Option("--worth", help="The least effect worth acting on.")]
Start = Annotated[
    datetime | None, typer.Option("--start", formats=["%Y-%m-%d"], help="The first day (else the next Monday).")
]
From = Annotated[
    Path | None, typer.Option("--from", metavar="FILE", help="Past data to measure baseline, sd and R squared in.")
]
PastUnit = Annotated[str | None, typer.Option("--unit", help="Its column of units: rows are added up by it.")]
PastMetric = Annotated[
    str | None, typer.Option("--metric", help="Its column of the metric; of a ratio: orders/visits.")
]
PastCovariate = Annotated[str | None, typer.Option("--covariate", help="Its column that was known before.")]


class Did(StrEnum):
    revenue = "revenue"
    margin = "margin"
    orders = "orders"
    bought = "bought"


History = Annotated[
    Did | None, typer.Option("--history", help="Instead of numbers: what the workspace's own customers did.")
]
HistoryWeeks = Annotated[int, typer.Option("--history-weeks", help="In how many weeks: as long as the test will run.")]
Market = Annotated[str | None, typer.Option("--market", help="Only the customers of this market.")]
UnitCost = Annotated[
    float | None, typer.Option("--unit-cost", help="What it costs to reach one unit, in the workspace's currency.")
]
PastEmpty = Annotated[PastMissing, typer.Option("--missing", help="What an empty cell of the metric means.")]


def experiment_plan(
    kind: Kind = PlannedKind.mean,
    baseline: Baseline = None,
    sd: Sd = None,
    lift: Lift = None,
    power: Power = "0.8",
    alpha: Alpha = "0.05",
    looks: Looks = 4,
    per_day: PerDay = None,
    r2: R2 = None,
    arms: Arms = 2,
    control_share: ControlShare = None,
    margin: Margin = None,
    boundaries: Family = SpendingFamily.obrien_fleming,
    rho: Rho = 2.0,
    give_up: GiveUp = False,
    units: Units = None,
    weeks: Weeks = None,
    prior_sd: PriorSd = None,
    prior_mean: PriorMean = "0",
    worth: Worth = "0",
    start: Start = None,
    from_: From = None,
    unit: PastUnit = None,
    metric: PastMetric = None,
    covariate: PastCovariate = None,
    missing: PastEmpty = PastMissing.refuse,
    history: History = None,
    history_weeks: HistoryWeeks = 4,
    market: Market = None,
    unit_cost: UnitCost = None,
    find_workspace: Callable[[], Any] | None = None,
) -> Answer:
    from taktgeber.evidence.planning.plan import plan_experiment

    from .plan_history import cost_of, own_past
    from .plan_told import told_plan
    from .plan_wish import Asked

    own = None
    if history is not None:
        _only_history(baseline=baseline, sd=sd, r2=r2, from_=from_, metric=metric)
        own = own_past(find_workspace, history.value, history_weeks, market)
    given = (from_, unit, metric, covariate, missing)
    measure, past = (own.past.measure, own.past) if own else _measure(kind, baseline, sd, r2, given)
    asked = Asked(
        lift=lift, units=units, weeks=weeks, per_day=per_day, margin=margin, power=power, alpha=alpha, looks=looks,
        family=boundaries.value, rho=rho, arms=arms, control_share=control_share, give_up=give_up,
    )  # fmt: skip
    wish = asked.wish(measure)
    prior = _prior(prior_sd, prior_mean, worth, measure.baseline)
    plan = plan_experiment(measure, wish, per_day)
    cost = None
    if unit_cost is not None:
        cost = cost_of(plan, unit_cost, own.currency if own else _currency(find_workspace))
    first = start.date() if start else _next_monday()
    return told_plan(plan, first, prior, past, own, from_, cost)


def _prior(sd: str | None, mean: str, worth: str, baseline: float) -> Prior | None:
    from taktgeber.evidence.planning.amount import parse_amount
    from taktgeber.evidence.planning.wish import Prior

    if sd is None:
        return None
    stated = (("--prior-sd", sd), ("--prior-mean", mean), ("--worth", worth))
    return Prior(*(parse_amount(option, words, baseline) for option, words in stated))


def _only_history(**given: object) -> None:
    for option, value in given.items():
        if value is not None:
            says = text("it is measured in the past of the workspace's own customers.")
            raise Refusal("--" + option.strip("_"), says, text("Leave it out, or leave out --history."))


def _currency(find_workspace: Callable[[], Any] | None) -> str:
    if find_workspace is None:
        raise Refusal("--unit-cost", text("no workspace is given."), text("Name it: --workspace DIR"))
    return str(find_workspace().settings.currency)


def _measure(
    kind: PlannedKind,
    baseline: float | None,
    sd: float | None,
    r2: float | None,
    past: tuple[Path | None, str | None, str | None, str | None, PastMissing],
) -> tuple[Measure, Past | None]:
    """From the numbers given, or from past data; never a little of both."""
    from taktgeber.evidence.planning.history import measure_past
    from taktgeber.evidence.planning.wish import Measure

    file, unit, metric, covariate, missing = past
    if file is None:
        for option, given in (("--unit", unit), ("--metric", metric), ("--covariate", covariate)):
            if given is not None:
                raise Refusal(option, text("it names a column, and no file of past data is given."),
                              text("Give it: --from FILE"))  # fmt: skip
        if baseline is None:
            raise Refusal("--baseline", text("the metric's level is not known."),
                          text("Give it: --baseline 12.5, or let it be measured in past data: --from FILE --metric "
                               "COLUMN"))  # fmt: skip
        return Measure(kind.value, baseline, sd, r2 or 0.0), None
    for option, number in (("--baseline", baseline), ("--sd", sd), ("--r2", r2)):
        if number is not None:
            raise Refusal(option, text("it is measured in the past data."),
                          text("Leave it out, or leave out --from."))  # fmt: skip
    if metric is None:
        raise Refusal("--metric", text("which column of the past data is the metric?"),
                      text("Name it: --metric COLUMN; of a ratio: --metric orders/visits"))  # fmt: skip
    measured = measure_past(file, metric, kind.value, unit, covariate, missing.value)
    return measured.measure, measured


def _next_monday() -> date:
    today = datetime.now(UTC).date()
    return today + timedelta(days=7 - today.weekday())

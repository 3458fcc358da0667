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
    from taktgeber.evidence.planning.wish import Measure, Prior, Wish


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
    from taktgeber.evidence.planning.amount import parse_amount, parse_share
    from taktgeber.evidence.planning.findings import plan_findings
    from taktgeber.evidence.planning.plan import plan_experiment
    from taktgeber.evidence.planning.wish import Wish, spending_of
    from taktgeber.evidence.planning.words import figures_of, measured_in, says, tables

    from .plan_data import plan_data
    from .plan_history import cost_of, cost_says, own_past

    own = None
    if history is not None:
        _only_history(baseline=baseline, sd=sd, r2=r2, from_=from_, metric=metric)
        own = own_past(find_workspace, history.value, history_weeks, market)
    given = (from_, unit, metric, covariate, missing)
    measure, past = (own.past.measure, own.past) if own else _measure(kind, baseline, sd, r2, given)
    limit = parse_amount("--margin", margin, measure.baseline) if margin is not None else None
    wish = Wish(
        _given_lift(lift, measure, limit is not None, units, weeks),
        parse_share("--power", power),
        parse_share("--alpha", alpha),
        looks,
        spending_of(boundaries.value, rho),
        arms,
        parse_share("--control-share", control_share) if control_share is not None else None,
        limit,
        margin is not None and margin.strip().endswith("%"),
        give_up,
    )
    if lift is None:
        wish = _reached(measure, wish, units, weeks, per_day)
    prior = _prior(prior_sd, prior_mean, worth, measure.baseline)
    plan = plan_experiment(measure, wish, per_day)
    first = start.date() if start else _next_monday()
    shown = figures_of(plan, first)
    said, found, cost = says(plan, shown, prior), plan_findings(plan, shown, prior, past), None
    if own is not None:
        said, found = (*said, *own.says(shown)), (*found, *own.findings(plan))
    elif past is not None and from_ is not None:
        said = (*said, measured_in(from_.name, past, shown))
    if unit_cost is not None:
        cost = cost_of(plan, unit_cost, own.currency if own else _currency(find_workspace))
        said = (*said, cost_says(cost, plan))
    return Answer(said, tables(plan, shown), found, plan_data(plan, prior, first, past, own, cost))


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


def _given_lift(lift: str | None, measure: Measure, margin: bool, units: int | None, weeks: int | None) -> float:
    """In the metric's unit. Exactly one of lift, units and weeks says how large the experiment is; under a margin
    nothing is expected to change unless said so."""
    from taktgeber.evidence.planning.amount import parse_amount

    asked = [
        option for option, given in (("--lift", lift), ("--units", units), ("--weeks", weeks)) if given is not None
    ]
    if len(asked) > 1:
        raise Refusal(asked[1], text("either a lift or a size is planned for, not both."),
                      text("Leave out {option}.", option=asked[1]))  # fmt: skip
    if lift is not None:
        return parse_amount("--lift", lift, measure.baseline)
    if not asked and not margin:
        raise Refusal("--lift", text("what shall be shown?"),
                      text("Say the smallest lift worth knowing, --lift 5%, or the size: --units 50000 or --weeks "
                           "2."))  # fmt: skip
    if asked and margin:
        raise Refusal(asked[0], text("under a margin the size follows from the margin."),
                      text("Leave out {option}.", option=asked[0]))  # fmt: skip
    return 0.0 if margin else max(abs(measure.baseline), measure.sd or 0.0) * 1e-6


def _reached(measure: Measure, wish: Wish, units: int | None, weeks: int | None, per_day: float | None) -> Wish:
    """The wish for the smallest lift that the given size shows."""
    from dataclasses import replace

    from taktgeber.evidence.planning.plan import detectable_lift

    if wish.margin is not None:
        return wish
    if weeks is not None:
        if per_day is None:
            raise Refusal("--weeks", text("how many units come in a week is not known."),
                          text("Say how many come on a day: --per-day 2000"))  # fmt: skip
        if weeks < 1:
            raise Refusal("--weeks", text("an experiment runs for a week at least, not {given}.", given=str(weeks)),
                          text("Give whole weeks: --weeks 2"))  # fmt: skip
        return replace(wish, lift=detectable_lift(measure, wish, 7 * weeks * per_day, weeks))
    return replace(wish, lift=detectable_lift(measure, wish, units or 0))


def _next_monday() -> date:
    today = datetime.now(UTC).date()
    return today + timedelta(days=7 - today.weekday())

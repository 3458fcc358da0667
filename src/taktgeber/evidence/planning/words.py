"""A plan in words and tables: what it takes, what each look does, what looking costs, what else one could want."""

from __future__ import annotations

import math
from datetime import date, timedelta

from taktgeber.core import Period, Table, Text, text, text_n
from taktgeber.core.section import Cell

from .alternatives import alternatives, powers_of
from .figures import PlanFigures
from .history import Past
from .plan import ExperimentPlan, Look, chance_of_flip
from .wish import Prior

_NEVER = 1e-3  # a chance to change one's mind that is not worth a number
_FAMILIES = {
    "obrien-fleming": text("boundaries of O'Brien and Fleming's kind"),
    "pocock": text("boundaries of Pocock's kind"),
    "power": text("boundaries of the power family"),
}


def figures_of(plan: ExperimentPlan, start: date) -> PlanFigures:
    """start: the day on which the experiment begins."""
    return PlanFigures(Period(start, start + timedelta(days=(plan.days or 1) - 1)), plan.measure.baseline)


def headline(plan: ExperimentPlan, show: PlanFigures) -> Text:
    """Units, weeks, looks with their boundaries, and what one look would need, in one sentence."""
    wish = plan.wish
    what = _sought(plan, show)
    units = text_n("{n} unit", "{n} units", plan.units)
    fixed = text_n("{n} unit", "{n} units", plan.fixed)
    power, family = show.share(wish.power), _FAMILIES[wish.spending.family]
    if plan.days is None and wish.looks == 1:
        return text("{what} is shown with a chance of {power} by {units} and one look at the end.",
                    what=what, power=power, units=units)  # fmt: skip
    if plan.days is None:
        return text(
            "{what} is shown with a chance of {power} by {units} at most, in {looks} looks with {family}; one single"
            " look at the end would need {fixed}.",
            what=what, power=power, units=units, looks=wish.looks, family=family, fixed=fixed,
        )  # fmt: skip
    days, weeks = plan.days, text_n("{n} whole week", "{n} whole weeks", plan.days // 7)
    if wish.looks == 1:
        return text(
            "{what} is shown with a chance of {power} by {units} in {days} days ({weeks}) and one look at the end.",
            what=what, power=power, units=units, days=days, weeks=weeks,
        )  # fmt: skip
    return text(
        "{what} is shown with a chance of {power} by {units} at most in {days} days ({weeks}), in {looks} looks with"
        " {family}; one single look at the end would need {fixed}.",
        what=what, power=power, units=units, days=days, weeks=weeks, looks=wish.looks, family=family, fixed=fixed,
    )  # fmt: skip


def _sought(plan: ExperimentPlan, show: PlanFigures) -> Text:
    wish = plan.wish
    if wish.margin is None:
        size = show.lift(abs(wish.lift))
        return text("A lift of {size}", size=size) if wish.lift > 0 else text("A fall of {size}", size=size)
    size = show.lift(abs(wish.margin))
    if wish.margin < 0:
        return text("That there is no fall of {size} or more", size=size)
    return text("That there is no rise of {size} or more", size=size)


def says(plan: ExperimentPlan, show: PlanFigures, prior: Prior | None = None) -> tuple[Text, ...]:
    """The headline, then arms, what looking saves, and what the test is worth."""
    wish, said = plan.wish, [headline(plan, show)]
    others = text_n("the other arm", "each of {n} other arms", wish.arms - 1)
    said.append(text("The control takes {control} of them, {others} {treated}.", control=plan.by_arm[0], others=others,
                     treated=plan.by_arm[1]))  # fmt: skip
    if wish.looks > 1:
        said.append(_on_average(plan, show))
        said.append(
            text(
                "To look at any time at will instead would make the interval {times} times as wide.",
                times=show.number(plan.anytime_wider),
            )
        )
    if prior is not None:
        said.append(_worth(plan, show, prior))
    return tuple(said)


def _on_average(plan: ExperimentPlan, show: PlanFigures) -> Text:
    more, true, none = show.share(max(plan.inflation - 1, 0.0)), plan.average_if_true, plan.average_if_none
    if plan.days is None:
        return text(
            "Looking costs {more} more units at most; on average it ends after {true} units if it is so, after {none}"
            " if not.",
            more=more, true=true, none=none,
        )  # fmt: skip
    return text(
        "Looking costs {more} more units at most; of the {planned} units that these weeks bring, it ends on average"
        " after {true} if it is so, after {none} if not.",
        more=more, planned=plan.planned, true=true, none=none,
    )  # fmt: skip


def _worth(plan: ExperimentPlan, show: PlanFigures, prior: Prior) -> Text:
    now, perfect, needed = chance_of_flip(plan, prior)
    untested = text("act") if prior.mean > prior.worth else text("not act")
    if needed is None or perfect < _NEVER:
        return text("By what is believed one would {untested} without a test, and no test would change that.",
                    untested=untested)  # fmt: skip
    return text(
        "By what is believed one would {untested} without a test; the test changes that with a chance of {now}"
        " (perfect knowledge: {perfect}), and {units} would bring nine tenths of what perfect knowledge brings.",
        untested=untested, now=show.share(now), perfect=show.share(perfect),
        units=text_n("{n} unit", "{n} units", needed),
    )  # fmt: skip


def measured_in(file: str, past: Past, show: PlanFigures) -> Text:
    """Where level and spread come from."""
    measure, units = past.measure, text_n("{n} unit", "{n} units", past.units)
    level = show.share(measure.baseline) if measure.kind == "proportion" else show.number(measure.baseline)
    sd = show.number(measure.variance_at(measure.baseline) ** 0.5 / (1 - measure.explained) ** 0.5)
    if not measure.explained:
        return text("Measured in {file} over {units}: level {level}, standard deviation {sd}.",
                    file=file, units=units, level=level, sd=sd)  # fmt: skip
    return text(
        "Measured in {file} over {units}: level {level}, standard deviation {sd}; the covariate explains {share} of the"
        " variance and saves as large a share of the units.",
        file=file, units=units, level=level, sd=sd, share=show.share(measure.explained),
    )  # fmt: skip


def tables(plan: ExperimentPlan, show: PlanFigures) -> tuple[Table, ...]:
    looks = (look_table(plan, show), price_table(plan, show)) if plan.wish.looks > 1 else ()
    return (*looks, other_table(plan, show))


def look_table(plan: ExperimentPlan, show: PlanFigures) -> Table:
    """By look: when, how many units, what stops, and how likely it is to have stopped."""
    gives_up = plan.wish.give_up
    head = [
        text("Interim look"),
        *([text("End of")] if plan.days is not None else []),
        text("Units so far"),
        text("Stops from Z"),
        text("p-value at most"),
        text("Smallest effect that stops"),
        text("Shown by then, if it is so"),
        text("Shown by then, if not"),
        *([text("Give up below Z")] if gives_up else []),
        *([text("Given up by then, if it is so"), text("Given up by then, if not")] if gives_up else []),
    ]
    rows = tuple(_look_row(number, look, show, gives_up) for number, look in enumerate(plan.looks, 1))
    return Table(tuple(head), rows, text("When one looks, and what stops the experiment"))


def _look_row(number: int, look: Look, show: PlanFigures, gives_up: bool) -> tuple[Cell, ...]:
    none_yet = text("none yet")
    never = math.isinf(look.upper)
    when = [text("{day}", day=show.period.first + timedelta(days=look.day - 1))] if look.day else []
    giving_up = (show.boundary(look.lower), show.share(look.given_up), show.share(look.given_up_rightly))
    return (
        show.count(number),
        *when,
        show.count(look.units),
        show.boundary(look.upper),
        none_yet if never else show.share(look.p),
        none_yet if never else show.lift(look.shown),
        show.share(look.found),
        show.share(look.found_wrongly),
        *(giving_up if gives_up else ()),
    )


def price_table(plan: ExperimentPlan, show: PlanFigures) -> Table:
    rows = (
        (text("One look at the end"), show.count(plan.fixed)),
        (text("These looks, at most"), show.count(plan.units)),
        (text("What will have come in by the end"), show.count(plan.planned)),
        (text("On average, if it is so"), show.count(plan.average_if_true)),
        (text("On average, if not"), show.count(plan.average_if_none)),
    )  # fmt: skip
    return Table((text("Way of looking"), text("Units counted")), rows, text("What looking costs and saves"))


def other_table(plan: ExperimentPlan, show: PlanFigures) -> Table:
    """Units of all arms by lift (or margin) and power; weeks at the plan's power."""
    margin, dated = plan.wish.margin is not None, plan.days is not None
    head = [text("Margin") if margin else text("Lift")]
    head += [text("Units at power {power}", power=show.share(power)) for power in powers_of(plan.wish)]
    head += [text("Weeks at power {power}", power=show.share(plan.wish.power))] if dated else []
    rows = tuple(
        (show.lift(row.sought), *map(show.count, row.units), *([show.count(row.weeks)] if row.weeks else []))
        for row in alternatives(plan)
    )
    return Table(tuple(head), rows, text("What another aim would need, with the same looks"))

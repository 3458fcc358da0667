"""takt experiment look: may a running experiment stop, and what may be said of its effect by now?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from taktgeber.core import Answer, Refusal, text

from .effect_unit import EffectUnit, unit_given
from .plan import Alpha, Arms, Family, Rho, SpendingFamily

if TYPE_CHECKING:
    from taktgeber.evidence.looking.interim import LookTaken, Rule

    from .look_data import Shares

LookGiven = Annotated[
    list[str] | None,
    typer.Option(
        "--look",
        metavar="UNITS,ESTIMATE,ERROR",
        help="Every look so far in order, the last one now: units, difference.value, error of experiment read --json.",
    ),
]
Planned = Annotated[int | None, typer.Option("--planned", help="Units of all arms at the planned end.")]
Expected = Annotated[
    int | None, typer.Option("--expected", help="Without a planned end: about how many units will come, all arms.")
]
OneSided = Annotated[
    bool, typer.Option("--one-sided", help="Only upwards counts, at half of --alpha: as planned with --margin.")
]
Ended = Annotated[bool, typer.Option("--ended", help="No unit will be added, for reasons other than what was seen.")]


def experiment_look(
    look: LookGiven = None,
    planned: Planned = None,
    expected: Expected = None,
    alpha: Alpha = "0.05",
    arms: Arms = 2,
    boundaries: Family = SpendingFamily.obrien_fleming,
    rho: Rho = 2.0,
    one_sided: OneSided = False,
    ended: Ended = False,
    unit: EffectUnit = "",
) -> Answer:
    from taktgeber.evidence.looking.given import error_of_one, parse_looks, rule_of, size
    from taktgeber.evidence.planning.amount import parse_share
    from taktgeber.evidence.planning.wish import spending_of

    from .look_data import Shares

    shown_in, error = unit_given(unit), parse_share("--alpha", alpha)
    taken = parse_looks(look or ())
    if planned is not None and expected is not None:
        raise Refusal("--expected", text("an experiment has a planned end or none, not both."),
                      text("Leave out --expected where units and looks are planned, --planned where one looks at "
                           "will."))  # fmt: skip
    if planned is not None:
        spending = spending_of(boundaries.value, rho)
        return _planned(taken, rule_of(planned, error, arms, spending, one_sided), Shares(error, arms), ended, shown_in)
    if expected is None:
        raise Refusal("--planned", text("how many units are planned is not known."),
                      text("Take them from the plan: --planned 28814; without a planned end say about how many will "
                           "come: --expected 30000"))  # fmt: skip
    if boundaries is not SpendingFamily.obrien_fleming or rho != 2.0:
        raise Refusal("--boundaries", text("without a planned end there are no boundaries."),
                      text("Leave out --boundaries and --rho, or give --planned."))  # fmt: skip
    size("--expected", expected)
    return _at_any_time(taken, expected, error_of_one(error, arms, one_sided), Shares(error, arms), ended, shown_in)


def _planned(taken: tuple[LookTaken, ...], rule: Rule, shares: Shares, ended: bool, unit: str) -> Answer:
    from taktgeber.evidence.looking.figures import LookFigures
    from taktgeber.evidence.looking.findings import look_findings
    from taktgeber.evidence.looking.interim import read_looks
    from taktgeber.evidence.looking.steps import steps_of
    from taktgeber.evidence.looking.words import look_table, says

    from .look_data import look_data

    steps = steps_of(taken, rule, ended)
    read = read_looks(taken, rule, ended)
    show = LookFigures(unit, 1 - rule.error * 2 / rule.sides, taken[-1].units)
    found = look_findings(taken, read, rule, shares.arms, ended, show)
    return Answer(says(read, rule, len(taken), show), (look_table(steps, show),), found,
                  look_data(steps, read, rule, shares, found))  # fmt: skip


def _at_any_time(
    taken: tuple[LookTaken, ...], expected: int, error: tuple[float, int], shares: Shares, ended: bool, unit: str
) -> Answer:
    from taktgeber.evidence.looking.anytime import read_at_any_time
    from taktgeber.evidence.looking.figures import LookFigures
    from taktgeber.evidence.looking.findings import anytime_findings
    from taktgeber.evidence.looking.words import anytime_table, says_at_any_time

    from .look_data import anytime_data

    of_one, sides = error
    read = read_at_any_time(taken, expected, of_one, sides, ended)
    show = LookFigures(unit, 1 - of_one * 2 / sides, taken[-1].units)
    found = anytime_findings(taken, read, shares.arms, show)
    return Answer(says_at_any_time(read, expected, show), (anytime_table(read, show),), found,
                  anytime_data(read, expected, error, shares, found))  # fmt: skip

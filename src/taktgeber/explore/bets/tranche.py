"""A bet as a proposal: what we do not know, what we may lose on this test, until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from taktgeber.core import Beat, Forecast, Money, Move, Proposal, Setting, Text, text
from taktgeber.explore.assumptions import Assumption
from taktgeber.explore.memory import Lab
from taktgeber.explore.yardsticks import chance_of_settling

from .scored import HOLDS, SETTLES
from .words import sentence, stated

if TYPE_CHECKING:
    from taktgeber.govern import Initiative

RESERVE = "reserve:explore"


def bet(beat: Beat, lab: Lab, assumption: Assumption, initiative: Initiative) -> Proposal:
    stake = assumption.lose or initiative.lose
    if stake is None or assumption.chance is None:
        raise ValueError("a bet has a stake and a stated chance: in_test_order leaves others out")
    until = min(assumption.until or initiative.until or beat.period.last, beat.period.last)
    until = max(until, beat.period.first)
    scope = {"initiative": initiative.initiative, "assumption": assumption.assumption}
    set_to: dict[str, Any] = {**scope, "chance": assumption.chance, "state": "testing", "until": until.isoformat()}
    return Proposal(
        id=f"explore-bet-{initiative.initiative}",
        room="explore",
        mode="explore",
        says=_three_fields(initiative.name, assumption.assumption, stake, until),
        moves=(Move(RESERVE, f"initiative:{initiative.initiative}", stake),),
        forecasts=(
            Forecast(SETTLES, scope, beat.period, chance_of_settling(lab, beat.period)),
            Forecast(HOLDS, scope, beat.period, stated(assumption.chance, beat)),
        ),
        learns=text(
            "Whether it holds that {assumption}. The stated chance is {chance}; it comes first because its chance of"
            " failing is largest for what the test may cost.",
            assumption=sentence(assumption.assumption),
            chance=stated(assumption.chance, beat),
        ),
        decider="explore_lead",
        excludes=(),
        rests_on=(f"entry:{assumption.entry}", f"entry:{initiative.entry}"),
        sets=(Setting("assumption", set_to),),
    )


def _three_fields(name: str, unknown: str, lose: Money, until: date) -> Text:
    return text(
        "Bet on {name}. What we do not know: whether {unknown}. What we may lose: {lose}. Until: {until}.",
        name=name,
        unknown=sentence(unknown),
        lose=lose,
        until=until,
    )

"""A bet as a proposal: one tranche for one question, what opens the gate after it, and the right to stop."""

from __future__ import annotations

from datetime import date
from typing import Any

from taktgeber.core import Beat, Forecast, Move, Proposal, Setting, Text, text
from taktgeber.explore.memory import Lab
from taktgeber.explore.yardsticks import chance_of_settling

from .gathered import Candidate
from .means import PURSE
from .portfolio import Pick
from .scored import HOLDS, SETTLES
from .words import carries, sentence, stated, unsure


def bet(beat: Beat, lab: Lab, pick: Pick) -> Proposal:
    one = pick.candidate
    initiative, assumption = one.initiative, one.assumption
    scope = {"initiative": initiative.initiative, "assumption": assumption.assumption}
    until = until_of(beat, one)
    set_to: dict[str, Any] = {**scope, "chance": assumption.chance, "state": "testing", "until": until.isoformat()}
    return Proposal(
        id=f"explore-bet-{initiative.initiative}",
        room="explore",
        mode="explore",
        says=text(
            "Bet on {name}. What we do not know: whether {unknown}. What we may lose: {lose}. Until: {until}.",
            name=initiative.name, unknown=sentence(assumption.assumption), lose=one.stake, until=until,
        ),
        moves=(Move(PURSE, f"initiative:{initiative.initiative}", one.stake),),
        forecasts=(
            Forecast(SETTLES, scope, beat.period, chance_of_settling(lab, beat.period)),
            Forecast(HOLDS, scope, beat.period, stated(one.question.chance, beat)),
        ),
        learns=text("{first} {second}", first=_learns(beat, pick), second=gate(one)),
        decider="explore_lead",
        excludes=(),
        rests_on=(f"entry:{assumption.entry}", f"entry:{initiative.entry}"),
        sets=(Setting("assumption", set_to),),
    )  # fmt: skip


def until_of(beat: Beat, one: Candidate) -> date:
    """Its own date, inside the beat."""
    until = min(one.assumption.until or one.initiative.until or beat.period.last, beat.period.last)
    return max(until, beat.period.first)


def because(pick: Pick) -> Text:
    """Why it is among the bets, in words and without a number that could be ranked."""
    question = pick.candidate.question
    said = text("{unsure}; {load}", unsure=unsure(question), load=carries(question.load))
    if pick.like is None:
        return said
    return text("{because}; it goes about it much as {other} does", because=said, other=pick.like.initiative.name)


def gate(one: Candidate) -> Text:
    """The criteria of the next gate, said before the test, and the right to stop."""
    if one.next is None:
        return text("If it holds, the initiative goes to its gate; if not, it stops with what it taught. It may be "
                    "stopped on any day before.")  # fmt: skip
    return text(
        "If it holds, the next tranche asks whether {next}; if not, the initiative stops with what it taught. It may be"
        " stopped on any day before.",
        next=sentence(one.next.assumption),
    )


def _learns(beat: Beat, pick: Pick) -> Text:
    one = pick.candidate
    return text(
        "Whether it holds that {assumption}. The stated chance is {chance}: {because}.",
        assumption=sentence(one.assumption.assumption), chance=stated(one.question.chance, beat), because=because(pick),
    )  # fmt: skip

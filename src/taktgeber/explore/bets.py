"""What the lab proposes: one bet, in three fields, or a stop with what was learned.

A bet says what we do not know, what we may lose and until when; its forecast is the chance that the
question is answered by then. Nothing that it may earn is asked for or said (house rule 1). A stop is
proposed where an assumption was refuted and none is left open, or where the date has passed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from taktgeber.core import Beat, Exact, Figure, Forecast, Money, Move, Proposal, Ratio, Setting, Text, Unknown, text

from .assumptions import Assumption, in_test_order
from .memory import LAB, Lab
from .yardsticks import chance_of_settling

if TYPE_CHECKING:
    from taktgeber.govern import Initiative

SETTLES, HOLDS = "chance_of_an_answer_in_time", "chance_that_it_holds"
RESERVE = "reserve:explore"


def proposals(beat: Beat, lab: Lab, running: Sequence[Initiative]) -> tuple[Proposal, ...]:
    """At most one stop and one bet, of different initiatives. A stake in a foreign currency waits for a rate."""
    ripe = [i for i in running if _ripe_to_stop(i, lab, beat.period.first)]
    stops = tuple(_stop(beat, lab, initiative) for initiative in ripe[:1])
    ripe_ids = {initiative.initiative for initiative in ripe}
    going_on = {i.initiative: i for i in running if i.initiative not in ripe_ids}
    order = [
        assumption
        for assumption in in_test_order(waiting(lab, going_on), stakes(going_on.values()))
        if (lose := assumption.lose or going_on[assumption.initiative].lose) and lose.currency == beat.settings.currency
    ]
    bets = tuple(_bet(beat, lab, assumption, going_on[assumption.initiative]) for assumption in order[:1])
    return bets + stops


def waiting(lab: Lab, running: Mapping[str, Any]) -> list[Assumption]:
    """Open and not in test yet, of initiatives that run."""
    return [a for a in lab.assumptions.values() if a.state == "open" and a.initiative in running]


def stakes(running: Any) -> dict[str, Money]:
    return {i.initiative: i.lose for i in running if i.lose is not None}


def outcome(beat: Beat, forecast: Forecast) -> Figure | None:
    """1 where the question was answered by the forecast's date (or the assumption held), else 0."""
    if forecast.metric not in (SETTLES, HOLDS):
        return None
    lab = beat.book.state(LAB)
    asked = lab.assumptions.get((forecast.scope["initiative"], forecast.scope["assumption"]))
    settled = asked is not None and asked.settled is not None and asked.settled <= forecast.period.last
    if forecast.metric == SETTLES:
        return Exact(Ratio(int(settled), 1), "share", forecast.period)
    if asked is None or not settled:
        return Unknown(text("the assumption was not settled in time."), text("An entry that says held or refuted."))
    return Exact(Ratio(int(asked.state == "held"), 1), "share", forecast.period)


def stated(chance: float, beat: Beat) -> Exact:
    """A person's stated chance, as it was written down."""
    fraction = Fraction(chance).limit_denominator(1000)
    return Exact(Ratio(fraction.numerator, fraction.denominator), "share", beat.past)


def _bet(beat: Beat, lab: Lab, assumption: Assumption, initiative: Initiative) -> Proposal:
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


def _ripe_to_stop(initiative: Initiative, lab: Lab, day: date) -> bool:
    asked = lab.assumptions_of(initiative.initiative)
    if any(a.state == "refuted" for a in asked) and not any(a.is_open for a in asked):
        return True
    return initiative.until is not None and initiative.until < day


def _stop(beat: Beat, lab: Lab, initiative: Initiative) -> Proposal:
    asked = lab.assumptions_of(initiative.initiative)
    refuted = next((a for a in asked if a.state == "refuted"), None)
    learned = _learned(lab, initiative, refuted)
    why = (
        text("it did not hold that {assumption}", assumption=sentence(refuted.assumption))
        if refuted
        else text("its date passed without an answer")
    )
    entered = [Setting("initiative", _body(initiative, "stopped"))]
    if not lab.lessons_of(initiative.initiative):
        entered.insert(0, Setting("lesson", _lesson_body(beat, initiative, learned, refuted is not None)))
    return Proposal(
        id=f"explore-stop-{initiative.initiative}",
        room="explore",
        mode="explore",
        says=text("Stop {name}: {why}. Its lesson stays.", name=initiative.name, why=why),
        moves=(),
        forecasts=(),
        learns=text("{learned}.", learned=sentence(learned)),
        decider="explore_lead",
        excludes=(),
        rests_on=(f"entry:{initiative.entry}", *((f"entry:{refuted.entry}",) if refuted else ())),
        sets=tuple(entered),
    )


def _learned(lab: Lab, initiative: Initiative, refuted: Assumption | None) -> str:
    kept = lab.lessons_of(initiative.initiative)
    if kept:
        return kept[-1].learned
    if refuted is not None:
        return f"It does not hold that {sentence(refuted.assumption)}."
    return f"Not answered by its date: {sentence(initiative.unknown)}."


def _lesson_body(beat: Beat, initiative: Initiative, learned: str, refuted: bool) -> dict[str, Any]:
    # A lesson nobody dated is trusted for as long as the bet was allowed to look ahead.
    best_before = date.fromordinal(beat.period.first.toordinal() + initiative.horizon_beats * beat.period.days)
    return {
        "lesson": f"{initiative.initiative}-stopped",
        "initiative": initiative.initiative,
        "learned": learned,
        "best_before": best_before.isoformat(),
        "verdict": "refuted" if refuted else "open",
    }


def _body(initiative: Initiative, state: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "initiative": initiative.initiative,
        "unit": initiative.unit,
        "name": initiative.name,
        "labels": list(initiative.labels),
        "metrics": list(initiative.metrics),
        "horizon_beats": initiative.horizon_beats,
        "distance": dict(initiative.distance) or None,
        "unknown": initiative.unknown,
        "state": state,
    }
    if initiative.lose is not None:
        body["lose"] = initiative.lose
    if initiative.until is not None:
        body["until"] = initiative.until.isoformat()
    return body


def sentence(words: str) -> str:
    """Words of a ledger entry, to stand inside a sentence that brings its own full stop."""
    return words.strip().rstrip(".")

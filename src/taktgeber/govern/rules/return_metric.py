"""House rule 1: an explore unit is never scored, ranked or funded by a return metric.

Expected or discounted money counts as return. What the entry would make true is judged, so that no order
of entries (first the goal, then the unit; relabelling a unit; moving an initiative) is a way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from taktgeber.core import Entry, Rule, Text, text
from taktgeber.govern.breaches import Broken
from taktgeber.govern.claims import meet
from taktgeber.govern.initiatives import INITIATIVES, Initiative, InitiativesState
from taktgeber.govern.metrics import METRICS, MetricsState, folded, is_money_unit
from taktgeber.govern.proposals import decode_period, key_of
from taktgeber.govern.roles import PEOPLE, Goal, PeopleState
from taktgeber.govern.units import UNITS, MandateState, UnitsState

from .offence import Offence, after, verdict

_FOLDS = (UNITS, PEOPLE, INITIATIVES, METRICS)
_KINDS = ("unit", "mandate", "role", "goal", "initiative", "metric", "planned", "amended")
States = tuple[UnitsState, PeopleState, InitiativesState, MetricsState]
Thing = MandateState | Goal | Initiative


def _check(states: tuple[Any, ...], entry: Entry) -> Broken | None:
    now = after(_FOLDS, states, entry)
    if entry.kind in ("planned", "amended"):
        return verdict("return-forecast", _forecasts(now, entry))
    known = _offences(states, entry) if entry.standing == "found" else ()
    return verdict("return-metric", _offences(now, entry), known)


def _offences(states: States, entry: Entry) -> Iterator[Offence]:
    for thing in _concerned(states, entry):
        unit = _explore_unit(states, thing)
        if unit is None or (thing.entry != entry.seq and _over(thing, entry)):
            continue
        for metric in _metrics(thing):
            measures = states[3].measures(metric)
            if measures in ("return", "unknown"):
                yield _offence(states, entry, thing, unit, metric, measures)


def _concerned(states: States, entry: Entry) -> Iterator[Thing]:
    """Whatever carries a metric and may be judged differently once the entry stands."""
    units, people, initiatives, _ = states
    body = entry.payload
    match entry.kind:
        case "goal":
            yield from (g for g in people.said_goals.get(f"goal:{body['goal']}", ()) if g.entry == entry.seq)
        case "role":
            if body["role"] == "explore_lead" or "explore" in units.modes(body.get("unit")):
                yield from people.goals_of(body["person"])
        case "mandate":
            yield from (m for m in units.mandates.get(body["unit"], ()) if m.entry == entry.seq)
            if "explore" in units.modes(body["unit"]):
                yield from people.goals_of(body["leader"])
        case "initiative":
            yield from (one for one in initiatives.of(body["initiative"]) if one.entry == entry.seq)
            yield from (g for g in _goals(people) if g.initiative == body["initiative"])
        case "unit":
            yield from units.mandates.get(body["unit"], ())
            yield from initiatives.in_unit(body["unit"])
            yield from (g for g in _goals(people) if body["unit"] in _units_of(states, g))
        case "metric":
            name = folded(body["metric"])
            every: tuple[Thing, ...] = (*_mandates(units), *_goals(people), *_initiatives(initiatives))
            yield from (t for t in every if any(folded(m) == name for m in _metrics(t)))


def _over(thing: Thing, entry: Entry) -> bool:
    """Whether its time has passed, so that it judges nobody any more."""
    return not isinstance(thing, Initiative) and thing.last is not None and thing.last < entry.at.date()


def _explore_unit(states: States, thing: Thing) -> str | None:
    """The explore unit that the thing judges."""
    units = states[0]
    if isinstance(thing, Goal):
        return next((unit for unit in _units_of(states, thing) if "explore" in units.modes(unit)), None) or _hand_led(
            states, thing
        )
    over = isinstance(thing, Initiative) and thing.state == "stopped"
    return thing.unit if not over and "explore" in units.modes(thing.unit) else None


def _units_of(states: States, goal: Goal) -> tuple[str, ...]:
    """Units that a goal judges: those it names, and those its person leads or works in meanwhile."""
    units, people, initiatives, _ = states
    named = [goal.unit, *(one.unit for one in initiatives.of(goal.initiative))]
    homes: list[str | None] = []
    if not people.holds(goal.person, "sponsor", goal.first):
        homes += [m.unit for m in units.leads(goal.person) if meet(m.first, m.last, goal.first, goal.last)]
        homes += [r.unit for r in people.roles_of(goal.person) if meet(r.first, r.last, goal.first, goal.last)]
    return tuple(unit for unit in (*named, *homes) if unit)


def _hand_led(states: States, goal: Goal) -> str | None:
    """An explore lead without a unit leads the hand as a whole."""
    units, people, _, _ = states
    if people.holds(goal.person, "sponsor", goal.first):
        return None
    for role in people.roles_of(goal.person):
        if role.role == "explore_lead" and meet(role.first, role.last, goal.first, goal.last):
            return role.unit or next((u for u in units.said if "explore" in units.modes(u)), "explore")
    return None


def _offence(states: States, entry: Entry, thing: Thing, unit: str, metric: str, measures: str) -> Offence:
    subject, what = _named(thing)
    cited = cite(states[0], unit, entry)
    if measures == "return":
        says = text('"{metric}" is a return metric; {what} would judge {cited} by it, and exploration is judged by '
                    "learning.", metric=metric, what=what, cited=cited)  # fmt: skip
        advice = text("Choose what shows learning, such as experiments run, hypotheses refuted or options created.")
        if thing.entry != entry.seq:
            advice = text("End that first by an entry of kind ended ({subject}, since entry {entry}).",
                          subject=subject, entry=str(thing.entry))  # fmt: skip
    else:
        says = text('nobody has said what "{metric}" measures; {what} would judge {cited} by it.',
                    metric=metric, what=what, cited=cited)  # fmt: skip
        advice = text("Say what it measures: decide an entry of kind metric (metric, measures, unit) first.")
    return Offence((thing.entry, subject, metric), subject, says, advice, unit)


def cite(units: UnitsState, unit: str, entry: Entry) -> Text:
    """The unit with the mandate that protects it, or with the entry that says it explores."""
    mandate = units.mandate(unit, entry.at.date())
    if mandate is not None and mandate.entry != entry.seq:
        return text('the unit "{unit}", which has an explore mandate (since {day}, entry {entry}),',
                    unit=unit, day=mandate.first, entry=str(mandate.entry))  # fmt: skip
    said = [s for s in units.said.get(unit, ()) if s.mode == "explore"]
    if not said:
        return text('the explore hand ("{unit}")', unit=unit)
    return text('the unit "{unit}", which explores (since {day}, entry {entry}),',
                unit=unit, day=said[-1].since, entry=str(said[-1].entry))  # fmt: skip


def _named(thing: Thing) -> tuple[str, Text]:
    if isinstance(thing, MandateState):
        return f"mandate:{thing.unit}", text("its scorecard")
    if isinstance(thing, Initiative):
        return f"initiative:{thing.initiative}", text('the initiative "{name}"', name=thing.initiative)
    return thing.subject, text('the goal "{goal}" of {person}', goal=thing.goal, person=thing.person)


def _metrics(thing: Thing) -> tuple[str, ...]:
    if isinstance(thing, MandateState):
        return thing.scorecard
    return thing.metrics if isinstance(thing, Initiative) else (thing.metric,)


def _mandates(units: UnitsState) -> Iterator[MandateState]:
    return (m for held in units.mandates.values() for m in held)


def _goals(people: PeopleState) -> Iterator[Goal]:
    return (g for said in people.said_goals.values() for g in said)


def _initiatives(initiatives: InitiativesState) -> Iterator[Initiative]:
    return (one for said in initiatives.said.values() for one in said)


# ------------------------------------------------------------------ forecasts of proposals


def _forecasts(states: States, entry: Entry) -> Iterator[Offence]:
    body = entry.payload
    if entry.kind == "planned":
        beat = decode_period(body["beat"])
        made = [(key_of(beat, item["proposal"]["id"]), item["proposal"]) for item in body["proposals"]]
    else:
        made = [(body["proposal"], body["body"])]
    for key, proposal in made:
        if not _explores(states, proposal):
            continue
        for forecast in proposal["forecasts"]:
            metric = forecast["metric"]
            if states[3].measures(metric) == "return" or _is_money(forecast["expected"]):
                says = text('the proposal "{key}" of the explore hand forecasts "{metric}" in money or return.',
                            key=key, metric=metric)  # fmt: skip
                advice = text("Forecast what will be learned and by when; what it may cost at most is no forecast.")
                yield Offence((entry.seq, key, metric), f"proposal:{key}", says, advice)


def _explores(states: States, proposal: Mapping[str, Any]) -> bool:
    """By its mode, and by where its money comes from and goes to, whatever it is called."""
    purses = {purse for move in proposal["moves"] for purse in (move["source"], move["target"])}
    return proposal["mode"] == "explore" or any(explore_units(states[0], states[2], p) for p in purses)


def explore_units(units: UnitsState, initiatives: InitiativesState, purse: str) -> tuple[str, ...]:
    """The units behind a purse that are said to explore, found or decided."""
    kind, _, name = purse.partition(":")
    behind = (
        (name,) if kind == "unit" else tuple(one.unit for one in initiatives.of(name)) if kind == "initiative" else ()
    )
    return tuple(unit for unit in behind if "explore" in units.modes(unit))


def _is_money(expected: Mapping[str, Any]) -> bool:
    if expected["is"] == "Unknown":
        return False
    value = expected["value"]
    parts = [value, *value.values()] if isinstance(value, dict) else [value]
    return is_money_unit(expected["unit"]) or any(isinstance(p, dict) and p.get("is") == "Money" for p in parts)


RETURN_METRIC = Rule(1, _KINDS, _FOLDS, _check)

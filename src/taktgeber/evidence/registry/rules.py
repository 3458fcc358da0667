"""The order of evidence: what is said first stays, and a decision follows what was frozen. No numbered house rule.

A hypothesis is said once; an experiment is frozen before its data; a look belongs to what was frozen; a conclusion
is a person's, follows the final look, and says why where it differs from what the figures say. What was not done so
can still be entered as found: it is kept, and its level is lower by a step with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from taktgeber.core import Entry, Finding, Refusal, Rule, Text, text
from taktgeber.core.names import named
from taktgeber.evidence.reading.metric import parse_covariate, parse_either, parse_margin
from taktgeber.govern.claims import in_force
from taktgeber.govern.roles import PEOPLE, PeopleState
from taktgeber.govern.units import UNITS, UnitsState

from .experiment import Experiment
from .memory import REGISTRY, Registry
from .outcome import final_look, outcome_of, threshold_of

Wrong = tuple[Text, Text]
_DECIDERS = {"exploit": ("exploit_lead", "market_lead", "sponsor"), "explore": ("explore_lead", "sponsor")}


def _check(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    if entry.standing == "found":
        return None
    registry, people, units = states
    if entry.kind == "reused":
        wrong = next(_reused(registry, people, entry), None)
    elif entry.kind == "concluded":
        wrong = next(_concluded(registry, people, units, entry), None)
    else:
        asked = {"hypothesis": _hypothesis, "experiment": _experiment, "looked": _looked, "fieldwork": _fieldwork,
                 "insight": _insight}[entry.kind]  # fmt: skip
        wrong = next(_may_write(people, entry), None) or next(asked(registry, people, entry), None)
    return None if wrong is None else Finding("order-of-evidence", "stop", *wrong)


def _may_write(people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    """All but conclusions is written by who works with experiments of this hand."""
    roles = ("analyst", "operations", *_DECIDERS[entry.payload["hand"]])
    if not _holds_one(people, entry, roles):
        yield text("{actor} writes nothing of experiments of this hand.", actor=entry.actor), _one_of(roles)


def _holds_one(people: PeopleState, entry: Entry, roles: Iterable[str]) -> bool:
    return any(people.holds(entry.actor, role, entry.at.date()) for role in roles)


def _one_of(roles: Iterable[str]) -> Text:
    return text("One of these does, by decision: {roles}.", roles=tuple(named(role) for role in roles))


def _hypothesis(registry: Registry, people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    known = registry.hypotheses.get(entry.payload["hypothesis"])
    if known is not None:
        yield (text('the hypothesis "{name}" was said on {day}; what was said first stays.', name=known.hypothesis,
                    day=known.day),
               text("Give another short name to what you say now."))  # fmt: skip


def _experiment(registry: Registry, people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    body, today = entry.payload, entry.at.date()
    known = registry.experiments.get(body["experiment"])
    if known is not None:
        yield (text('the experiment "{name}" was registered on {day}; what was frozen stays.', name=known.name,
                    day=known.plan.day),
               text("Register what you want to do now under another short name."))  # fmt: skip
    yield from _about_known(registry, people, entry)
    if date.fromisoformat(body["first"]) < today:
        yield (text("its data began on {day}, before it was registered.", day=date.fromisoformat(body["first"])),
               text("Enter it as found (takt ledger enter): it is kept, and its level is one step lower."))  # fmt: skip
    if body["day"] != today.isoformat():
        yield text("it is registered today and not on another day."), text("Leave the day to the ledger.")
    yield from _frozen(body)


def _frozen(body: Any) -> Iterator[Wrong]:
    arms = body["arms"]
    if len(set(arms)) != len(arms) or len(arms) < 2 or body["control"] not in arms:
        yield (
            text("it needs two arms or more, each once, the control among them."),
            text('Such as "control" and "new".'),
        )
    if body.get("shares") and set(body["shares"]) != set(arms):
        yield text("the planned split names other arms."), text("Name each arm once with its weight, or leave it out.")
    if body["looks"] < 1 or body["units"] < 2:
        yield (text("it needs at least one look and two units."),
               text("How many it needs says: takt experiment plan."))  # fmt: skip
    try:
        threshold_of(body["threshold"])
    except ValueError:
        yield (text("{words} is no smallest effect that would matter.", words=repr(body["threshold"])),
               text("Write a share of the control's level such as 2%, or an amount such as 0.5."))  # fmt: skip
    try:
        yield from _unreadable(body)
    except Refusal as wrong:
        yield wrong.says, wrong.mend


def _unreadable(body: Any) -> Iterator[Wrong]:
    """What no file could be read by: said before it is frozen. Raises the reader's Refusal too."""
    names = [body["metric"], *(read_guardrail(words)[0] for words in body.get("guardrails", ()))]
    measured = {column for name in names for column in parse_either(name).columns}
    for words in body.get("covariates", ()):
        if measured & set(parse_covariate(words).columns):
            yield (
                text("it is a metric and a covariate at once, which would take the effect away."),
                text("A covariate was known before the assignment, such as the same metric of the weeks before."),
            )


def read_guardrail(words: str) -> tuple[str, str]:
    """ "refunds +2%": metric and margin. Raises Refusal."""
    name, _, margin = words.strip().rpartition(" ")
    parse_margin(margin)
    parse_either(name)
    return name.strip(), margin


def _about_known(registry: Registry, people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    name = entry.payload["hypothesis"]
    known = registry.hypotheses.get(name)
    if known is None:
        yield (text('nobody has said the hypothesis "{name}" yet.', name=name),
               text("Say it first: it is what the test is for."))  # fmt: skip
    elif known.hand != entry.payload["hand"]:
        yield (text('the hypothesis "{name}" is of the other hand: {hand}.', name=name, hand=named(known.hand)),
               text("Test it there, or say a hypothesis of your own."))  # fmt: skip


def _fieldwork(registry: Registry, people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    known = registry.fieldwork.get(entry.payload["fieldwork"])
    if known is not None:
        yield (text('the field work "{name}" was brought on {day}; what was brought stays.', name=known.fieldwork,
                    day=known.day),
               text("Give another short name to what came later."))  # fmt: skip
    if date.fromisoformat(entry.payload["day"]) > entry.at.date():
        yield text("the day has not come yet."), text("Give the day on which it was found.")
    yield from _about_known(registry, people, entry)


def _looked(registry: Registry, people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    known = registry.experiments.get(body["experiment"])
    if known is None:
        yield _unknown(body["experiment"])
        return
    if body["hand"] != known.plan.hand:
        yield text("it is of the other hand."), text("Name the hand that it was registered for.")
    if known.conclusion is not None or final_look(known) is not None:
        yield read_for_good(known)
    if date.fromisoformat(body["day"]) > entry.at.date():
        yield text("this day has not come yet."), text("Leave the day to the ledger.")
    if date.fromisoformat(body["day"]) < known.plan.first:
        yield text("it has not begun: its first day is {day}.", day=known.plan.first), text("Wait for its data.")
    if body["metric"] != known.plan.metric:
        yield (text("it was frozen to be read by {metric}.", metric=known.plan.metric),
               text("Another metric may be read without a workspace, as an idea for the next test."))  # fmt: skip


def read_for_good(known: Experiment) -> Wrong:
    return (text('"{name}" has been read for good.', name=known.name),
            text("What came later may be read without a workspace, and decides nothing."))  # fmt: skip


def _concluded(registry: Registry, people: PeopleState, units: UnitsState, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    known = registry.experiments.get(body["experiment"])
    if known is None:
        yield _unknown(body["experiment"])
        return
    if known.conclusion is not None:
        yield (text('"{name}" was concluded on {day}.', name=known.name, day=known.conclusion.day),
               text("A new test can say something new."))  # fmt: skip
    yield from _who(known, people, units, entry)
    yield from _verdict(known, body)


def _who(known: Experiment, people: PeopleState, units: UnitsState, entry: Entry) -> Iterator[Wrong]:
    hand, day = known.plan.hand, entry.at.date()
    if entry.payload["hand"] != hand:
        yield text("it is of the other hand."), text("Name the hand that it was registered for.")
    held = [role for role in _DECIDERS[hand] if people.holds(entry.actor, role, day)]
    mend = _one_of(_DECIDERS[hand])
    if not held:
        yield text("{actor} does not conclude experiments of this hand.", actor=entry.actor), mend
    elif held == ["market_lead"] and known.plan.market not in markets_led(people, units, entry):
        yield text("a market lead concludes what is of the own market."), mend


def markets_led(people: PeopleState, units: UnitsState, entry: Entry) -> set[str]:
    """Those that the actor leads, by decision."""
    leads = [role for role in people.roles_of(entry.actor) if role.role == "market_lead" and role.standing == "decided"
             and in_force(role.first, role.last, entry.at.date())]  # fmt: skip
    led = (units.units.get(role.unit or "") for role in leads)
    return {unit.market for unit in led if unit is not None and unit.standing == "decided" and unit.market}


def _verdict(known: Experiment, body: Any) -> Iterator[Wrong]:
    said, found = body["verdict"], outcome_of(known)
    why = str(body.get("reason", "")).strip()
    if said == "invalid" and not why:
        yield text("who calls an experiment invalid says why."), text('Add a reason: --reason "...".')
    elif found is None and said != "invalid":
        yield (text('"{name}" has not been read for good.', name=known.name),
               text("Read it first: takt experiment read FILE --experiment {name}", name=known.name))  # fmt: skip
    elif found != said and not why:
        yield (text("its figures say: {found}.", found=named(found or "")),
               text("Conclude that, or say why not: --reason \"...\"."))  # fmt: skip


def _insight(registry: Registry, people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    rests_on = entry.payload.get("rests_on", ())
    if not rests_on and entry.payload["hand"] == "explore" and not entry.payload.get("on"):
        yield (text("it rests on nothing."),
               text("Name what was tested, or the initiative that taught it."))  # fmt: skip
    if not rests_on and entry.payload["hand"] != "explore":
        yield (text("it rests on nothing."),
               text("An insight rests on what was tested, or on field work, of a hypothesis."))  # fmt: skip
    for name in rests_on:
        if name not in registry.hypotheses:
            yield (text('nobody has said the hypothesis "{name}" yet.', name=name),
                   text("An insight rests on what was tested, or on field work, of a hypothesis."))  # fmt: skip


def _reused(registry: Registry, people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    """Of either hand: whoever works with experiments says that an insight is used."""
    roles = ("analyst", "operations", *dict.fromkeys(role for hand in _DECIDERS.values() for role in hand))
    if not _holds_one(people, entry, roles):
        yield text("{actor} says nothing of the use of insights.", actor=entry.actor), _one_of(roles)
    if entry.payload["insight"] not in registry.insights:
        yield (text('nobody has written an insight "{name}".', name=entry.payload["insight"]),
               text("What is known says: takt experiment learnings"))  # fmt: skip
    by, known = entry.payload["by"], registry.insights.get(entry.payload["insight"])
    # Neither a person (pseudonym or address), nor what taught it: that would be no reuse.
    if not by or any(user.startswith("p-") or "@" in user or (known and user == known.on) for user in by):
        yield text("it does not say who uses it."), text("Name a unit or a role, such as service.")


def _unknown(name: str) -> Wrong:
    return (text('nobody has registered an experiment "{name}".', name=name),
            text("Register it before its data: takt experiment register FILE"))  # fmt: skip


ORDER_OF_EVIDENCE = Rule(
    0,
    ("hypothesis", "experiment", "looked", "concluded", "fieldwork", "insight", "reused"),
    (REGISTRY, PEOPLE, UNITS),
    _check,
)

rules = (ORDER_OF_EVIDENCE,)

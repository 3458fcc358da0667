"""The order of plans and decisions: who may decide what, once, on which version. No numbered house rule.

The approver holds the proposal's role by decision and is never its author, except in a firm of up to three
people, where the entry says "alone".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from taktgeber.core import Entry, Finding, Move, Proposal, Rule, Text, decode, text
from taktgeber.core.names import named
from taktgeber.govern.initiatives import INITIATIVES, InitiativesState
from taktgeber.govern.kinds import is_purse
from taktgeber.govern.policies import POLICIES
from taktgeber.govern.proposals import PROPOSALS, ProposalsState, ProposalState, decode_period, proposal_digest
from taktgeber.govern.roles import PEOPLE, PeopleState
from taktgeber.govern.units import UNITS, UnitsState

_FOLDS = (PROPOSALS, PEOPLE, UNITS, INITIATIVES, POLICIES)
ALONE_UP_TO = 3
_SCORE = {"proposal", "metric", "expected", "outcome", "inside"}
States = tuple[ProposalsState, PeopleState, UnitsState, InitiativesState, Mapping[str, Any]]
Wrong = tuple[Text, Text]


def _check(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    if entry.standing == "found":
        return None
    asked = {"decision": _decision, "planned": _planned, "amended": _amended, "closed": _closed, "ended": _ended,
             "firm": _firm}[entry.kind]  # fmt: skip
    wrong = next(asked(states, entry), None)
    return None if wrong is None else Finding("order", "stop", *wrong)


def _decision(states: States, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    held = states[0].all.get(body["proposal"])
    if held is None:
        yield text("no proposal bears the key {key}.", key=body["proposal"]), text("Make a plan first: takt plan.")
        return
    if held.state != "waiting" and held.decision is not None:
        yield (text("the proposal {key} does not wait: it is {state}, decided by {person}.", key=held.key,
                    state=named(held.state), person=held.decision.actor),
               text("A new plan can propose anew."))  # fmt: skip
    elif held.state != "waiting":
        yield (text("the proposal {key} does not wait: it is {state}.", key=held.key,
                    state=named(held.state)),
               text("A new plan can propose anew."))  # fmt: skip
    if held.digest != body["digest"] or held.plan.digest != body["plan"]:
        yield (text("the proposal {key} was changed after it was read.", key=held.key),
               text("Read its newest version and decide again."))  # fmt: skip
    yield from _who(states[1], held, entry)
    yield from _what(body)
    if body["verdict"] != "reject":
        for rival in states[0].rivals(held):
            if rival.state in ("approved", "overridden"):
                yield (text("it excludes {rival}, which is {state}.", rival=rival.key, state=named(rival.state)),
                       text("Reject this one; both together cannot be had."))  # fmt: skip


def _who(people: PeopleState, held: ProposalState, entry: Entry) -> Iterator[Wrong]:
    actor, day = entry.actor, entry.at.date()
    decider = held.proposal.decider
    if actor.startswith("machine:"):
        yield text("a machine decides no proposal."), text("Ask a person with the role {role}.", role=named(decider))
    if not any(people.holds(actor, role, day) for role in (decider, "sponsor")):
        yield (text("{actor} is not {role} by decision; {role} or the sponsor decides this one.",
                    actor=actor, role=named(decider)),
               text("Ask them, or decide an entry of kind role first."))  # fmt: skip
    own, alone = actor == held.author, entry.payload.get("alone", False)
    if own and (people.firm_people is None or people.firm_people > ALONE_UP_TO):
        yield (text("{actor} wrote this version and does not approve it too.", actor=actor),
               text("Ask another person with the role {role}. In firms of up to three people it is allowed: decide an "
                    "entry of kind firm.", role=named(decider)))  # fmt: skip
    if own != alone:
        yield text('"alone" says that author and approver are one person.'), text("Set it where that is so only.")


def _what(body: Mapping[str, Any]) -> Iterator[Wrong]:
    instead = body.get("instead") or []
    if body["verdict"] in ("override", "reject") and not body.get("reason", "").strip():
        yield text("who overrides or rejects says why."), text('Add a reason: --reason "...".')
    if body["verdict"] == "override" and not instead:
        yield text("an override says what happens instead."), text("Add --instead SOURCE:TARGET:AMOUNT.")
    if body["verdict"] != "override" and instead:
        yield text("only an override says what happens instead."), text("Decide with override.")
    if not all(map(_is_move, instead)):
        yield (text("what happens instead is not a list of moves of money."),
               text("Each has source, target (purses) and amount (money of zero or more)."))  # fmt: skip


def _planned(states: States, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    again = text("Make the plan with: takt plan.")
    if not entry.actor.startswith("machine:"):
        yield text("a plan is gathered by the machine; people decide on it."), again
    seen = set()
    for item in body["proposals"]:
        if set(item) != {"digest", "proposal"} or not _is_proposal(item["proposal"]):
            yield text("the plan holds something that is no proposal."), again
            return
        if proposal_digest(item["proposal"]) != item["digest"]:
            yield text('the digest of "{name}" is not its own.', name=str(item["proposal"]["id"])), again
        if item["proposal"]["id"] in seen:
            yield text('two proposals are called "{name}".', name=str(item["proposal"]["id"])), again
        seen.add(item["proposal"]["id"])
    beat = decode_period(body["beat"])
    decided = {held.plan.entry for held in states[0].all.values() if held.decision is not None}
    later = [p for p in states[0].plans if p.beat.first > beat.first and p.entry in decided]
    if later:
        yield (text("a later beat has been planned and decided on already (from {day}, entry {entry}).",
                    day=later[-1].beat.first, entry=str(later[-1].entry)),
               text("What has begun is closed, not planned: takt close."))  # fmt: skip


def _amended(states: States, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    held = states[0].all.get(body["proposal"])
    if held is None or not _is_proposal(body["body"]):
        yield text("no proposal {key} can be amended so.", key=body["proposal"]), text("Give a whole proposal.")
        return
    made = decode(dict(body["body"]))
    if body["version"] != held.version + 1:
        yield (text("version {now} is amended to {next}.", now=str(held.version), next=str(held.version + 1)),
               text("Read the newest version first."))  # fmt: skip
    fixed = ("id", "room", "mode", "decider")
    if any(getattr(made, name) != getattr(held.proposal, name) for name in fixed):
        yield (text("an amendment keeps id, room, hand and who decides."), text("Wait for the next plan."))
    if held.state not in ("waiting", "approved", "overridden") or (held.decision and held.proposal.sets):
        yield (text("the proposal {key} is {state} and can no longer be amended.", key=held.key,
                    state=named(held.state)),
               text("Decide the opposite by an entry of its own."))  # fmt: skip
    if not any(r.person == entry.actor and r.standing == "decided" for r in states[1].roles(entry.at.date())):
        yield text("{actor} has no role by decision.", actor=entry.actor), text("Decide an entry of kind role first.")


def _closed(states: States, entry: Entry) -> Iterator[Wrong]:
    mend = text("Close the beat with: takt close.")
    if not entry.actor.startswith("machine:"):
        yield text("forecasts are scored by the machine."), mend
    for score in entry.payload["scores"]:
        held = states[0].all.get(str(score.get("proposal")))
        if not set(score) >= _SCORE or held is None:
            yield text("a score names no known proposal, its metric, what was expected and what came."), mend
            return
        if held.state not in ("approved", "overridden", "closed"):
            yield text("the proposal {key} is {state}: nothing to score.", key=held.key, state=named(held.state)), mend
        if score in held.scores:
            yield text("the proposal {key} has been scored on this.", key=held.key), mend


def _ended(states: States, entry: Entry) -> Iterator[Wrong]:
    _, people, units, initiatives, policies = states
    subject = entry.payload["subject"]
    kind, _, name = subject.partition(":")
    known = {
        "role": subject in people.said_roles, "goal": subject in people.said_goals, "mandate": name in units.mandates,
        "initiative": name in initiatives, "policy": name in policies,
    }  # fmt: skip
    if not known.get(kind, False):
        yield (text("nothing in the ledger is called {subject}.", subject=subject),
               text("Name what ends: goal:ID, role:PERSON/ROLE, role:PERSON/ROLE/UNIT, mandate:UNIT, initiative:ID or "
                    "policy:ID."))  # fmt: skip


def _firm(states: States, entry: Entry) -> Iterator[Wrong]:
    sponsors = states[1].sponsors(entry.at.date())
    if sponsors and entry.actor not in sponsors:
        yield (text("{actor} is no sponsor; the firm's size decides who may approve alone.", actor=entry.actor),
               text("Ask the sponsor: {sponsors}.", sponsors=tuple(sponsors)))  # fmt: skip


def _is_proposal(encoded: Any) -> bool:
    try:
        made = decode(encoded)
        return (
            isinstance(made, Proposal)
            and isinstance(made.id, str)
            and bool(made.id.strip())
            and "/" not in made.id
            and made.mode in ("exploit", "explore", None)
            and all(_is_move(move) for move in encoded["moves"])
            and all({"metric", "expected"} <= set(f) and "is" in f["expected"] for f in encoded["forecasts"])
        )
    except (TypeError, ValueError, KeyError, AttributeError):
        return False


def _is_move(encoded: Any) -> bool:
    try:
        move = decode(encoded)
    except (TypeError, ValueError, KeyError):
        return False
    return isinstance(move, Move) and is_purse(move.source) and is_purse(move.target) and move.amount.minor >= 0


ORDER = Rule(0, ("decision", "planned", "amended", "closed", "ended", "firm"), _FOLDS, _check)

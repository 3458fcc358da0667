"""House rule 4: every automatic action has an accountable person, a limit, a stop switch and a ledger entry.

Anybody may stop; what was stopped is started again by who answers for it, by their role, or by the sponsor.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from taktgeber.core import Entry, Money, Rule, Text, text
from taktgeber.govern.breaches import Broken
from taktgeber.govern.policies import POLICIES, Policy
from taktgeber.govern.roles import PEOPLE, PeopleState

from .offence import Offence, verdict


def _check(states: tuple[Any, ...], entry: Entry) -> Broken | None:
    policies: Mapping[str, Policy] = states[0]
    held = policies.get(entry.payload["policy"])
    if entry.kind == "policy":
        return _started(held, states[1], entry)
    says = _wrong(held, entry.payload)
    if says is None:
        return None
    advice = text("Let a person do it, or decide an entry of kind policy with its limit and who answers for it.")
    # A policy decided afterwards mends it: what was done cannot be undone, what is missing can be decided.
    mended_by = f"policy:{entry.payload['policy']}"
    return verdict("automatic", [Offence((entry.seq,), f"automatic:{entry.seq}", says, advice, against=mended_by)])


def may_start(policy: Policy, people: PeopleState, actor: str, day: date) -> bool:
    """Who answers for it, who holds one of their roles by decision, or the sponsor."""
    held = {r.role for r in people.roles(day) if r.standing == "decided" and r.person == policy.accountable}
    return actor == policy.accountable or any(people.holds(actor, role, day) for role in ("sponsor", *held))


def _started(held: Policy | None, people: PeopleState, entry: Entry) -> Broken | None:
    starts = held is not None and held.stopped and not entry.payload["stopped"]
    if not starts or held is None or entry.standing == "found":
        return None
    if may_start(held, people, entry.actor, entry.at.date()):
        return None
    says = text('the policy "{name}" is stopped (entry {entry}), and {actor} does not answer for it.',
                name=held.policy, entry=str(held.entry), actor=entry.actor)  # fmt: skip
    advice = text("{person}, who answers for it, starts it again, or the sponsor.", person=held.accountable)
    return verdict("automatic", [Offence((entry.seq,), f"policy:{held.policy}", says, advice)])


def _wrong(policy: Policy | None, body: Mapping[str, Any]) -> Text | None:
    name = body["policy"]
    if policy is None or policy.standing != "decided":
        return text('no decided policy "{name}" lets anything run by itself.', name=name)
    since = str(policy.entry)
    if policy.stopped:
        return text('the policy "{name}" is stopped (entry {entry}).', name=name, entry=since)
    if policy.autonomy not in ("notify", "auto"):
        return text('the policy "{name}" asks a person each time (entry {entry}).', name=name, entry=since)
    if policy.accountable != body["accountable"]:
        return text('{person} answers for the policy "{name}" (entry {entry}), not {other}.',
                    person=policy.accountable, name=name, entry=since, other=body["accountable"])  # fmt: skip
    amount = Money(body["amount"]["minor"], body["amount"]["currency"])
    if amount.currency != policy.limit.currency or policy.limit < amount:
        return text('{amount} is above the limit of the policy "{name}": {limit} (entry {entry}).',
                    amount=amount, name=name, limit=policy.limit, entry=since)  # fmt: skip
    return None


AUTOMATIC = Rule(4, ("automatic", "policy"), (POLICIES, PEOPLE), _check)

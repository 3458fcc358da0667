"""House rule 4: every automatic action has an accountable person, a limit, a stop switch and a ledger entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktgeber.core import Entry, Money, Rule, Text, text
from taktgeber.govern.breaches import Broken
from taktgeber.govern.policies import POLICIES, Policy

from .offence import Offence, verdict


def _check(states: tuple[Any, ...], entry: Entry) -> Broken | None:
    policies: Mapping[str, Policy] = states[0]
    says = _wrong(policies.get(entry.payload["policy"]), entry.payload)
    if says is None:
        return None
    advice = text("Let a person do it, or decide an entry of kind policy with its limit and who answers for it.")
    # A policy decided afterwards mends it: what was done cannot be undone, what is missing can be decided.
    mended_by = f"policy:{entry.payload['policy']}"
    return verdict("automatic", [Offence((entry.seq,), f"automatic:{entry.seq}", says, advice, against=mended_by)])


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


AUTOMATIC = Rule(4, ("automatic",), (POLICIES,), _check)

"""What the lab has not let go is not taken: the explore lead releases it first. No numbered house rule.

Else one hand alone could take it, and it would run in both, with the shelter of the lab and a budget of its own.
"""

from __future__ import annotations

from typing import Any

from taktgeber.core import Entry, Finding, Rule, text
from taktgeber.govern.initiatives import INITIATIVES
from taktgeber.govern.proposals import PROPOSALS

from .release import TAKE


def _check(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    initiatives, proposals = states
    body = entry.payload
    held = proposals.all.get(body["proposal"])
    if entry.standing == "found" or body["verdict"] != "approve" or held is None:
        return None
    if held.proposal.room != "explore" or not held.proposal.id.startswith(TAKE):
        return None
    one = initiatives.get(held.proposal.id.removeprefix(TAKE))
    if one is None or one.state == "stopped":
        return None
    return Finding("order-of-release", "stop", text("{name} was not released by the lab yet.", name=one.name),
                   text("The explore lead decides on that first."))  # fmt: skip


RULE = Rule(0, ("decision",), (INITIATIVES, PROPOSALS), _check)

rules = (RULE,)

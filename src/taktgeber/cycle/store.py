"""Frozen plans on disk, by the digest of their bytes."""

from __future__ import annotations

import json
from pathlib import Path

from taktgeber.core import Plan, Refusal, decode, digest_of, text


def plan_path(plans: Path, digest: str) -> Path:
    return plans / f"{digest}.json"


def read_plan(plans: Path, digest: str) -> Plan:
    """Refuses a plan whose bytes are not those that the ledger names."""
    path = plan_path(plans, digest)
    mend = text("Bring the file back from your backup; the ledger names it and holds its proposals.")
    try:
        stored = path.read_bytes()
    except OSError:
        raise Refusal(f".takt/plans/{path.name}", text("the frozen plan is not there."), mend) from None
    if digest_of(stored) != digest:
        raise Refusal(f".takt/plans/{path.name}", text("the frozen plan was changed after it was stored."), mend)
    plan: Plan = decode(json.loads(stored))
    return plan

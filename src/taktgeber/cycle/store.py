"""Frozen plans on disk, by the digest of their bytes: whole or not there."""

from __future__ import annotations

import json
import os
from pathlib import Path

from taktgeber.core import Plan, Refusal, decode, digest_of, text


def publish(path: Path, stored: bytes) -> None:
    """Written beside, synced, then renamed: a reader or a power cut never meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    with half.open("wb") as out:
        out.write(stored)
        out.flush()
        os.fsync(out.fileno())
    half.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


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

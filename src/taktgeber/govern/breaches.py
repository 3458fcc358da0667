"""Breaches: found entries that break a house rule, open with an owner until they are mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from taktgeber.core import Entry, Finding, Fold, Text, decode

from .roles import PeopleState, role_subject
from .units import UnitsState


@dataclass(frozen=True, slots=True)
class Broken(Finding):
    """A rule's finding that names what would have to end. against: the other of a pair, whose end mends
    it too; unit: whose leader owns the breach; also: what else the same entry breaks."""

    subject: str = ""
    against: str | None = None
    unit: str | None = None
    also: tuple[Broken, ...] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """entry: the found entry; owner: a pseudonym, or "role:sponsor" where nobody is named yet."""

    rule: int
    entry: int
    subject: str
    owner: str
    says: Text
    since: date
    mended: date | None
    against: str | None = None


@dataclass(frozen=True, slots=True)
class RefusalState:
    """found_as: entries that say as found what was refused here."""

    entry: int
    kind: str
    actor: str
    rule: int
    says: Text
    at: date
    body: Mapping[str, Any]
    digest: str
    found_as: tuple[int, ...] = ()


def subject_of(kind: str, body: Mapping[str, Any], seq: int) -> str:
    """What an entry speaks of, as an end would name it."""
    match kind:
        case "goal" | "unit" | "mandate" | "initiative" | "policy" | "metric":
            return f"{kind}:{body[kind if kind != 'mandate' else 'unit']}"
        case "role":
            return role_subject(body["person"], body["role"], body.get("unit"))
        case "reserve":
            return "reserve:explore"
    return f"{kind}:{seq}"


def owner_of(unit: str | None, units: UnitsState, people: PeopleState, day: date) -> str:
    """The unit's leader, else the sponsor."""
    mandate = units.mandate(unit, day) if unit else None
    if mandate:
        return mandate.leader
    sponsors = people.sponsors(day) or tuple(r.person for r in people.roles(day) if r.role == "sponsor")
    return sponsors[0] if sponsors else "role:sponsor"


def _apply_breach(state: tuple[Breach, ...], entry: Entry) -> tuple[Breach, ...]:
    body = entry.payload
    if entry.kind == "breach":
        opened = Breach(
            body["rule"], body["entry"], body["subject"], body["owner"], decode(dict(body["says"])),
            date.fromisoformat(body["since"]), None, body.get("against"),
        )  # fmt: skip
        return (*state, opened)
    if entry.standing != "decided":
        return state
    when = date.fromisoformat(body["day"]) if entry.kind == "ended" else entry.at.date()
    subject = body["subject"] if entry.kind == "ended" else subject_of(entry.kind, body, entry.seq)
    refilled = entry.kind == "reserve" or (entry.kind == "transfer" and body["target"] == "reserve:explore")
    if not any(_mends(b, subject, refilled) for b in state):
        return state
    return tuple(replace(b, mended=max(when, b.since)) if _mends(b, subject, refilled) else b for b in state)


def _mends(breach: Breach, subject: str, refilled: bool) -> bool:
    if breach.mended is not None:
        return False
    raid = breach.rule == 3 and breach.subject.startswith("transfer:")
    return subject in (breach.subject, breach.against) or (raid and refilled)


def _apply_refusal(state: tuple[RefusalState, ...], entry: Entry) -> tuple[RefusalState, ...]:
    if entry.kind == "refused":
        body = entry.payload
        return (*state, RefusalState(
            entry.seq, body["kind"], body["actor"], body.get("rule", 0), decode(dict(body["says"])),
            entry.at.date(), body["body"], body["digest"],
        ))  # fmt: skip
    if entry.standing != "found" or not state:
        return state
    from .kinds import body_digest

    digest = body_digest(entry.kind, entry.payload)
    if not any(r.digest == digest for r in state):
        return state
    return tuple(replace(r, found_as=(*r.found_as, entry.seq)) if r.digest == digest else r for r in state)


_MENDING = ("breach", "ended", "goal", "role", "unit", "mandate", "initiative", "policy", "reserve", "transfer")
_RULED = ("firm", "unit", "mandate", "role", "goal", "metric", "initiative", "reserve", "transfer", "policy",
          "automatic", "ended", "decision", "planned", "amended", "closed")  # fmt: skip
BREACHES: Fold[tuple[Breach, ...]] = Fold("govern.breaches", _MENDING, tuple, _apply_breach)
REFUSALS: Fold[tuple[RefusalState, ...]] = Fold("govern.refusals", ("refused", *_RULED), tuple, _apply_refusal)

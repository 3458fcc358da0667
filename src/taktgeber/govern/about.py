"""What an entry is about: its unit, hand and market, and the people in it. By it a narrow role is let near, or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .book import LedgerBook
from .initiatives import INITIATIVES
from .policies import POLICIES
from .proposals import PROPOSALS
from .roles import PEOPLE
from .units import UNITS

_HAND_OF = {"exploit_lead": "exploit", "explore_lead": "explore"}
_PEOPLE = ("person", "leader", "accountable", "actor", "owner")


@dataclass(frozen=True, slots=True)
class About:
    """modes: all that it touches; steering where it is of neither hand. people: pseudonyms."""

    modes: frozenset[str]
    unit: str | None = None
    market: str | None = None
    people: frozenset[str] = frozenset()


def about(book: LedgerBook, kind: str, body: Mapping[str, Any]) -> About:
    match kind:
        case "refused":
            inner = about(book, body["kind"], body["body"])
            return About(inner.modes, inner.unit, inner.market, inner.people | _people(body))
        case "breach":
            found = book.entry(body["entry"])
            if found is not None and found.kind not in ("breach", "refused"):
                inner = about(book, found.kind, found.payload)
                return About(inner.modes, inner.unit, inner.market, inner.people | _people(body))
    units, market = _units(book, kind, body), body.get("market") if kind in ("unit", "event", "experiment") else None
    modes = set(_modes(book, kind, body))
    for unit in units:
        state = book.state(UNITS).units.get(unit)
        if state is not None:
            modes.add(state.mode)
            market = market or state.market
    if not modes and not market:
        modes.add("steering")
    return About(frozenset(modes), units[0] if units else None, market, _people(body))


def _units(book: LedgerBook, kind: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    named = [] if kind == "metric" else [body.get("unit")]
    initiative = body.get("initiative")
    match kind:
        case "policy":
            named.append(body["scope"])
        case "automatic" | "halt":
            policy = book.state(POLICIES).get(body["policy"])
            named.append(policy.scope if policy else None)
        case "ended":
            which, _, name = str(body["subject"]).partition(":")
            if which in ("unit", "mandate"):
                named.append(name)
            elif which == "initiative":
                initiative = name
            elif which == "role":
                named.append(name.split("/")[2] if name.count("/") == 2 else None)
            elif which == "policy":
                return _units(book, "halt", {"policy": name})
            elif which == "goal":
                for goal in book.state(PEOPLE).said_goals.get(f"goal:{name}", ()):
                    named += _units(book, "goal", {"unit": goal.unit, "initiative": goal.initiative})
    held = book.state(INITIATIVES).get(str(initiative)) if initiative else None
    named.append(held.unit if held else None)
    return tuple(dict.fromkeys(unit for unit in named if isinstance(unit, str)))


def _modes(book: LedgerBook, kind: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    """What the entry itself says of its hand."""
    match kind:
        case "unit":
            return (body["mode"],)
        case "role" if not body.get("unit"):
            return (_HAND_OF.get(body["role"], "steering"),)
        case "hypothesis" | "experiment" | "looked" | "concluded" | "fieldwork" | "insight":
            return (body["hand"],)
        case "decision" | "amended":
            held = book.state(PROPOSALS).all.get(body["proposal"])
            return ((held.proposal.mode if held else None) or "steering",)
        case "ended" if str(body["subject"]).startswith("role:"):
            return (_HAND_OF.get(str(body["subject"]).split("/")[1], "steering"),) if "/" in body["subject"] else ()
    return ()


def _people(body: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(str(body[name]) for name in _PEOPLE if str(body.get(name, "")).startswith("p-"))

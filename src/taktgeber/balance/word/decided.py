"""Every decision that the ledger knows: what it was about, who took it on which level, and how long it waited.

Three kinds of trace. A proposal waits from the plan that first held it; its entry says who decided and how. An entry
that a person decided directly (an initiative, slack, a transfer, the end of an experiment) did not wait. And `taken`
tells of decisions that were taken elsewhere, by role, from minutes or a register. What an approval sets is part of it
and counts once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from taktgeber.core import Entry, Fold, Proposal, decode
from taktgeber.core.memory import Standing
from taktgeber.govern.kept import Kept
from taktgeber.govern.proposals import decode_period, key_of

_DIRECT = {"initiative": "initiative", "slack": "budget", "transfer": "budget", "concluded": "test"}
_SETS = {"reserve": "reserve", "initiative": "initiative", "premise": "premise"}


@dataclass(frozen=True, slots=True)
class Decided:
    """about: what it touches ("unit:lab", "initiative:boxes", "market:UK", "hand:explore", "role:analyst"); role:
    whom the proposal asked, "" where nobody was; decides: of kinds.DECIDED_KINDS; asked: the day on which it began to
    wait, None where that is not known; day: on which it was decided; left: on which it was dropped undecided; actor:
    who decided, or level: the role, where only that is known; earlier: who had decided before it was asked anew; sets:
    how many entries its approval makes."""

    about: frozenset[str]
    decides: str
    role: str
    entry: int
    asked: date | None = None
    day: date | None = None
    left: date | None = None
    actor: str = ""
    level: str = ""
    verdict: str = ""
    earlier: tuple[str, ...] = ()
    sets: int = 0
    standing: Standing = "decided"


@dataclass(frozen=True)
class Decisions:
    """all: by key; waiting: keys of the newest plan that nobody decided yet."""

    all: Kept[Decided] = field(default_factory=Kept)
    waiting: tuple[str, ...] = ()


def _planned(state: Decisions, entry: Entry) -> Decisions:
    beat, held, day = decode_period(entry.payload["beat"]), state.all, entry.at.date()
    made = {key_of(beat, item["proposal"]["id"]): item["proposal"] for item in entry.payload["proposals"]}
    for key in (gone for gone in state.waiting if gone not in made):
        held = held.put(key, replace(held[key], left=day))
    waiting = []
    for key, encoded in made.items():
        known = held.get(key)
        if known is not None and known.day is not None:
            continue
        waiting.append(key)
        if known is None or known.left is not None:
            held = held.put(key, _asked(decode(dict(encoded)), entry))
    return Decisions(held, tuple(waiting))


def _asked(proposal: Proposal, entry: Entry) -> Decided:
    sets = [setting.kind for setting in proposal.sets]
    decides = "budget" if proposal.moves else next((_SETS[kind] for kind in sets if kind in _SETS), "other")
    about = frozenset(_touched(proposal))
    return Decided(about, decides, proposal.decider, entry.seq, entry.at.date(), sets=len(sets))


def _touched(proposal: Proposal) -> Iterator[str]:
    if proposal.mode:
        yield f"hand:{proposal.mode}"
    for move in proposal.moves:
        yield from (move.source, move.target)
    for setting in proposal.sets:
        yield from _named(setting.body)
    yield from (f"market:{forecast.scope['market']}" for forecast in proposal.forecasts if "market" in forecast.scope)


def _named(body: Any) -> Iterator[str]:
    yield from (f"{name}:{body[name]}" for name in ("unit", "initiative", "market") if body.get(name))


def _decision(state: Decisions, entry: Entry) -> Decisions:
    key = entry.payload["proposal"]
    known = state.all.get(key)
    if known is None:
        return state
    held = state.all
    if entry.payload["verdict"] == "approve":  # what it sets was entered with it, just before
        for part in (f"entry:{seq}" for seq in range(entry.seq - known.sets, entry.seq)):
            if part in held:
                held = held.put(part, replace(held[part], about=frozenset()))
    done = replace(known, day=entry.at.date(), actor=entry.actor, verdict=entry.payload["verdict"], entry=entry.seq)
    return Decisions(held.put(key, done), tuple(one for one in state.waiting if one != key))


def _amended(state: Decisions, entry: Entry) -> Decisions:
    key = entry.payload["proposal"]
    known = state.all.get(key)
    if known is None:
        return state
    earlier = (*known.earlier, known.actor) if known.actor else known.earlier
    made = _asked(decode(dict(entry.payload["body"])), entry)
    again = replace(made, asked=known.asked, earlier=earlier)
    return Decisions(state.all.put(key, again), tuple(dict.fromkeys((*state.waiting, key))))


def _direct(state: Decisions, entry: Entry) -> Decisions:
    body, day = entry.payload, entry.at.date()
    about = {*_named(body), *(body[end] for end in ("source", "target") if entry.kind == "transfer")}
    hand = "explore" if entry.kind == "slack" else body.get("hand")
    made = Decided(frozenset(about | ({f"hand:{hand}"} if hand else set())), _DIRECT[entry.kind], "", entry.seq,
                   day=day, actor=entry.actor, verdict="approve")  # fmt: skip
    return replace(state, all=state.all.put(f"entry:{entry.seq}", made))


def _taken(state: Decisions, entry: Entry) -> Decisions:
    body = entry.payload
    asked = date.fromisoformat(body["asked"]) if body.get("asked") else None
    made = Decided(frozenset((body["about"],)), body["decides"], "", entry.seq, asked, date.fromisoformat(body["day"]),
                   level=body["level"], verdict=body["verdict"], standing=entry.standing)  # fmt: skip
    return replace(state, all=state.all.put(f"taken:{body['taken']}", made))


_STEPS = {"planned": _planned, "decision": _decision, "amended": _amended, "taken": _taken}
_KINDS = (*_STEPS, *_DIRECT)


def _apply(state: Decisions, entry: Entry) -> Decisions:
    if entry.standing == "found" and entry.kind != "taken":
        return state
    return _STEPS.get(entry.kind, _direct)(state, entry)


DECISIONS: Fold[Decisions] = Fold("balance.decisions", _KINDS, Decisions, _apply)

"""What the house remembers of its words: promises, audits that a person confirmed, and figures that were released.

The text that was audited is not among it: its digest is, and the sentences that somebody chose to keep as promises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from taktgeber.core import Entry, Fold, Money, Text, decode
from taktgeber.core.memory import Standing
from taktgeber.govern.kept import Kept


@dataclass(frozen=True, slots=True)
class Promise:
    """to: whom it was made, as "unit:lab"; right: what was promised, of kinds.RIGHTS; says: the sentence itself;
    decides: which kind of decision, "" for all; weeks: how far it looks ahead, or within how many it answers;
    source: which text it stands in; day: since when."""

    promise: str
    to: str
    right: str
    says: str
    amount: Money | None
    share: float | None
    weeks: int | None
    decides: str
    until: date | None
    source: str
    day: date
    standing: Standing
    entry: int


@dataclass(frozen=True, slots=True)
class Audited:
    """verdict: of kinds.READS_LIKE; told: the same in words; counts: units by class; digest: of the text; actor: who
    confirmed it."""

    audited: str
    to: str
    verdict: str
    told: Text
    language: str
    counts: Mapping[str, int]
    digest: str
    day: date
    actor: str
    entry: int


@dataclass(frozen=True)
class Words:
    """promises and audits: by short name, in the order they were entered. released: by whose figures and who released
    them, the newest word."""

    promises: Kept[Promise] = field(default_factory=Kept)
    audits: Kept[Audited] = field(default_factory=Kept)
    released: Kept[Mapping[str, bool]] = field(default_factory=Kept)

    def promised_to(self, subject: str) -> tuple[Promise, ...]:
        return tuple(one for one in self.promises.values() if one.to == subject)

    def audits_of(self, subject: str) -> tuple[Audited, ...]:
        return tuple(one for one in self.audits.values() if one.to == subject)

    def subjects(self) -> tuple[str, ...]:
        """Of whom something was promised or said, the first first."""
        named = [(one.entry, one.to) for one in self.promises.values()]
        named += [(one.entry, one.to) for one in self.audits.values()]
        return tuple(dict.fromkeys(to for _, to in sorted(named)))

    def releases(self, subject: str, person: str) -> bool:
        return self.released.get(subject, {}).get(person, False)


def _apply(state: Words, entry: Entry) -> Words:
    body = entry.payload
    match entry.kind:
        case "promise":
            known = state.promises.get(body["promise"])
            if known is not None and known.standing == "decided" and entry.standing == "found":
                return state
            return replace(state, promises=state.promises.put(body["promise"], _promise(entry)))
        case "audited" if entry.standing == "decided":
            return replace(state, audits=state.audits.put(body["audited"], _audited(entry)))
        case "released" if entry.standing == "decided":
            said = {**state.released.get(body["released"], {}), entry.actor: body["shown"]}
            return replace(state, released=state.released.put(body["released"], said))
    return state


def _promise(entry: Entry) -> Promise:
    body: Mapping[str, Any] = entry.payload
    amount, until = body.get("amount"), body.get("until")
    return Promise(
        body["promise"], body["to"], body["right"], body["says"],
        Money(amount["minor"], amount["currency"]) if amount else None, body.get("share"), body.get("weeks"),
        body.get("decides", ""), date.fromisoformat(until) if until else None, body.get("source", ""),
        date.fromisoformat(body["day"]), entry.standing, entry.seq,
    )  # fmt: skip


def _audited(entry: Entry) -> Audited:
    body = entry.payload
    told = decode(dict(body["told"]))
    assert isinstance(told, Text)
    return Audited(
        body["audited"], body["to"], body["verdict"], told, body["language"], body["counts"], body["digest"],
        date.fromisoformat(body["day"]), entry.actor, entry.seq,
    )  # fmt: skip


WORDS: Fold[Words] = Fold("balance.words", ("promise", "audited", "released"), Words, _apply)

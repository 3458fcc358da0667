"""Word against deed of one subject for machines, by the schema of this desk."""

from __future__ import annotations

from typing import Any

from taktgeber.balance.word.promises import Outcome
from taktgeber.balance.word.rights import Right
from taktgeber.balance.word.told import Held
from taktgeber.core import encode


def held_data(held: Held) -> dict[str, Any]:
    """rights: null where they are not the reader's to see."""
    return {
        "subject": held.subject.name,
        "role": held.subject.role or None,
        "sight": held.sight,
        "since": held.since.isoformat(),
        "audits": [
            {"audited": one.audited, "verdict": one.verdict, "language": one.language, "counts": dict(one.counts),
             "digest": one.digest, "day": one.day.isoformat(), "entry": one.entry}
            for one in held.audits
        ],
        "promises": [_promise(one) for one in held.outcomes],
        "unseen": held.unseen,
        "rights": None if held.rights is None else [_right(one) for one in held.rights],
        "breaches": [{"rule": b.rule, "says": b.says, "entry": b.entry} for b in held.deeds.breaches()],
    }  # fmt: skip


def _promise(one: Outcome) -> dict[str, Any]:
    promise = one.promise
    return {
        "promise": promise.promise, "right": promise.right, "says": promise.says, "source": promise.source,
        "day": promise.day.isoformat(), "entry": promise.entry, "verdict": one.verdict, "because": one.because,
        "entries": list(one.entries),
    }  # fmt: skip


def _right(one: Right) -> dict[str, Any]:
    return {
        "decides": one.decides, "taken": one.taken, "own": one.own, "elsewhere": dict(one.elsewhere),
        "overruled": one.overruled, "waiting": one.waiting, "days": encode(one.waits),
    }  # fmt: skip

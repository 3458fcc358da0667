"""What was seen of a premise: an observation that speaks for it or against it, and a signal that shakes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from taktgeber.core import Entry
from taktgeber.core.memory import Standing

Speaks = Literal["for", "against", "mixed"]


@dataclass(frozen=True, slots=True)
class Observation:
    """hypothesis: one of the registry that it stands on; signal: where it was first heard."""

    observed: str
    premise: str
    speaks: Speaks
    says: str
    source: str
    hypothesis: str | None
    signal: str | None
    day: date
    standing: Standing
    entry: int


@dataclass(frozen=True, slots=True)
class Raised:
    """A signal as far as a premise needs it. heard: somebody said so; else it stands in a series or in texts."""

    says: str
    heard: bool


@dataclass(frozen=True, slots=True)
class Shake:
    """The fate of a signal, where it speaks of a premise; holds: it still shakes it."""

    signal: str
    premise: str
    reason: str
    day: date
    standing: Standing
    entry: int
    holds: bool


def observation_of(entry: Entry) -> Observation:
    body = entry.payload
    return Observation(
        body["observed"], body["premise"], cast(Speaks, body["speaks"]), body["says"], body.get("source", ""),
        body.get("hypothesis"), body.get("signal"), date.fromisoformat(body["day"]), entry.standing, entry.seq,
    )  # fmt: skip


def shake_of(entry: Entry, known: Shake | None) -> Shake | None:
    """A later fate of the same signal ends the shaking, unless it says that the signal proved true; what was only
    found ends nothing that people decided."""
    body = entry.payload
    if known is not None and known.standing == "decided" and entry.standing == "found":
        return known
    if body["fate"] == "shakes":
        if not body.get("premise"):
            return known
        return Shake(body["signal"], body["premise"], body.get("reason", ""), date.fromisoformat(body["day"]),
                     entry.standing, entry.seq, True)  # fmt: skip
    if known is None or body["fate"] == "proved":
        return known
    return Shake(known.signal, known.premise, known.reason, known.day, entry.standing, known.entry, False)

"""What was seen of a premise: an observation that speaks for it or against it, and a signal that shakes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from taktgeber.core import Entry, Text
from taktgeber.core.memory import Standing

Speaks = Literal["for", "against", "mixed"]
# Fates after which a signal shakes nothing any more; one that came true, or is tested, shakes on.
ENDS = ("watched", "dismissed", "faded", "false_alarm")


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
    """A signal as far as a premise needs it. heard: somebody said so; else it stands in a series or in texts; told:
    what the house says of it in any language."""

    says: str
    heard: bool
    told: Text | None = None


@dataclass(frozen=True, slots=True)
class Shake:
    """A signal that shakes a premise, by its fate; holds: it does so still."""

    signal: str
    premise: str
    reason: str
    day: date
    entry: int
    holds: bool


def observation_of(entry: Entry) -> Observation:
    body = entry.payload
    return Observation(
        body["observed"], body["premise"], cast(Speaks, body["speaks"]), body["says"], body.get("source", ""),
        body.get("hypothesis"), body.get("signal"), date.fromisoformat(body["day"]), entry.standing, entry.seq,
    )  # fmt: skip


def shake_of(entry: Entry) -> Shake:
    """Of a fate that says so."""
    body = entry.payload
    return Shake(body["signal"], body["premise"], body.get("reason", ""), date.fromisoformat(body["day"]), entry.seq,
                 True)  # fmt: skip

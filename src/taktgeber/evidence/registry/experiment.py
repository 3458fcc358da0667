"""An experiment: what was frozen before its data, what was looked at, what was concluded.

registered -> running -> read -> concluded, or invalid. What was written down first stays: a registration that is
entered again changes nothing and is remembered as a change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, cast

from taktgeber.core import Entry
from taktgeber.core.memory import Standing

from .hypothesis import Hand

Method = Literal["randomised", "quasi", "compared", "before_after"]
Outcome = Literal["shown", "harm", "no_effect", "unclear", "invalid"]
State = Literal["registered", "running", "read", "concluded", "invalid"]
# Which states follow which. A conclusion that was found may come at any time; nothing comes after it.
EDGES: Mapping[State, frozenset[State]] = {
    "registered": frozenset({"running", "read", "concluded", "invalid"}),
    "running": frozenset({"read", "concluded", "invalid"}),
    "read": frozenset({"concluded", "invalid"}),
    "concluded": frozenset(),
    "invalid": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Registration:
    """What is frozen. metric: as `takt experiment read` takes it; threshold: the smallest effect that would change
    what is done, "2%" of the control's level or "0.5" in the metric's unit; units: of all arms at the end; looks:
    how many are planned, the last at the end; rule: what will be done, in words; indirect: the people tested are not
    those that it is for; guardrails: a metric and its margin each, "refunds +2%"; shares: planned weight by arm, empty
    where all are alike."""

    experiment: str
    hand: Hand
    hypothesis: str
    name: str
    method: Method
    metric: str
    threshold: str
    arms: tuple[str, ...]
    control: str
    units: int
    looks: int
    first: date
    last: date
    rule: str
    covariates: tuple[str, ...]
    guardrails: tuple[str, ...]
    market: str | None
    indirect: bool
    day: date
    standing: Standing
    entry: int
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def before_data(self) -> bool:
        """Written down, by decision, on or before the first day of its data."""
        return self.standing == "decided" and self.day <= self.first

    @property
    def place(self) -> str | None:
        """Its market, however it is spelled; None for wherever the firm sells."""
        return (self.market or "").strip().casefold() or None


@dataclass(frozen=True, slots=True)
class Effect:
    """Of one arm against the control, in the metric's unit; error: standard error; lift, lift_error: the same as a
    share of the control's level, None where that level is not clearly different from nought; better: whether up is
    good turned into a sign: the effect times it is above nought where it helps. low, high: None at a look so early that
    nothing can be told."""

    arm: str
    estimate: float
    low: float | None
    high: float | None
    error: float
    lift: float | None
    lift_low: float | None
    lift_high: float | None
    lift_error: float | None
    better: int


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the data. findings: codes of what the checks warn of; stops: of what forbids to believe the
    effects; guardrails: as they were held, by metric and arm; final: nobody will look again; standing: found where the
    figures were brought and not read here."""

    day: date
    units: int
    counts: Mapping[str, int]
    metric: str
    effects: tuple[Effect, ...]
    guardrails: tuple[Mapping[str, Any], ...]
    findings: tuple[str, ...]
    stops: tuple[str, ...]
    final: bool
    file: str
    digest: str
    entry: int
    standing: Standing = "decided"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """does: what is done now, in words; who: pseudonym of who concluded."""

    day: date
    verdict: Outcome
    does: str
    reason: str
    who: str
    entry: int


@dataclass(frozen=True, slots=True)
class Experiment:
    """changed: entries that tried to register it again."""

    plan: Registration
    looks: tuple[Look, ...] = ()
    conclusion: Conclusion | None = None
    changed: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return self.plan.experiment

    @property
    def last_look(self) -> Look | None:
        return self.looks[-1] if self.looks else None

    def state(self, day: date) -> State:
        """On a day. It runs from its first day; it is read once a look was final."""
        if self.conclusion is not None:
            return "invalid" if self.conclusion.verdict == "invalid" else "concluded"
        if any(look.final for look in self.looks):
            return "read"
        return "running" if self.looks or day >= self.plan.first else "registered"

    def overdue(self, day: date) -> bool:
        """Its data have ended, and nobody read it for good."""
        return self.state(day) == "running" and day > self.plan.last


def registered(entry: Entry, known: Experiment | None) -> Experiment:
    if known is not None:
        return replace(known, changed=(*known.changed, entry.seq))
    body = entry.payload
    return Experiment(
        Registration(
            body["experiment"],
            cast(Hand, body["hand"]),
            body["hypothesis"],
            body["name"],
            cast(Method, body["method"]),
            body["metric"],
            body["threshold"],
            tuple(body["arms"]),
            body["control"],
            body["units"],
            body["looks"],
            date.fromisoformat(body["first"]),
            date.fromisoformat(body["last"]),
            body["rule"],
            tuple(body.get("covariates", ())),
            tuple(body.get("guardrails", ())),
            body.get("market"),
            bool(body.get("indirect", False)),
            date.fromisoformat(body["day"]),
            entry.standing,
            entry.seq,
            dict(body.get("shares", {})),
        )
    )


def looked(entry: Entry, known: Experiment) -> Experiment:
    body = entry.payload
    look = Look(
        date.fromisoformat(body["day"]),
        body["units"],
        dict(body["counts"]),
        body["metric"],
        tuple(Effect(**effect) for effect in body["effects"]),
        tuple(body.get("guardrails", ())),
        tuple(body["findings"]),
        tuple(body["stops"]),
        bool(body.get("final", False)),
        body["file"],
        body["digest"],
        entry.seq,
        entry.standing,
    )
    return replace(known, looks=(*known.looks, look))


def concluded(entry: Entry, known: Experiment) -> Experiment:
    body = entry.payload
    made = Conclusion(
        date.fromisoformat(body["day"]) if "day" in body else entry.at.date(),
        cast(Outcome, body["verdict"]),
        body["does"],
        body.get("reason", ""),
        entry.actor,
        entry.seq,
    )
    return replace(known, conclusion=made)

"""How often, and how fast, an experiment teaches: the learning rate, with the win rate beside it.

Spotify's Experiments with Learning (Spotify R&D, September 2025): an experiment has taught something when it is valid
(run and split as planned) and ready for a decision: an effect was shown, or harm, or that no effect that matters is
there. Who counts wins alone rewards safe tests and buries what was learnt by the others. No money enters.

Speed: median days from registration to conclusion of those registered in the period, the open ones counted until its
end (stats.kaplan_meier); an average of the concluded alone would favour the quick ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taktgeber.core import Estimate, Figure, Period, Text, Unknown, phrase, text
from taktgeber.evidence.registry.experiment import Experiment, Outcome
from taktgeber.evidence.registry.memory import Registry
from taktgeber.stats.chance import share_of
from taktgeber.stats.kaplan_meier import MedianTime, median_time

from .verdict import DECISION_READY, against_its_figures, verdict_of

LEVEL = 0.9
METHOD = phrase("holds the rate of such experiments in as many cases as its level says")


@dataclass(frozen=True, slots=True)
class NotBelieved:
    """An experiment that taught nothing because it was not run well, or never read for good.

    stops: codes of the checks; reason: of the person who found it invalid; both empty where nobody read it."""

    experiment: str
    name: str
    stops: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class LearningRate:
    """Of the experiments concluded in a period. rate, wins: shares of all concluded, the invalid ones among them;
    by: how many by verdict; speed: None where none was registered in the period; otherwise: concluded by a person as
    something else than their figures say."""

    period: Period
    concluded: int
    valid: int
    ready: int
    by: dict[Outcome, int]
    rate: Figure
    wins: Figure
    speed: MedianTime | None
    not_believed: tuple[NotBelieved, ...]
    otherwise: tuple[str, ...]


def learning_rate(registry: Registry, period: Period) -> LearningRate:
    """On the last day of the period."""
    done = [one for one in registry.concluded(period.last) if one.conclusion and one.conclusion.day >= period.first]
    verdicts = [verdict_of(one) for one in done]
    by: dict[Outcome, int] = {name: verdicts.count(name) for name in (*DECISION_READY, "unclear", "invalid")}
    ready = sum(by[name] for name in DECISION_READY)
    return LearningRate(
        period,
        len(done),
        ready + by["unclear"],
        ready,
        by,
        _share(ready, len(done), period),
        _share(by["shown"], len(done), period),
        _speed(registry, period),
        tuple(
            _not_believed(one)
            for one, verdict in zip(done, verdicts, strict=True)
            if verdict is None or verdict == "invalid"
        ),
        tuple(one.name for one in done if against_its_figures(one)),
    )


def _share(of: int, all_: int, period: Period) -> Figure:
    if not all_:
        return Unknown(text("no experiment was concluded"), enough_for_a_rate())
    seen = share_of(of, all_, LEVEL)
    return Estimate(seen.value, seen.low, seen.high, seen.level, "share", period, METHOD, seen.n)


def enough_for_a_rate() -> Text:
    return text("Enough to tell: one experiment that is concluded.")


def _not_believed(one: Experiment) -> NotBelieved:
    stops = tuple(dict.fromkeys(stop for look in one.looks if look.final for stop in look.stops))
    reason = one.conclusion.reason if one.conclusion and one.conclusion.verdict == "invalid" else ""
    return NotBelieved(one.name, one.plan.name, stops, reason)


def _speed(registry: Registry, period: Period) -> MedianTime | None:
    """What was written down after its end tells nothing of speed and is left out."""
    days: list[int] = []
    over: list[bool] = []
    for one in registry.experiments.values():
        if not period.contains(one.plan.day) or _ended_before(one):
            continue
        ended = one.conclusion is not None and one.conclusion.day <= period.last
        until = one.conclusion.day if one.conclusion and ended else period.last
        days.append((until - one.plan.day).days)
        over.append(ended)
    return _median(days, over)


def _ended_before(one: Experiment) -> bool:
    return one.plan.last < one.plan.day or (one.conclusion is not None and one.conclusion.day < one.plan.day)


def _median(days: Sequence[int], over: Sequence[bool]) -> MedianTime | None:
    return median_time(days, over, LEVEL) if days else None

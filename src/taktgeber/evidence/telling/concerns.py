"""What to watch: experiments nobody read, looked at too early, or wrongly split; wins that shrink; what is stale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from taktgeber.core import Estimate, Finding, Period, Unknown, phrase, text
from taktgeber.evidence.check_words import NO_EFFECT, in_words
from taktgeber.evidence.knowing import findings
from taktgeber.evidence.knowing.known import known_on
from taktgeber.evidence.knowing.lifts import LEVEL
from taktgeber.evidence.knowing.shrunken import Drawn, shrunken
from taktgeber.evidence.registry.experiment import Experiment
from taktgeber.evidence.registry.memory import Registry
from taktgeber.evidence.shown import METHOD
from taktgeber.stats.interval import Interval

EXPECTED = phrase("holds what is to be expected by all experiments of its metric as often as its level says")
_SHRINKS = 0.75  # of what was measured; above it the difference changes no decision


def concerns(registry: Registry, experiments: Sequence[Experiment], day: date) -> tuple[Finding, ...]:
    """experiments: those to speak of; of the rest of the registry only insights and what draws effects together."""
    found = [finding for one in experiments for finding in _of_experiment(one, day)]
    found += _shrinking(registry, experiments)
    tested = (known for known in known_on(registry, day) if known.insight.rests_on)
    found += [finding for known in tested for finding in findings.of_insight(known)]
    return tuple(sorted(found, key=lambda one: ("stop", "warn", "note").index(one.severity)))


def _of_experiment(one: Experiment, day: date) -> Iterator[Finding]:
    if one.overdue(day):
        yield Finding(
            "nobody-read-it",
            "warn",
            text('The data of "{name}" ended on {day}, and nobody has read them.', name=one.plan.name,
                 day=one.plan.last),
            text("Read it: takt experiment read FILE --experiment {name}", name=one.name),
        )  # fmt: skip
    if one.plan.looks == 1 and any(not look.final for look in one.looks):
        yield Finding(
            "unplanned-look",
            "note",
            text('"{name}" was looked at before its end, which was not planned: one step less.', name=one.plan.name),
            text("Plan the looks before the data: takt experiment plan"),
        )
    look = one.last_look
    if look is not None and look.stops and one.conclusion is None:
        codes = tuple(in_words(code) for code in look.stops)
        yield Finding(
            "not-to-be-believed",
            "stop",
            text('What "{name}" measured is not to be believed: {reasons}.', name=one.plan.name, reasons=codes),
            NO_EFFECT,
        )


def _shrinking(registry: Registry, experiments: Sequence[Experiment]) -> Iterator[Finding]:
    """Wins among these of which less is to be expected than was measured."""
    by_name = {one.name: one for one in experiments}
    for metric in dict.fromkeys(one.plan.metric for one in experiments):
        drawn = shrunken(registry, metric)
        if isinstance(drawn, Unknown):
            continue
        for effect in drawn.effects:
            one = by_name.get(effect.experiment)
            if one is not None and effect.raw.won and _shrank(effect):
                yield _shrunk(one, effect)


def _shrank(effect: Drawn) -> bool:
    return effect.drawn.value * effect.raw.better < _SHRINKS * effect.raw.value * effect.raw.better


def _shrunk(one: Experiment, effect: Drawn) -> Finding:
    period = Period(one.plan.first, max(one.plan.first, one.plan.last))
    return Finding(
        "win-shrinks",
        "note",
        text('"{name}" measured {measured}; by all experiments of its metric {expected} is to be expected.',
             name=one.plan.name, measured=_share(effect.raw.interval, METHOD, period),
             expected=_share(effect.drawn, EXPECTED, period)),
        text("Count on the smaller figure: winners are picked for their luck too. A repeat tells."),
    )  # fmt: skip


def _share(seen: Interval, method: str, period: Period) -> Estimate:
    low, high = min(seen.low, seen.value), max(seen.high, seen.value)
    return Estimate(seen.value, low, high, LEVEL, "share", period, method, max(seen.n, 1))

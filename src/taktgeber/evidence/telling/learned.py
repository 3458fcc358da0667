"""What was learned, in one sentence an experiment: a null reads as well as a win."""

from __future__ import annotations

from collections.abc import Iterable

from taktgeber.core import Period, Text, text, text_n
from taktgeber.core.text import Value
from taktgeber.evidence.knowing.verdict import DECISION_READY, verdict_of
from taktgeber.evidence.registry.experiment import Experiment
from taktgeber.evidence.registry.memory import Registry
from taktgeber.evidence.shown import named

from .effect import best_effect, metric_of


def headline(registry: Registry, period: Period) -> Text:
    """Of what was concluded in a period, the newest first; else of what runs on its last day."""
    done = [one for one in reversed(registry.concluded(period.last))
            if one.conclusion and one.conclusion.day >= period.first]  # fmt: skip
    told = [sentence(one) for one in _two(one for one in done if verdict_of(one) in DECISION_READY)]
    if told:
        return told[0] if len(told) == 1 else text("{first} {second}", first=told[0], second=told[1])
    if done:
        return text_n("One experiment was concluded over {period}, and it could not tell.",
                      "{n} experiments were concluded over {period}, and none could tell.", len(done),
                      period=period)  # fmt: skip
    running = sum(one.state(period.last) == "running" for one in registry.experiments.values())
    if running:
        return text_n("One experiment runs; none was concluded over {period}.",
                      "{n} experiments run; none was concluded over {period}.", running, period=period)  # fmt: skip
    return text("No experiment runs, and none was concluded over {period}.", period=period)


def _two(taught: Iterable[Experiment]) -> tuple[Experiment, ...]:
    """The newest, and the newest that said something else: wins alone are not what was learned."""
    known = tuple(taught)
    other = next((one for one in known if verdict_of(one) != verdict_of(known[0])), None)
    return known[:2] if other is None else (known[0], other)


def sentence(one: Experiment) -> Text:
    """What its figures say, whoever concluded it and how."""
    verdict, effect, name = verdict_of(one), best_effect(one), one.plan.name
    if verdict is None:
        return text('"{name}" runs until {day}; nothing is said of it before it is read for good.', name=name,
                    day=one.plan.last)  # fmt: skip
    if verdict == "invalid" or effect is None:
        return text('What "{name}" measured is not to be believed.', name=name)
    metric = metric_of(one.plan)
    said: dict[str, Value] = {"name": name, "effect": effect, "metric": named(metric) if metric else one.plan.metric}
    match verdict:
        case "shown":
            return text('"{name}" helps: {effect}, measured by {metric}.', **said)
        case "harm":
            return text('"{name}" does harm: {effect}, measured by {metric}.', **said)
        case "no_effect":
            return text('"{name}" has no effect that matters: {effect}, measured by {metric}.', **said)
    return text('Whether "{name}" helps cannot be told: {effect}, measured by {metric}.', **said)

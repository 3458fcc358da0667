"""Segments, honestly: first whether the effect differs between them at all, then each with a simultaneous interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from taktgeber.stats.compare import Difference, welch
from taktgeber.stats.interaction import interaction
from taktgeber.stats.multiplicity import holm

from .arms import Arms
from .effects import levels
from .metric import Metric
from .result import Segmented, SegmentEffect


def segmented(arms: Arms) -> tuple[Segmented, ...]:
    """Of every segment, metric (but quantiles) and arm, with the interaction's p corrected for all of them."""
    made = [
        _segmented(arms, segment, metric, at)
        for segment in arms.design.segments
        for metric in arms.design.metrics
        if metric.kind != "quantile"
        for at in range(1, len(arms.names))
    ]
    told = [i for i, one in enumerate(made) if one.interaction]
    raised = holm([one.interaction.p for one in made if one.interaction])
    for i, p in zip(told, raised, strict=True):
        made[i] = replace(made[i], corrected=p)
    return tuple(made)


def _segmented(arms: Arms, segment: str, metric: Metric, at: int) -> Segmented:
    names = arms.levels(segment)
    each = 1 - (1 - arms.design.confidence) / len(names)
    effects = [SegmentEffect(name, seen_where(arms, metric, at, {segment: name}, each)) for name in names]
    errors = [(e.seen.difference.value, e.seen.error) for e in effects if e.seen]
    found = interaction(errors) if len(errors) > 1 else None
    return Segmented(segment, metric, arms.names[at], _largest_first(effects), found, None)


def seen_where(arms: Arms, metric: Metric, at: int, where: dict[str, str], confidence: float) -> Difference | None:
    """None where an arm has fewer than two units there, or nothing varies."""
    if min(arms.counts(where)[i] for i in (0, at)) < 2:
        return None
    try:
        two = replace(arms, names=(arms.names[0], arms.names[at]))  # a third arm may be missing there
        control, treated = levels(arms, metric, two.means(metric, where))
        return welch(treated, control, confidence)
    except ValueError:
        return None


def _largest_first(effects: Sequence[SegmentEffect]) -> tuple[SegmentEffect, ...]:
    return tuple(sorted(effects, key=lambda e: -(e.seen.difference.n if e.seen else 0)))

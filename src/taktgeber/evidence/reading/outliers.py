"""Whether a few units decide: the most extreme ones set to the next, and the experiment read again."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taktgeber.core import Finding, text, text_n
from taktgeber.evidence.shown import level_value, named, p_value, share
from taktgeber.evidence.source import Source, quoted
from taktgeber.stats.adjusted import Measured, level
from taktgeber.stats.arm_means import unweighed
from taktgeber.stats.compare import Difference, welch
from taktgeber.stats.moments import Moments

from .arms import Arms
from .columns import values_of
from .design import Design
from .layers import unit_layer
from .metric import Metric

FEW = 5
_CARRIES = 0.1  # of an arm's variance, by one unit


@dataclass(frozen=True, slots=True)
class Extreme:
    arm: str
    value: float


def outlier_findings(source: Source, arms: Arms) -> Iterator[Finding]:
    """Of metrics that are means without a cap. Clusters are sums, of which no unit is known any more."""
    if arms.design.cluster:
        return
    for metric in arms.design.metrics:
        if metric.kind != "mean" or metric.cap is not None:
            continue
        moments = dict(zip(arms.names, arms.moments(arms.laid.of[metric]), strict=True))
        if not _could_matter(arms, metric, moments):
            continue
        middle = sum(m.n * m.mean(metric.over) for m in moments.values()) / sum(m.n for m in moments.values())
        extremes = _extremes(source, arms.design, metric, middle)
        yield from _carried(metric, moments, extremes)
        for arm in arms.names[1:]:
            pair = {name: moments[name] for name in (arms.names[0], arm)}
            yield from _decided(arms.design, metric, arm, pair, extremes, middle)


def _could_matter(arms: Arms, metric: Metric, moments: dict[str, Moments]) -> bool:
    """From the reach alone, without a look at rows: five units at the far end must be able to move a mean by a
    tenth of its error."""
    for name, own in moments.items():
        cells = [cell for cell in arms.cells if cell.key[0] == name and metric.over in cell.reach]
        middle = own.mean(metric.over)
        reach = max(far + abs(middle - centre) for far, centre in (cell.reach[metric.over] for cell in cells))
        error = math.sqrt(own.covariance(metric.over, metric.over) / own.n)
        if FEW * reach / own.n > 0.1 * error > 0:
            return True
    return False


def _extremes(source: Source, design: Design, metric: Metric, middle: float) -> list[Extreme]:
    """The few units farthest from the middle, and one more, farthest first."""
    units, _ = unit_layer(source.relation, design)
    values = f"SELECT {quoted(design.variant)}::VARCHAR AS arm, {values_of(metric, design)} AS value FROM {units}"
    rows = source.ask(
        f"SELECT arm, value FROM ({values}) WHERE value IS NOT NULL "
        f"ORDER BY abs(value - {middle!r}) DESC, arm LIMIT {FEW + 1}"
    )
    return [Extreme(str(arm), float(value)) for arm, value in rows]


def _carried(metric: Metric, moments: dict[str, Moments], extremes: Sequence[Extreme]) -> Iterator[Finding]:
    for arm, own in moments.items():
        mine = [extreme for extreme in extremes if extreme.arm == arm]
        scatter = own.scatter(metric.over, metric.over)
        if not mine or scatter == 0:
            continue
        part = (mine[0].value - own.mean(metric.over)) ** 2 / scatter
        if part > _CARRIES:
            yield Finding(
                "one-unit-carries",
                "warn",
                text('One unit of "{arm}" with {value} carries {part} of the variance of {metric} there.',
                     arm=arm, value=level_value(mine[0].value, metric), part=share(min(part, 1.0)),
                     metric=named(metric)),
                text("Look whether it is real. Read the metric capped beside: --metric {metric}:cap=p99.9",
                     metric=metric.name),
            )  # fmt: skip


def _decided(
    design: Design, metric: Metric, arm: str, pair: dict[str, Moments], extremes: Sequence[Extreme], middle: float
) -> Iterator[Finding]:
    """The fewest units whose move to the next value turns what is read."""
    before = _read(metric, arm, pair, design)
    if before is None:
        return
    for k in range(1, len(extremes)):
        after = _read(metric, arm, _moved(metric, pair, extremes[:k], extremes[k], middle), design)
        if after is not None and _turned(before, after, 1 - design.confidence):
            yield Finding(
                "few-units-decide",
                "warn",
                text_n(
                    'One unit decides what "{arm}" does to {metric}: with its value set to the next one, {before} '
                    "becomes {after}.",
                    '{n} units decide what "{arm}" does to {metric}: with their values set to the next one, {before} '
                    "becomes {after}.",
                    k,
                    arm=arm,
                    metric=named(metric),
                    before=p_value(before.p),
                    after=p_value(after.p),
                ),
                text("Take it for not settled. Read the metric capped beside: --metric {metric}:cap=p99.9",
                     metric=metric.name),
            )  # fmt: skip
            return


def _moved(
    metric: Metric, pair: dict[str, Moments], far: Sequence[Extreme], next_one: Extreme, middle: float
) -> dict[str, Moments]:
    reach = abs(next_one.value - middle)
    moved = dict(pair)
    for extreme in far:
        if extreme.arm in moved:
            to = middle + math.copysign(reach, extreme.value - middle)
            moved[extreme.arm] = moved[extreme.arm].moved(metric.over, extreme.value, to)
    return moved


def _read(metric: Metric, arm: str, pair: dict[str, Moments], design: Design) -> Difference | None:
    measured = Measured(metric.over)
    control = next(name for name in pair if name != arm)
    treated_level, control_level = (level(unweighed(pair[name]), measured) for name in (arm, control))
    try:
        return welch(treated_level, control_level, design.confidence)
    except ValueError:
        return None


def _turned(before: Difference, after: Difference, alpha: float) -> bool:
    was, now = before.p < alpha, after.p < alpha
    return was != now or (was and before.difference.value * after.difference.value < 0)

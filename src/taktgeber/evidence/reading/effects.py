"""Comparisons of every metric and arm with the control, with what they are corrected for."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from taktgeber.core import Text, text
from taktgeber.stats.adjusted import Level, Measured, adjusted_level, adjustment, level
from taktgeber.stats.arm_means import ArmMeans
from taktgeber.stats.compare import Difference, margin_held, posterior, two_proportions, welch
from taktgeber.stats.complier import complier_effect
from taktgeber.stats.multiplicity import benjamini_hochberg, holm

from .arms import Arms, everywhere
from .columns import uncapped
from .design import Design
from .metric import Guardrail, Metric
from .quantiles import Levels
from .result import Comparison, Guarded

Quantiles = dict[Metric, Levels | Text]


def comparisons(arms: Arms, quantiles: Quantiles) -> tuple[Comparison, ...]:
    made = [one for metric in arms.design.metrics for one in _of_metric(arms, metric, quantiles)]
    return _corrected(made, arms.design)


def _of_metric(arms: Arms, metric: Metric, quantiles: Quantiles) -> list[Comparison]:
    if metric.kind == "quantile":
        return _of_quantile(arms, metric, quantiles[metric])
    return [_against_control(arms, metric, i) for i in range(1, len(arms.names))]


def _of_quantile(arms: Arms, metric: Metric, found: Levels | Text) -> list[Comparison]:
    made = []
    for arm in arms.names[1:]:
        if isinstance(found, Text):
            made.append(Comparison(metric, arm, None, why=found))
            continue
        seen, same = _or_why(partial(welch, found[arm], found[arms.names[0]], arms.design.confidence))
        why = text("so many units share one value that the quantile has no error to be told.") if same else None
        made.append(_with_chance(Comparison(metric, arm, seen, why=why), arms.design))
    return made


def _against_control(arms: Arms, metric: Metric, at: int) -> Comparison:
    design, measured = arms.design, arms.laid.measured[metric]
    means = arms.means(metric)
    plain, why = _or_why(lambda: _plain(design, metric, measured, means[at], means[0]))
    made = Comparison(metric, arms.names[at], plain, why=why)
    if plain is None:
        return made
    if arms.laid.covariates:
        seen, explained = adjusted(arms, metric, means, at, design.confidence)
        made = replace(made, adjusted=seen, explained=explained)
    twin = uncapped(metric)
    if twin in arms.laid.measured and twin is not None:
        own = arms.means(twin)
        bare, _ = _or_why(lambda: _plain(design, twin, arms.laid.measured[twin], own[at], own[0]))
        made = replace(made, uncapped=bare)
    if arms.laid.delivered:
        took = arms.laid.delivered
        with suppress(ValueError):  # delivery does not differ: a finding says so
            made = replace(made, complied=complier_effect(means[at], means[0], measured, took, design.confidence))
    return _with_chance(made, design)


def levels(arms: Arms, metric: Metric, means: Sequence[ArmMeans]) -> list[Level]:
    """Of all arms, adjusted where there are covariates."""
    measured, covariates = arms.laid.measured[metric], arms.laid.covariates
    if not covariates:
        return [level(arm, measured) for arm in means]
    by = adjustment(arms.means(metric), measured, covariates)
    common = [everywhere(means, (c.over, c.under)) for c in covariates]
    return [adjusted_level(arm, measured, by, common) for arm in means]


def adjusted(
    arms: Arms, metric: Metric, means: Sequence[ArmMeans], at: int, confidence: float
) -> tuple[Difference | None, float | None]:
    """With the share of variance that the covariates explain."""
    try:
        found = levels(arms, metric, means)
        explained = adjustment(means, arms.laid.measured[metric], arms.laid.covariates).explained
        return welch(found[at], found[0], confidence), explained
    except ValueError:
        return None, None


def _plain(design: Design, metric: Metric, measured: Measured, treated: ArmMeans, control: ArmMeans) -> Difference:
    own = level(treated, measured), level(control, measured)
    simple = metric.kind == "proportion" and not design.cluster and not design.stratum
    return two_proportions(*own, design.confidence) if simple else welch(*own, design.confidence)


def _or_why(read: Callable[[], Difference]) -> tuple[Difference | None, Text | None]:
    try:
        return read(), None
    except ValueError as wrong:
        if "divide" in str(wrong):
            return None, text("the denominator of the ratio is nought in an arm.")
        return None, text("every unit has the same value.")


def _with_chance(made: Comparison, design: Design) -> Comparison:
    seen = made.read
    if seen is None:
        return made
    return replace(made, chance=posterior(seen, prior_width(seen, design.prior), made.metric.less))


def prior_width(seen: Difference, share: float) -> float:
    """A share of the control's level; where that is not clearly different from nought, of one unit's spread."""
    if seen.lift is not None:
        return share * abs(seen.control.value)
    return share * math.sqrt(seen.control.variance * seen.control.n + seen.treated.variance * seen.treated.n)


def _corrected(made: Sequence[Comparison], design: Design) -> tuple[Comparison, ...]:
    told = [i for i, one in enumerate(made) if one.read is not None]
    p = [seen.p for i in told if (seen := made[i].read)]
    raised = dict(zip(told, (holm if design.correction == "holm" else benjamini_hochberg)(p), strict=True))
    out = []
    for i, one in enumerate(made):
        seen = one.read
        if seen is None:
            out.append(one)
            continue
        clear = raised[i] < 1 - design.confidence
        up = seen.difference.value > 0
        out.append(replace(one, corrected=raised[i], verdict="unclear" if not clear else "higher" if up else "lower"))
    return tuple(out)


def guarded(arms: Arms, quantiles: Quantiles) -> tuple[Guarded, ...]:
    """Each guardrail alone, at the level of the interval: an arm must hold all of them, so none is corrected."""
    return tuple(
        _guarded(arms, guardrail, at, quantiles)
        for guardrail in arms.design.guardrails
        for at in range(1, len(arms.names))
    )


def _guarded(arms: Arms, guardrail: Guardrail, at: int, quantiles: Quantiles) -> Guarded:
    metric = guardrail.metric
    try:
        if metric.kind == "quantile":
            known = quantiles[metric]
            if isinstance(known, Text):
                return Guarded(guardrail, arms.names[at], None, known)
            found = [known[name] for name in arms.names]
        else:
            found = levels(arms, metric, arms.means(metric))
        held = margin_held(found[at], found[0], guardrail.margin, guardrail.relative, arms.design.confidence)
    except ValueError:
        return Guarded(guardrail, arms.names[at], None, text("every unit has the same value."))
    return Guarded(guardrail, arms.names[at], held)

"""A reading for machines: every figure as it is, by the schema experiment_read.json."""

from __future__ import annotations

import math
from typing import Any

from taktgeber.evidence import Comparison, Guarded, Metric, Reading, Segmented
from taktgeber.evidence.reading.result import DayEffect
from taktgeber.stats.compare import Difference
from taktgeber.stats.interval import Interval

from .check_data import days_data, mixing_data


def reading_data(reading: Reading) -> dict[str, Any]:
    arms = zip(reading.names, reading.counts, reading.split.shares, strict=True)
    return {
        "trusted": reading.trusted,
        "control": reading.control,
        "units": reading.units,
        "arms": [{"name": name, "n": n, "planned": planned} for name, n, planned in arms],
        "split": {"chi_square": reading.split.chi_square, "p": reading.split.p},
        "mixing": reading.mixing and mixing_data(reading.mixing, reading.names, reading.split.shares),
        "confidence": reading.design.confidence,
        "correction": reading.design.correction,
        "comparisons": [_comparison(one) for one in reading.comparisons],
        "guardrails": [_guarded(one) for one in reading.guarded],
        "segments": [_segmented(one) for one in reading.segmented],
        "days": reading.days and {**days_data(reading.days), "effects": [_by_day(one) for one in reading.days.effects]},
        "findings": [
            {"code": f.code, "severity": f.severity, "says": f.says, "advice": f.advice} for f in reading.findings
        ],
    }


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "name": metric.name,
        "kind": metric.kind,
        "quantile": metric.share,
        "cap": metric.cap,
        "less_is_better": metric.less,
        "unit": metric.unit or None,
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    chance, complied = one.chance, one.complied
    return {
        "metric": _metric(one.metric),
        "arm": one.arm,
        "verdict": one.verdict or "cannot tell",
        "why": one.why,
        "p_corrected": one.corrected,
        "plain": _difference(one.plain),
        "adjusted": _difference(one.adjusted),
        "explained": one.explained,
        "uncapped": _difference(one.uncapped),
        "chance": chance and {
            "better": chance.better,
            "loss_if_taken": chance.loss,
            "loss_if_not": chance.forgone,
            "mean": chance.mean,
            "sd": chance.sd,
            "prior_sd": chance.prior_sd,
        },
        "delivered": complied and {"difference": complied.delivered, "effect": _interval(complied.effect)},
    }  # fmt: skip


def _difference(seen: Difference | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    return {
        "control": seen.control.value,
        "treated": seen.treated.value,
        "difference": _interval(seen.difference),
        "error": seen.error,
        "freedom": seen.freedom if math.isfinite(seen.freedom) else None,
        "p": seen.p,
        "lift": _interval(seen.lift),
    }  # fmt: skip


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    return {
        "value": interval.value, "low": interval.low, "high": interval.high, "level": interval.level, "n": interval.n
    }  # fmt: skip


def _guarded(one: Guarded) -> dict[str, Any]:
    return {
        "metric": _metric(one.guardrail.metric),
        "arm": one.arm,
        "margin": one.guardrail.margin,
        "relative": one.guardrail.relative,
        "held": one.held.held if one.held else None,
        "room": _interval(one.held.room) if one.held else None,
        "p": one.held.p if one.held else None,
        "why": one.why,
    }


def _segmented(one: Segmented) -> dict[str, Any]:
    return {
        "segment": one.segment,
        "metric": _metric(one.metric),
        "arm": one.arm,
        "interaction": one.interaction and {
            "q": one.interaction.q, "freedom": one.interaction.freedom, "p": one.interaction.p
        },
        "p_corrected": one.corrected,
        "effects": [{"level": e.level, "seen": _difference(e.seen)} for e in one.effects],
    }  # fmt: skip


def _by_day(one: DayEffect) -> dict[str, Any]:
    return {
        "metric": _metric(one.metric),
        "arm": one.arm,
        "trend": one.trend and {"slope": one.trend.slope, "error": one.trend.error, "p": one.trend.p},
        "trend_p_corrected": one.trend_p,
        "first_half": _difference(one.first),
        "second_half": _difference(one.second),
        "weekdays": one.weekdays and {"q": one.weekdays.q, "freedom": one.weekdays.freedom, "p": one.weekdays.p},
        "weekdays_p_corrected": one.weekdays_p,
        "by_weekday": [{"weekday": day, "seen": _difference(seen)} for day, seen in one.by_weekday.items()],
    }

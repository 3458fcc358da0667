"""What is known for machines, by the schema experiment_learnings.json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from taktgeber.core import Estimate, Figure, Finding
from taktgeber.evidence.claims.beside import Beside
from taktgeber.evidence.knowing.known import Known
from taktgeber.evidence.knowing.learning_rate import LearningRate
from taktgeber.evidence.knowing.shrunken import ShrunkenMetric
from taktgeber.evidence.knowing.strength import Piece
from taktgeber.evidence.knowing.told import Hit
from taktgeber.stats.interval import Interval


def hits_data(asked: str, hits: Sequence[Hit], near: Sequence[Hit], today: date) -> dict[str, Any]:
    """near: what is alike in other words."""
    return {
        "day": today.isoformat(),
        "words": asked,
        "found": [hit_data(hit) for hit in hits],
        "alike": [hit_data(hit) | {"likeness": hit.likeness} for hit in near],
    }


def hit_data(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind, "name": hit.name, "says": hit.says, "outcome": hit.outcome, "level": hit.level,
        "day": hit.day.isoformat(),
    }  # fmt: skip


def learnings_data(
    known: Sequence[Known],
    rate: LearningRate,
    drawn: Sequence[ShrunkenMetric],
    found: Sequence[Finding],
    today: date,
    beside: Mapping[str, Beside],
) -> dict[str, Any]:
    return {
        "day": today.isoformat(),
        "insights": [_known(one, beside.get(one.insight.insight)) for one in known],
        "learning_rate": _rate(rate),
        "metrics": [_metric(seen) for seen in drawn],
        "findings": [{"code": f.code, "severity": f.severity, "says": f.says, "advice": f.advice} for f in found],
    }


def _known(one: Known, beside: Beside | None) -> dict[str, Any]:
    insight, strength, scope, fresh = one.insight, one.strength, one.scope, one.fresh
    return {
        "insight": insight.insight,
        "says": insight.says,
        "hand": insight.hand,
        "holds": insight.holds,
        "day": insight.day.isoformat(),
        "standing": strength.standing,
        "level": strength.level,
        "because": list(strength.because),
        "hypotheses": [
            {
                "hypothesis": held.hypothesis,
                "standing": held.standing,
                "level": held.level,
                "evidence": [_piece(piece) for piece in held.pieces],
            }
            for held in strength.held
        ],
        "on": insight.on,
        "beside": beside and {"claim": beside.claim, "verdict": beside.verdict, "says": beside.says},
        "reused_by": list(one.used_by),
        "scope": {
            "claimed": list(scope.claimed) or None,
            "tested": None if scope.tested is None else list(scope.tested),
            "wider": scope.wider,
        },
        "best_before": fresh and {
            "day": fresh.best_before.isoformat(),
            "newest": fresh.newest.isoformat(),
            "weeks": fresh.weeks,
            "state": fresh.state,
        },
    }  # fmt: skip


def _piece(piece: Piece) -> dict[str, Any]:
    return {
        "kind": piece.kind,
        "name": piece.name,
        "speaks": piece.speaks,
        "level": piece.level,
        "day": piece.day.isoformat(),
        "places": None if piece.places is None else list(piece.places),
    }


def _rate(rate: LearningRate) -> dict[str, Any]:
    speed = rate.speed
    return {
        "first": rate.period.first.isoformat(),
        "last": rate.period.last.isoformat(),
        "concluded": rate.concluded,
        "valid": rate.valid,
        "ready": rate.ready,
        "by": dict(rate.by),
        "rate": _share(rate.rate),
        "wins": _share(rate.wins),
        "days": speed and {
            "median": speed.value, "low": speed.low, "high": speed.high, "level": speed.level,
            "registered": speed.n, "concluded": speed.ended,
        },
        "taught_nothing": [
            {"experiment": one.experiment, "stops": list(one.stops), "reason": one.reason}
            for one in rate.not_believed
        ],
        "other_than_figures": list(rate.otherwise),
    }  # fmt: skip


def _share(figure: Figure) -> dict[str, Any] | None:
    if not isinstance(figure, Estimate):
        return None
    return {"value": figure.value, "low": figure.low, "high": figure.high, "level": figure.level, "n": figure.n}


def _metric(seen: ShrunkenMetric) -> dict[str, Any]:
    return {
        "metric": seen.metric,
        "experiments": seen.experiments,
        "mean": seen.mean,
        "spread": seen.spread,
        "exaggeration": seen.exaggeration,
        "effects": [
            {
                "experiment": one.experiment,
                "arm": one.raw.arm,
                "measured": _ends(one.raw.interval),
                "expected": _ends(one.drawn),
                "won": one.raw.won,
            }
            for one in seen.effects
        ],
        "left_out": list(seen.left_out),
    }


def _ends(interval: Interval) -> dict[str, float]:
    return {"value": interval.value, "low": interval.low, "high": interval.high, "level": interval.level}

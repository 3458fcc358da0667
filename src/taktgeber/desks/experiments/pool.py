"""takt experiment pool: does what was tested in some markets hold in others? From a file, or by a hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Refusal, Table, text

from .effect_unit import EffectUnit, unit_given

if TYPE_CHECKING:
    from taktgeber.evidence.knowing.between_markets import HypothesisPool
    from taktgeber.evidence.pooling.pool import PooledMarkets, TransferRule
    from taktgeber.stats.interval import Interval


class Method(StrEnum):
    reml = "reml"
    pm = "pm"
    dl = "dl"


def experiment_pool(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="CSV or Parquet: one row a market.", show_default=False)
    ] = None,
    estimate: Annotated[str | None, typer.Option("--estimate", help="Column of the effects (else guessed).")] = None,
    error: Annotated[
        str | None, typer.Option("--error", help="Column of their standard errors (else guessed).")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Column of the markets' names (else guessed).")] = None,
    level: Annotated[float, typer.Option("--level", help="Of all intervals.")] = 0.95,
    margin: Annotated[float, typer.Option("--margin", help="The loss in a new market that is accepted.")] = 0.0,
    threshold: Annotated[float, typer.Option("--threshold", help="The least chance that it helps there.")] = 0.8,
    less: Annotated[bool, typer.Option("--less", help="A lower value is the better one.")] = False,
    method: Annotated[
        Method, typer.Option("--method", help="How the variance between markets is found.")
    ] = Method.reml,
    tau_prior: Annotated[
        float | None,
        typer.Option("--tau-prior", help="How far effects of markets usually lie from their mean: a stated prior."),
    ] = None,
    unit: EffectUnit = "",
    hypothesis: Annotated[
        str | None,
        typer.Option("--hypothesis", help="Instead of a file: its concluded experiments, from the workspace's ledger."),
    ] = None,
    find_workspace: Callable[[], Any] | None = None,
) -> Answer:
    from taktgeber.evidence.pooling.markets import read_markets
    from taktgeber.evidence.pooling.pool import TransferRule, pool_markets

    rule = TransferRule(level, margin, threshold, less)
    if file is not None and hypothesis is None:
        made = pool_markets(read_markets(file, estimate, error, name), rule, method.value, tau_prior)
        return _answer(made, unit_given(unit))
    if file is not None or hypothesis is None or find_workspace is None:
        raise Refusal(
            "FILE",
            text("markets come from a file, or from the ledger by a hypothesis."),
            text("Give one of the two: takt experiment pool FILE, or takt experiment pool --hypothesis NAME"),
        )
    by = _by_hypothesis(find_workspace(), hypothesis, rule, method, tau_prior)
    return _answer(by.made, "share", by)


def _by_hypothesis(
    workspace: Any, hypothesis: str, rule: TransferRule, method: Method, prior: float | None
) -> HypothesisPool:
    from taktgeber.evidence.knowing.between_markets import pool_of
    from taktgeber.evidence.registry.memory import REGISTRY
    from taktgeber.govern import open_book

    with open_book(workspace.ledger_address) as book:
        return pool_of(book.state(REGISTRY), hypothesis, rule, method.value, prior)


def _answer(made: PooledMarkets, unit: str, by: HypothesisPool | None = None) -> Answer:
    from taktgeber.evidence.pooling.findings import findings
    from taktgeber.evidence.pooling.words import sentences

    says, found = sentences(made, unit), findings(made, unit)
    data = pool_data(made, by) | {
        "findings": [{"code": f.code, "severity": f.severity, "says": f.says} for f in found]
    }  # fmt: skip
    if by is not None:
        from taktgeber.evidence.knowing.findings import of_pool
        from taktgeber.evidence.knowing.words import of_prior

        says, found = (*says, *of_prior(by.learnt)), (*found, *of_pool(by))
    return Answer(says, (_table(made, unit),), found, data)


def _table(made: PooledMarkets, unit: str) -> Table:
    from taktgeber.evidence.pooling.pool import own_interval
    from taktgeber.evidence.shown import estimate, share

    unknown = text("cannot tell")
    rows = tuple(
        (
            part.measured.name,
            estimate(own_interval(part.measured, made.rule.level), unit),
            share(part.weight),
            estimate(part.drawn, unit) if part.drawn else unknown,
            estimate(part.without.guarded, unit) if part.without else unknown,
        )
        for part in made.parts
    )
    head = (text("Market"), text("Estimate"), text("Weight"), text("With luck taken out"), text("Mean without it"))
    return Table(head, rows, text("By market"))


def pool_data(made: PooledMarkets, by: HypothesisPool | None = None) -> dict[str, Any]:
    """As schemas/experiment_pool.json says; null where it cannot be told."""
    pooled, between, elsewhere = made.pooled, made.pooled.heterogeneity, made.elsewhere
    return {
        "hypothesis": by and _hypothesis_data(by),
        "markets": pooled.markets,
        "method": between.method,
        "rule": {
            "level": made.rule.level, "margin": made.rule.margin, "threshold": made.rule.threshold,
            "less": made.rule.less, "tau_prior": made.prior,
        },
        "mean": {
            "value": made.mean.value,
            **_ends(made.mean),
            "error": pooled.error,
            "adjusted_error": pooled.adjusted_error,
            "guarded": {"value": pooled.mean, **_ends(pooled.guarded)},
            "knapp_hartung": _ends(pooled.knapp_hartung),
            "wald": _ends(pooled.wald),
        },
        "heterogeneity": {
            "tau2": between.tau2, "tau2_low": between.tau2_low, "tau2_high": between.tau2_high,
            "q": between.q, "free": between.free, "p": between.p, "i2": between.inconsistency,
        },
        "new_market": elsewhere and {
            "median": elsewhere.expected.value,
            **_ends(elsewhere.expected),
            "chance": elsewhere.chance,
            "harm": elsewhere.harm,
            "higgins": elsewhere.literature and _ends(elsewhere.literature),
        },
        "verdict": made.verdict,
        "verdict_without_prior": made.without_prior,
        "next_test": {
            "in": "new market" if made.next.new_tells_most else "repeat",
            "repeat": made.parts[made.next.best_repeat].measured.name if pooled.markets > 2 else None,
        },
        "by_market": [
            {
                "name": part.measured.name,
                "estimate": part.measured.estimate,
                "error": part.measured.error,
                "weight": part.weight,
                "shrunken": part.drawn and {"value": part.drawn.value, **_ends(part.drawn)},
                "without": part.without and {"value": part.without.mean, **_ends(part.without.guarded)},
                "verdict_without": part.turned or (made.verdict if part.without else None),
            }
            for part in made.parts
        ],
    }  # fmt: skip


def _hypothesis_data(by: HypothesisPool) -> dict[str, Any]:
    learnt = by.learnt
    return {
        "name": by.hypothesis,
        "metric": by.metric,
        "learnt_prior": learnt and {
            "scale": learnt.scale.value, **_ends(learnt.scale), "hypotheses": list(learnt.of)
        },
        "left_out": [{"experiment": name, "why": why} for name, why in by.left_out],
    }  # fmt: skip


def _ends(interval: Interval) -> dict[str, float]:
    return {"low": interval.low, "high": interval.high}

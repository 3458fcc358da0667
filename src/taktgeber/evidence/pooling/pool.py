"""Does it hold elsewhere? The results of one test in several markets, and what they say of a market not tried yet.

A local best practice becomes a standard only where the prediction interval of a new market stays above the loss that
is accepted AND the chance that it helps there reaches the threshold; else it stays local, and the next test goes where
it tells most. The law behind both is that of stats.new_market: from the data alone for three markets and more, under
a stated prior of tau where one is given. Two markets without a prior cannot tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from taktgeber.core import Refusal, text
from taktgeber.stats.heterogeneity import Method
from taktgeber.stats.interval import Interval
from taktgeber.stats.new_market import (
    NewMarketLaw,
    higgins_interval,
    mean_law_under_prior,
    new_market_law,
    new_market_law_under_prior,
)
from taktgeber.stats.next_test import NextTest, next_test
from taktgeber.stats.pooling import Pooled, pool
from taktgeber.stats.shrinkage import shrink
from taktgeber.stats.tails import normal_quantile

from .markets import LARGEST, Measured

Verdict = Literal["standard", "local", "cannot tell"]
_LEFT_OUT = 12  # the markets whose absence moves the mean most: with more, no other one turns the verdict


@dataclass(frozen=True, slots=True)
class TransferRule:
    """level: of all intervals; margin: the loss in a new market that is accepted, in the estimates' unit;
    threshold: the least chance that it helps there; less: whether a lower value is the better one."""

    level: float = 0.95
    margin: float = 0.0
    threshold: float = 0.8
    less: bool = False

    def chance(self, law: NewMarketLaw) -> float:
        """That it helps at all in a new market."""
        return law.below(0.0) if self.less else law.above(0.0)

    def harm(self, law: NewMarketLaw) -> float:
        """Chance of a loss beyond the margin there."""
        return law.above(self.margin) if self.less else law.below(-self.margin)

    def verdict(self, law: NewMarketLaw | None) -> Verdict:
        """The interval's worse end lies above the margin exactly where the harm is rarer than its tail."""
        if law is None:
            return "cannot tell"
        safe = self.harm(law) < (1 - self.level) / 2
        return "standard" if safe and self.chance(law) >= self.threshold else "local"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a new market may expect. expected: around the median; literature: the interval of Higgins and others, None
    for two markets; chance: that it helps; harm: chance of a loss beyond the margin."""

    expected: Interval
    literature: Interval | None
    chance: float
    harm: float


@dataclass(frozen=True, slots=True)
class MarketPart:
    """A market in the pool. weight: its share; drawn: its effect once luck is taken out, and without: the pool without
    it; both None where two markets cannot tell; turned: the verdict without it, where that is another."""

    measured: Measured
    weight: float
    drawn: Interval | None
    without: Pooled | None
    turned: Verdict | None


@dataclass(frozen=True, slots=True)
class PooledMarkets:
    """mean: with the guarded interval, or the posterior's where a prior was stated; elsewhere: None where it cannot be
    told; prior: scale of the half-normal prior of tau; without_prior: the verdict of the data alone."""

    rule: TransferRule
    prior: float | None
    pooled: Pooled
    mean: Interval
    parts: tuple[MarketPart, ...]
    elsewhere: Elsewhere | None
    verdict: Verdict
    without_prior: Verdict
    next: NextTest


def pool_markets(
    markets: Sequence[Measured], rule: TransferRule | None = None, method: Method = "reml", prior: float | None = None
) -> PooledMarkets:
    """markets: two or more, as read_markets gives them. Raises Refusal for a rule or prior that makes no sense."""
    rule = rule or TransferRule()
    _check(rule, prior)
    estimates, errors = [m.estimate for m in markets], [m.error for m in markets]
    pooled = pool(estimates, errors, method, rule.level)
    alone = _law(estimates, errors, None)
    law = _law(estimates, errors, prior) if prior is not None else alone
    verdict = rule.verdict(law)
    return PooledMarkets(
        rule,
        prior,
        pooled,
        pooled.guarded if prior is None else mean_law_under_prior(estimates, errors, prior).interval(rule.level),
        _parts(markets, pooled, rule, prior, verdict),
        _elsewhere(law, pooled, rule) if law is not None else None,
        verdict,
        rule.verdict(alone),
        next_test(errors, pooled.heterogeneity.tau2, rule.level),
    )


def own_interval(market: Measured, level: float) -> Interval:
    """A market's estimate alone, with Wald's interval."""
    half = normal_quantile((1 + level) / 2) * market.error
    return Interval(market.estimate, market.estimate - half, market.estimate + half, level, 1)


def _law(estimates: Sequence[float], errors: Sequence[float], prior: float | None) -> NewMarketLaw | None:
    if prior is not None:
        return new_market_law_under_prior(estimates, errors, prior)
    return new_market_law(estimates, errors) if len(estimates) > 2 else None


def _elsewhere(law: NewMarketLaw, pooled: Pooled, rule: TransferRule) -> Elsewhere:
    literature = higgins_interval(pooled) if pooled.markets > 2 else None
    return Elsewhere(law.interval(rule.level), literature, rule.chance(law), rule.harm(law))


def _parts(
    markets: Sequence[Measured], pooled: Pooled, rule: TransferRule, prior: float | None, verdict: Verdict
) -> tuple[MarketPart, ...]:
    if len(markets) < 3:
        return tuple(MarketPart(m, w, None, None, None) for m, w in zip(markets, pooled.weights, strict=True))
    estimates, errors = [m.estimate for m in markets], [m.error for m in markets]
    method = pooled.heterogeneity.method
    drawn = shrink(estimates, errors, method, rule.level).effects
    others = [(estimates[:i] + estimates[i + 1 :], errors[:i] + errors[i + 1 :]) for i in range(len(markets))]
    without = [pool(*other, method, rule.level) for other in others]
    moved = sorted(range(len(markets)), key=lambda i: -abs(without[i].mean - pooled.mean))[:_LEFT_OUT]
    turned: dict[int, Verdict] = {}
    for i in moved:
        law = _law(*others[i], prior)
        if law is not None and (told := rule.verdict(law)) != verdict:
            turned[i] = told
    return tuple(MarketPart(m, pooled.weights[i], drawn[i], without[i], turned.get(i)) for i, m in enumerate(markets))


def _check(rule: TransferRule, prior: float | None) -> None:
    if not 0.5 <= rule.level <= 0.999:
        raise Refusal(
            "--level",
            text("a level lies from 0.5 to 0.999."),
            text("Give the share of cases in which an interval shall hold, as --level 0.95."),
        )
    if not 0.5 <= rule.threshold <= 0.999:
        raise Refusal(
            "--threshold",
            text("a threshold lies from 0.5 to 0.999."),
            text("Give the least chance that it helps in a new market, as --threshold 0.8."),
        )
    if not 0 <= rule.margin <= LARGEST:
        raise Refusal(
            "--margin",
            text("a margin is zero or more, and no larger than can be computed with."),
            text("Give the loss that is accepted in a new market, without its sign, in the unit of the estimates."),
        )
    if prior is not None and not 1 / LARGEST <= prior <= LARGEST:
        raise Refusal(
            "--tau-prior",
            text("the scale of a prior is above zero, and no larger than can be computed with."),
            text("Give how far effects of markets usually lie from their mean, in the unit of the estimates."),
        )

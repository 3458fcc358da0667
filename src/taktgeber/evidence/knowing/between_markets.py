"""Does it hold elsewhere, by the hypothesis: its markets from the ledger, pooled with what other tests taught.

Two or three markets cannot tell how far a fourth may lie. How far markets usually lie apart can be learnt from all
other hypotheses that were tested in two markets or more: their lifts give the scale of the prior for this one
(stats.heterogeneity_prior). The hypothesis itself is left out, so that nothing counts twice. Lifts of different
metrics are taken for alike in how far they differ by market; where a firm knows better it states a prior.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from taktgeber.core import Refusal, Text, text
from taktgeber.evidence.pooling.markets import Measured
from taktgeber.evidence.pooling.pool import PooledMarkets, TransferRule, pool_markets
from taktgeber.evidence.registry.experiment import Experiment
from taktgeber.evidence.registry.memory import Registry
from taktgeber.evidence.registry.outcome import final_look
from taktgeber.stats.heterogeneity import Method
from taktgeber.stats.heterogeneity_prior import LEAST_TESTS, half_normal_scale
from taktgeber.stats.interval import Interval

from .lifts import Lift, lifts_of
from .verdict import verdict_of

_Tested = dict[str, list[Lift]]  # lifts by market


@dataclass(frozen=True, slots=True)
class LearntPrior:
    """scale: of the half-normal prior of tau, as a share of the control's level, n being hypotheses; of: their short
    names."""

    scale: Interval
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HypothesisPool:
    """metric: by which its markets were read; learnt: None where a prior was stated, or too little was tested;
    left_out: concluded experiments that could not be pooled, each with why."""

    hypothesis: str
    metric: str
    markets: tuple[Measured, ...]
    made: PooledMarkets
    learnt: LearntPrior | None
    left_out: tuple[tuple[str, Text], ...]


def pool_of(
    registry: Registry,
    hypothesis: str,
    rule: TransferRule | None = None,
    method: Method = "reml",
    prior: float | None = None,
) -> HypothesisPool:
    """rule.less is taken from the metric; prior: a stated scale, else the learnt one. Raises Refusal for a hypothesis
    that nobody said, for fewer than two markets, and as pool_markets does."""
    if hypothesis not in registry.hypotheses:
        raise _not_said(registry, hypothesis)
    concluded = _concluded(registry).get(hypothesis, [])
    metric, tested = _main_metric(concluded)
    left_out = tuple(_left_out(concluded, metric))
    if len(tested) < 2:
        raise _one_market(hypothesis, left_out)
    markets = _measured(tested)
    less = next(iter(tested.values()))[0].better < 0
    learnt = learnt_prior(registry, but=hypothesis) if prior is None else None
    scale = learnt.scale.value if learnt else prior
    made = pool_markets(markets, replace(rule or TransferRule(), less=less), method, scale)
    return HypothesisPool(hypothesis, metric, markets, made, learnt, left_out)


def learnt_prior(registry: Registry, but: str | None = None) -> LearntPrior | None:
    """From all hypotheses that were tested in two markets or more; None below three of them. but: left out."""
    families = {name: _main_metric(done)[1] for name, done in _concluded(registry).items() if name != but}
    wide = {name: _measured(tested) for name, tested in families.items() if len(tested) > 1}
    if len(wide) < LEAST_TESTS:
        return None
    tests = [([m.estimate for m in markets], [m.error for m in markets]) for markets in wide.values()]
    return LearntPrior(half_normal_scale(tests), tuple(wide))


def _concluded(registry: Registry) -> dict[str, list[Experiment]]:
    """By hypothesis, the oldest first."""
    by: dict[str, list[Experiment]] = {}
    for one in registry.concluded():
        by.setdefault(one.plan.hypothesis, []).append(one)
    return by


def _main_metric(concluded: Sequence[Experiment]) -> tuple[str, _Tested]:
    """The metric by which it was read in most markets, the one read last where two are even."""
    by: dict[str, _Tested] = {}
    spelled: dict[str, str] = {}  # a market, as it was first written
    for one in concluded:
        lifts, look = lifts_of(one), final_look(one)
        if look is not None and one.plan.place and len(look.effects) == len(lifts) == 1:
            market = spelled.setdefault(one.plan.place, (one.plan.market or "").strip())
            tested = by.pop(look.metric, {})  # put last: the one read last comes first where two are even
            tested.setdefault(market, []).append(lifts[0])
            by[look.metric] = tested
    if not by:
        return "", {}
    return max(reversed(by.items()), key=lambda item: len(item[1]))


def _measured(tested: Mapping[str, list[Lift]]) -> tuple[Measured, ...]:
    """One row a market: several tests in one are one effect, weighed by their precision."""
    rows = []
    for market, lifts in tested.items():
        weights = [lift.error**-2 for lift in lifts]
        mean = sum(w * lift.value for w, lift in zip(weights, lifts, strict=True)) / sum(weights)
        rows.append(Measured(market, mean, sum(weights) ** -0.5))
    return tuple(rows)


def _left_out(concluded: Sequence[Experiment], metric: str) -> Iterator[tuple[str, Text]]:
    for one in concluded:
        look, lifts = final_look(one), lifts_of(one)
        if look is None or verdict_of(one) == "invalid":
            yield one.name, text("its figures are not to be believed, or were never read for good")
        elif not one.plan.place:
            yield one.name, text("it names no market")
        elif len(look.effects) != 1:
            yield one.name, text("it has more than one arm beside the control")
        elif not lifts:
            yield one.name, text("it has no lift that can be told")
        elif look.metric != metric:
            yield one.name, text("it was read by another metric")


def _not_said(registry: Registry, hypothesis: str) -> Refusal:
    known = tuple(registry.hypotheses)
    says = text('nobody has said the hypothesis "{name}" yet.', name=hypothesis)
    mend = text("Said so far: {names}.", names=known) if known else text("Say it first: it is what the test is for.")
    return Refusal("--hypothesis", says, mend)


def _one_market(hypothesis: str, left_out: tuple[tuple[str, Text], ...]) -> Refusal:
    says = text('"{hypothesis}" was concluded in fewer than two markets that can be pooled.', hypothesis=hypothesis)
    mend = text("Test it in one more market, and name the market when you register it.")
    if left_out:
        name, why = left_out[0]
        mend = text('Test it in one more market. "{name}" does not count: {why}.', name=name, why=why)
    return Refusal("--hypothesis", says, mend)

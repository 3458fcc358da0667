"""Experiments of one metric with luck taken out, and a hypothesis pooled over its markets with a learnt prior."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktgeber.core import Refusal, Unknown
from taktgeber.core.format import show
from taktgeber.evidence.knowing.between_markets import learnt_prior, pool_of
from taktgeber.evidence.knowing.findings import of_pool
from taktgeber.evidence.knowing.lifts import lifts_of
from taktgeber.evidence.knowing.shrunken import metrics_of, shrunken
from taktgeber.evidence.pooling.pool import TransferRule
from taktgeber.evidence.registry.experiment import Effect, Experiment
from taktgeber.evidence.registry.hypothesis import Hypothesis
from taktgeber.evidence.registry.memory import Registry
from taktgeber.stats.heterogeneity_prior import half_normal_scale
from taktgeber.stats.shrinkage import shrink

from .test_knowing import DAY, NULL, done


def effect(lift: float, error: float, better: int = 1, arm: str = "new") -> Effect:
    low, high = lift - 1.96 * error, lift + 1.96 * error
    return Effect(arm, 20 * lift, 20 * low, 20 * high, 20 * error, lift, low, high, error, better)


def ran(
    name: str, *effects: Effect, hypothesis: str = "blue", market: str | None = "Germany", **more: Any
) -> Experiment:
    made = done(NULL, experiment=name, hypothesis=hypothesis, market=market, **more)
    return replace(made, looks=(replace(made.looks[0], effects=effects, metric=made.plan.metric),))


def registry(*made: Experiment) -> Registry:
    said = {name: Hypothesis(name, name, "exploit", "works", None, None, DAY, "decided", 1)
            for name in dict.fromkeys(one.plan.hypothesis for one in made)}  # fmt: skip
    return Registry(said, {one.name: one for one in made})


HISTORY = [(0.06, 0.02), (0.0, 0.015), (-0.01, 0.02), (0.02, 0.01), (0.005, 0.01)]


def history(better: int = 1) -> list[Experiment]:
    return [ran(f"e{n}", effect(better * y, s, better)) for n, (y, s) in enumerate(HISTORY)]


def test_winners_are_drawn_by_the_law_of_all_experiments_the_losers_included():
    found = shrunken(registry(*history()), "spend")
    assert not isinstance(found, Unknown)
    law = shrink(*zip(*HISTORY, strict=True))
    assert [one.drawn for one in found.effects] == list(law.effects)
    assert [one.raw.won for one in found.effects] == [True, False, False, True, False]
    won = [found.effects[0], found.effects[3]]
    assert found.exaggeration == pytest.approx(0.08 / sum(one.drawn.value for one in won))
    assert found.exaggeration > 1


def test_where_less_is_better_a_winner_is_one_that_lowers():
    found = shrunken(registry(*history(-1)), "spend")
    assert not isinstance(found, Unknown)
    assert [one.raw.won for one in found.effects] == [True, False, False, True, False]
    assert found.exaggeration == shrunken(registry(*history()), "spend").exaggeration


def test_two_experiments_cannot_tell_and_others_metrics_and_invalid_ones_do_not_count():
    spoilt = history()[2]
    spoilt = replace(spoilt, looks=(replace(spoilt.looks[0], stops=("sample-ratio",)),))
    other = ran("o", effect(0.02, 0.01), metric="visits")
    found = shrunken(registry(*history()[:2], spoilt, other), "spend")
    assert isinstance(found, Unknown)
    assert show(found.enough) == "Enough to tell: 3 valid experiments of one metric."
    assert metrics_of(registry(*history(), other)) == ("spend", "visits")


def test_a_control_near_nought_has_no_lift_and_is_named():
    without = ran("w", replace(effect(0.02, 0.01), lift=None, lift_low=None, lift_high=None, lift_error=None))
    found = shrunken(registry(*history(), without), "spend")
    assert not isinstance(found, Unknown)
    assert (found.left_out, found.experiments) == (("w",), 5)
    assert lifts_of(without) == ()


def test_nobody_won_nothing_is_exaggerated():
    found = shrunken(registry(*(ran(f"e{n}", effect(0.001 * n, 0.05)) for n in range(4))), "spend")
    assert not isinstance(found, Unknown)
    assert found.exaggeration is None


FAMILIES = {"a": ((0.03, 0.01), (0.05, 0.012)), "b": ((0.0, 0.01), (0.04, 0.02), (0.01, 0.01)),
            "c": ((-0.02, 0.015), (0.03, 0.02))}  # fmt: skip
MARKETS = ("Germany", "France", "Italy", "Spain")


def family(name: str, lifts: tuple[tuple[float, float], ...], better: int = 1) -> list[Experiment]:
    return [ran(f"{name}-{m}", effect(y, s, better), hypothesis=name, market=m)
            for m, (y, s) in zip(MARKETS, lifts, strict=False)]  # fmt: skip


def all_families(*more: Experiment) -> Registry:
    return registry(*(one for name, lifts in FAMILIES.items() for one in family(name, lifts)), *more)


def test_a_hypothesis_is_pooled_with_what_the_others_taught():
    asked = family("blue", ((0.04, 0.01), (0.03, 0.01)))
    found = pool_of(all_families(*asked), "blue")
    scale = half_normal_scale([tuple(zip(*lifts, strict=True)) for lifts in FAMILIES.values()])
    assert found.learnt is not None
    assert (found.learnt.scale.value, found.learnt.of) == (pytest.approx(scale.value), ("a", "b", "c"))
    assert found.made.prior == found.learnt.scale.value
    assert {m.name: m.estimate for m in found.markets} == {"Germany": 0.04, "France": 0.03}
    assert found.made.elsewhere is not None


def test_a_stated_prior_goes_before_the_learnt_one():
    asked = family("blue", ((0.04, 0.01), (0.03, 0.01)))
    found = pool_of(all_families(*asked), "blue", prior=0.005)
    assert (found.learnt, found.made.prior) == (None, 0.005)


def test_below_three_other_hypotheses_two_markets_cannot_tell():
    assert learnt_prior(all_families()) is not None
    assert learnt_prior(all_families(), but="a") is None
    found = pool_of(all_families(), "a")
    assert (found.learnt, found.made.verdict) == (None, "cannot tell")


def test_several_tests_in_one_market_are_one_effect():
    twice = [*family("blue", ((0.04, 0.01), (0.03, 0.01))),
             ran("more", effect(0.01, 0.01), market="Germany", first=DAY.replace(month=4))]  # fmt: skip
    germany = next(m for m in pool_of(registry(*twice), "blue").markets if m.name == "Germany")
    assert (germany.estimate, germany.error) == (pytest.approx(0.025), pytest.approx(0.01 / 2**0.5))


def test_where_less_is_better_a_fall_is_help():
    falls = family("blue", ((-0.04, 0.005), (-0.04, 0.005), (-0.04, 0.005), (-0.041, 0.005)), -1)
    found = pool_of(registry(*falls), "blue", TransferRule(margin=0.01))
    assert (found.made.rule.less, found.made.rule.margin, found.made.verdict) == (True, 0.01, "standard")


def test_what_is_left_out_is_named_with_why():
    asked = family("blue", ((0.04, 0.01), (0.03, 0.01)))
    spoilt = ran("spoilt", effect(0.1, 0.01), market="Italy")
    more = (
        replace(spoilt, looks=(replace(spoilt.looks[0], stops=("sample-ratio",)),)),
        ran("nowhere", effect(0.04, 0.01), market=None),
        ran("arms", effect(0.04, 0.01), effect(0.02, 0.01, arm="newer"), market="Italy"),
        ran("nought", replace(effect(0.04, 0.01), lift=None), market="Italy"),
        ran("visits", effect(0.04, 0.01), market="Italy", metric="visits"),
        replace(ran("running", effect(0.04, 0.01), market="Italy"), conclusion=None),
    )
    found = pool_of(registry(*asked, *more), "blue")
    assert {m.name for m in found.markets} == {"Germany", "France"}
    assert sorted(name for name, _ in found.left_out) == ["arms", "nought", "nowhere", "spoilt", "visits"]
    assert len({show(why) for _, why in found.left_out}) == 5
    assert {finding.code for finding in of_pool(found)} == {"left-out"}


def test_one_market_is_refused_with_the_way_on():
    with pytest.raises(Refusal, match="fewer than two markets") as refused:
        pool_of(registry(ran("one", effect(0.04, 0.01)), ran("two", effect(0.04, 0.01), market=None)), "blue")
    assert '"two" does not count: it names no market.' in str(refused.value)
    with pytest.raises(Refusal, match="fewer than two markets"):  # one market, in other letters
        pool_of(registry(ran("one", effect(0.04, 0.01)), ran("two", effect(0.04, 0.01), market="germany")), "blue")
    with pytest.raises(Refusal, match="name the market when you register it"):
        pool_of(registry(ran("one", effect(0.04, 0.01))), "blue")
    with pytest.raises(Refusal, match='nobody has said the hypothesis "red" yet'):
        pool_of(registry(), "red")


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(-900, 900), st.floats(1e-9, 50)), min_size=2, max_size=4), st.randoms())
def test_whatever_the_ledger_holds_is_pooled_or_refused(lifts, source: random.Random):
    asked = family("blue", tuple(lifts))
    try:
        found = pool_of(all_families(*asked), "blue")
    except Refusal:
        return
    assert len(found.markets) >= 2

"""Simulations of experiments: new markets, shipped winners, peeking, sizes, and what a reading promises."""

from __future__ import annotations

from functools import partial

from tests.evidence import daily, repeated
from tests.stats import followed, learnt_priors, new_markets, peeking, planned, splits

from .item import Item

NEW_MARKET = (
    "taktgeber.stats.new_market.new_market_law",
    "taktgeber.stats.new_market.NewMarketLaw",
    "taktgeber.stats.new_market._chi_square_nodes",
    "taktgeber.stats.heterogeneity_law.confidence_nodes",
    "taktgeber.stats.heterogeneity_law._density",
    "taktgeber.stats.heterogeneity_law._transform",
    "taktgeber.stats.heterogeneity_law._nodes",
)
SHRUNKEN = ("taktgeber.stats.shrinkage.shrink", "taktgeber.stats.heterogeneity._restricted_likelihood")
WALK = (
    "taktgeber.stats.walk.Walk",
    "taktgeber.stats.walk._gauss_legendre",
    "taktgeber.stats.spending.Spending",
    "taktgeber.stats.group_sequential._boundaries",
    "taktgeber.stats.group_sequential._crossed",
)
STOPPED = (
    *WALK,
    "taktgeber.stats.stopped_estimate.after_stopping",
    "taktgeber.stats.stopped_estimate._beyond",
    "taktgeber.stats.stopped_estimate._coming_to",
)
SIZES = (
    "taktgeber.stats.power.Comparison",
    "taktgeber.stats.power.power_of",
    "taktgeber.stats.power.units_for",
    "taktgeber.stats.power.noncentral_student_above",
)
PRIOR = (
    "taktgeber.stats.heterogeneity_prior.half_normal_scale",
    "taktgeber.stats.heterogeneity_prior._half_normal",
    "taktgeber.stats.heterogeneity_prior._restricted",
)
SPLIT = (
    "taktgeber.stats.sequential_split.log_evidence",
    "taktgeber.stats.sequential_split.anytime_p",
    "taktgeber.stats.sequential_split._log_mixed",
)

EXPERIMENTS: tuple[Item, ...] = (
    *(
        Item(
            f"learnt-scale-{k}",
            f"the 90 % interval of the scale learnt from {k} tests in few markets holds it",
            partial(learnt_priors.simulate_scale, tests=k),
            runs=10_000,
            chunk=1_000,
            slice=100,
            bar=0.87,
            sources=PRIOR,
        )
        for k in (5, 10, 30)
    ),
    *(
        Item(
            f"learnt-prior-{k}",
            f"the 95 % prediction from two markets under a prior learnt from {k} other tests holds in a third",
            partial(learnt_priors.simulate_next, tests=k),
            runs=10_000,
            chunk=1_000,
            slice=100,
            bar=0.93,
            sources=(
                *PRIOR,
                "taktgeber.stats.new_market.new_market_law_under_prior",
                "taktgeber.stats.heterogeneity_law.posterior_nodes",
            ),
        )
        for k in (3, 5, 10, 30)
    ),
    Item(
        "split-daily-looks",
        "looking at a right split on 28 days raises no alarm at 5 %",
        splits.simulate_right,
        runs=20_000,
        chunk=2_000,
        slice=300,
        bar=0.95,
        sources=SPLIT,
    ),
    Item(
        "split-daily-power",
        "a split five standard errors off is found below .01 within 28 days",
        splits.simulate_wrong,
        runs=20_000,
        chunk=2_000,
        slice=200,
        bar=0.88,
        sources=SPLIT,
    ),
    Item(
        "days-steady",
        "an effect that stays as it is raises no alarm of fading or growing at 1 %",
        daily.steady,
        runs=10_000,
        chunk=500,
        slice=60,
        bar=0.985,
        sources=("taktgeber.stats.trend.trend",),
    ),
    Item(
        "days-alike",
        "an effect that is the same on all days of the week raises no alarm of weekdays at 1 %",
        daily.alike,
        runs=10_000,
        chunk=500,
        slice=60,
        bar=0.985,
        sources=("taktgeber.stats.interaction.interaction",),
    ),
    Item(
        "median-days",
        "the 90 % interval of the median time, three in ten still open, holds it",
        followed.simulate_median,
        runs=40_000,
        chunk=5_000,
        slice=500,
        bar=0.88,
        sources=("taktgeber.stats.kaplan_meier.median_time",),
    ),
    *(
        Item(
            f"new-market-{k}-{round(100 * i2)}",
            f"the 95 % prediction interval of {k} markets whose I2 is {i2} holds the effect in one more",
            partial(new_markets.simulate_new_market, markets=k, inconsistency=i2),
            runs=20_000,
            chunk=2_500,
            slice=100,
            bar=0.93,
            sources=NEW_MARKET,
        )
        for k in (4, 6, 8)
        for i2 in (0.25, 0.5, 0.75, 0.9)
    ),
    Item(
        "shipped-winner",
        "the 95 % interval of a shipped winner, shrunken among 40 experiments, holds its effect",
        new_markets.simulate_winner,
        runs=20_000,
        chunk=5_000,
        slice=300,
        bar=0.93,
        sources=SHRUNKEN,
    ),
    Item(
        "shipped-winner-heavy",
        "the same where true effects follow Student's t with 3 degrees of freedom",
        partial(new_markets.simulate_winner, tails="heavy"),
        runs=20_000,
        chunk=5_000,
        slice=300,
        bar=0.88,
        sources=SHRUNKEN,
    ),
    Item(
        "peeking-no-effect",
        "28 daily looks show no effect where there is none",
        peeking.simulate_no_effect,
        runs=200_000,
        chunk=5_000,
        slice=2_000,
        bar=0.948,
        sources=WALK,
    ),
    Item(
        "peeking-effect",
        "28 daily looks find the effect that one look finds four times in five",
        peeking.simulate_effect,
        runs=200_000,
        chunk=5_000,
        slice=2_000,
        bar=0.74,
        sources=WALK,
    ),
    Item(
        "stopped-interval",
        "the corrected 95 % interval after early stopping holds the effect",
        peeking.simulate_interval,
        runs=20_000,
        chunk=1_000,
        slice=200,
        bar=0.94,
        sources=STOPPED,
    ),
    Item(
        "stopped-estimate",
        "the corrected estimate is not above the effect in half of the runs",
        peeking.simulate_estimate,
        runs=20_000,
        chunk=1_000,
        slice=200,
        bar=0.49,
        sources=STOPPED,
    ),
    Item(
        "planned-mean",
        "Welch's test at the planned size finds the effect four times in five",
        planned.simulate_mean,
        runs=200_000,
        chunk=5_000,
        slice=2_000,
        bar=0.79,
        sources=SIZES,
    ),
    Item(
        "planned-share",
        "the same of two shares",
        planned.simulate_share,
        runs=200_000,
        chunk=50_000,
        slice=2_000,
        bar=0.79,
        sources=SIZES,
    ),
    Item(
        "planned-covariate",
        "the same of means with a covariate",
        planned.simulate_covariate,
        runs=50_000,
        chunk=1_000,
        slice=1_000,
        bar=0.79,
        sources=SIZES,
    ),
    Item(
        "experiment-one-look",
        "one look at one comparison without an effect shows none",
        repeated.one_look,
        runs=20_000,
        chunk=1_000,
        slice=300,
        bar=0.945,
        sources=(
            "taktgeber.stats.compare.welch",
            "taktgeber.stats.adjusted.level",
            "taktgeber.stats.moments.Moments",
        ),
    ),
    Item(
        "experiment-many",
        "many comparisons without an effect, corrected by Holm, show none",
        repeated.many_comparisons,
        runs=20_000,
        chunk=1_000,
        slice=300,
        bar=0.945,
        sources=(
            "taktgeber.stats.multiplicity.holm",
            "taktgeber.stats.compare.welch",
            "taktgeber.stats.compare.two_proportions",
        ),
    ),
    Item(
        "experiment-lift",
        "the 95 % interval of a lift holds the truth",
        repeated.lift,
        runs=20_000,
        chunk=1_000,
        slice=300,
        bar=0.94,
        sources=(
            "taktgeber.stats.compare.lift",
            "taktgeber.stats.adjusted.level",
        ),
    ),
    Item(
        "experiment-adjusted",
        "the 95 % interval of a difference adjusted by a covariate holds the truth",
        repeated.adjusted,
        runs=20_000,
        chunk=1_000,
        slice=300,
        bar=0.94,
        sources=(
            "taktgeber.stats.adjusted.adjustment",
            "taktgeber.stats.adjusted.adjusted_level",
            "taktgeber.stats.arm_means.ArmMeans",
        ),
    ),
    Item(
        "experiment-ratio",
        "the 95 % interval of a difference of ratios holds the truth",
        repeated.ratio,
        runs=20_000,
        chunk=1_000,
        slice=300,
        bar=0.94,
        sources=(
            "taktgeber.stats.adjusted.Measured",
            "taktgeber.stats.adjusted.level",
        ),
    ),
    Item(
        "experiment-quantile",
        "the 95 % interval of a difference of quantiles holds the truth",
        repeated.quantile,
        runs=20_000,
        chunk=1_000,
        slice=300,
        bar=0.94,
        sources=(
            "taktgeber.stats.order_quantile.ranks",
            "taktgeber.stats.order_quantile.quantile_level",
        ),
    ),
    Item(
        "experiment-compliers",
        "the 95 % interval of the effect on those who got it holds the truth",
        repeated.compliers,
        runs=20_000,
        chunk=1_000,
        slice=300,
        bar=0.94,
        sources=("taktgeber.stats.complier.complier_effect",),
    ),
)

"""A pool of markets in sentences: what was found, whether it holds elsewhere, where to test next, by what method."""

from __future__ import annotations

import math

from taktgeber.core import Exact, Text, text
from taktgeber.evidence.shown import estimate, plain, share
from taktgeber.stats.interval import Interval

from .pool import Elsewhere, PooledMarkets, TransferRule

METHODS = {
    "reml": text("restricted likelihood"),
    "pm": text("Paule and Mandel"),
    "dl": text("DerSimonian and Laird"),
    "fixed": text("one effect in all markets"),
}


def sentences(made: PooledMarkets, unit: str) -> tuple[Text, ...]:
    """unit: of the estimates, as in a Figure. The first sentence is the result, the second the verdict."""
    return (_result(made, unit), *_verdict(made, unit), _between(made, unit), *_how(made, unit))


def chance_shown(chance: float) -> Exact | Text:
    if chance > 0.999:
        return text("more than 99.9 %")
    return share(chance) if chance >= 0.001 else text("less than 0.1 %")


def _result(made: PooledMarkets, unit: str) -> Text:
    mean = estimate(made.mean, unit)
    if made.elsewhere is None:
        return text("In {n} markets the effect is {mean} on average; what a market not tried yet may expect cannot be "
                    "told from two.", n=made.pooled.markets, mean=mean)  # fmt: skip
    told = made.elsewhere.expected
    return text(
        "In {n} markets the effect is {mean} on average; in a market not tried yet it lies from {low} to {high} "
        "({level}), and the chance that it helps there is {chance}.",
        n=made.pooled.markets,
        mean=mean,
        low=plain(told.low, unit),
        high=plain(told.high, unit),
        level=share(told.level),
        chance=chance_shown(made.elsewhere.chance),
    )


def _verdict(made: PooledMarkets, unit: str) -> tuple[Text, ...]:
    if made.elsewhere is None:
        return (
            text("It stays local. Enough to tell: a third market, or a prior on record (--tau-prior: how far effects "
                 "of markets usually lie from their mean)."),
            _next(made),
        )  # fmt: skip
    if made.verdict == "standard":
        return (_why_standard(made.rule, unit),)
    return (_why_local(made, made.elsewhere, unit), _next(made))


def _why_standard(rule: TransferRule, unit: str) -> Text:
    threshold = share(rule.threshold)
    if not rule.margin:
        return text(
            "It holds elsewhere: the whole interval of a new market lies on the good side, and the chance that it "
            "helps reaches {threshold}. It may become a standard.",
            threshold=threshold,
        )
    return text(
        "It holds elsewhere: by the interval a new market loses no more than the {margin} that is accepted, and the "
        "chance that it helps reaches {threshold}. It may become a standard.",
        margin=plain(rule.margin, unit),
        threshold=threshold,
    )


def _why_local(made: PooledMarkets, elsewhere: Elsewhere, unit: str) -> Text:
    """Which of the two conditions fails, or that both do."""
    rule = made.rule
    reasons = []
    worse = plain(elsewhere.expected.high if rule.less else elsewhere.expected.low, unit)
    if elsewhere.harm >= (1 - rule.level) / 2:
        reasons.append(
            text("a new market may see {worse}, worse than the loss of {margin} that is accepted", worse=worse,
                 margin=plain(rule.margin, unit))
            if rule.margin
            else text("a new market may see {worse}, a loss", worse=worse)
        )  # fmt: skip
    if elsewhere.chance < rule.threshold:
        reasons.append(text("the chance that it helps is below {threshold}", threshold=share(rule.threshold)))
    return text("It is not shown to hold elsewhere: {reasons}. It stays local.", reasons=tuple(reasons))


def _next(made: PooledMarkets) -> Text:
    repeat = made.parts[made.next.best_repeat].measured.name
    if made.pooled.markets < 3:
        return text("A test in a market not tried yet would tell most.")
    if made.next.new_tells_most:
        return text("A test in a market not tried yet would tell most; of those tried, a repeat in {market}.",
                    market=repeat)  # fmt: skip
    return text("A repeat of the test in {market} would tell most, more than one in a market not tried yet.",
                market=repeat)  # fmt: skip


def _between(made: PooledMarkets, unit: str) -> Text:
    found = made.pooled.heterogeneity
    low, middle, high = (math.sqrt(tau2) for tau2 in (found.tau2_low, found.tau2, found.tau2_high))
    spread = Interval(middle, low, high, found.level, made.pooled.markets)
    return text(
        "Effects of markets lie {spread} around their mean (standard deviation), and {share} of the estimates' spread "
        "is more than chance.",
        spread=estimate(spread, unit),
        share=share(found.inconsistency),
    )


def _how(made: PooledMarkets, unit: str) -> tuple[Text, ...]:
    if made.prior is not None:
        return (
            text(
                "Mean and new market under the stated prior: half-normal with scale {scale} of the standard deviation "
                "between markets. By the data alone the mean is {mean}.",
                scale=plain(made.prior, unit),
                mean=estimate(made.pooled.guarded, unit),
            ),
        )
    mean = text(
        "Mean by random effects ({method}) with the interval of Knapp and Hartung, kept at least as wide as Wald's; "
        "without that guard {low} to {high}.",
        method=METHODS[made.pooled.heterogeneity.method],
        low=plain(made.pooled.knapp_hartung.low, unit),
        high=plain(made.pooled.knapp_hartung.high, unit),
    )
    if made.elsewhere is None:
        return (mean,)
    literature = made.elsewhere.literature
    assert literature is not None
    return mean, text(
        "New market by the confidence distribution of the variance between markets (Nagashima and others 2019); the "
        "usual formula, which takes that variance for known, gives {low} to {high}.",
        low=plain(literature.low, unit),
        high=plain(literature.high, unit),
    )

"""What to watch in a pool of markets: one that decides alone, few that differ, all that agree too well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taktgeber.core import Finding, Text, text
from taktgeber.evidence.shown import estimate, share
from taktgeber.stats.interval import Interval
from taktgeber.stats.tails import chi_square_above

from .pool import MarketPart, PooledMarkets, Verdict

_HIGH = 0.5
_FEW = 10
_ALIKE = 0.025
_ONE_WAY = 4
_SHOWN = 0.005  # numbers without a unit are shown with three decimals

VERDICTS: dict[Verdict, Text] = {
    "standard": text("it may become a standard"),
    "local": text("it stays local"),
    "cannot tell": text("one cannot tell"),
}


def findings(made: PooledMarkets, unit: str) -> tuple[Finding, ...]:
    """unit: of the estimates, as in a Figure."""
    return (
        *_decides(made, unit),
        *_close(made),
        *_few_that_differ(made),
        *_too_alike(made),
        *_one_way(made),
        *_prior_decides(made),
        *_too_small(made, unit),
    )


def _turning(made: PooledMarkets) -> list[MarketPart]:
    """Markets without which the verdict is another."""
    return [part for part in made.parts if part.turned]


def _clearing(made: PooledMarkets) -> list[MarketPart]:
    """Markets without which the mean is clear of nought where it is not, or the other way round."""
    here = _clear(made.pooled.guarded)
    return [part for part in made.parts if part.without and _clear(part.without.guarded) != here]


def _clear(mean: Interval) -> int:
    """The side of nought on which an interval lies; 0 where it holds nought."""
    return (mean.low > 0) - (mean.high < 0)


def _decides(made: PooledMarkets, unit: str) -> Iterator[Finding]:
    """A market alone in that its absence turns the result, or without which the mean would lie far from where it is."""
    turning, clearing = _turning(made), _clearing(made)
    for part in made.parts:
        if part.without is None:
            continue
        alone = turning == [part] or clearing == [part]
        without = part.without.guarded
        if not alone and without.low <= made.pooled.mean <= without.high:
            continue
        mean = estimate(without, unit)
        says = text("One market decides the result: without {market} the mean is {mean}.",
                    market=part.measured.name, mean=mean)  # fmt: skip
        if part.turned is not None:
            says = text("One market decides the result: without {market} the mean is {mean}, and {verdict}.",
                        market=part.measured.name, mean=mean, verdict=VERDICTS[part.turned])  # fmt: skip
        yield Finding(
            "one-market-decides",
            "warn",
            says,
            text(
                "It is not left out for that: find out what is different there, and repeat the test there before "
                "anything rests on it."
            ),
        )


def _close(made: PooledMarkets) -> Iterator[Finding]:
    turning, clearing = _turning(made), _clearing(made)
    firmer = text("A test in one more market makes it firmer.")
    if len(turning) > 1:
        says = text("The verdict is close: without any one of {markets} it would be another.", markets=_names(turning))
        yield Finding("close-verdict", "note", says, firmer)
    if len(clearing) > 1 and _clear(made.pooled.guarded):
        says = text("The mean is barely clear of nought: without any one of {markets} its interval would hold nought.",
                    markets=_names(clearing))  # fmt: skip
        yield Finding("close-mean", "note", says, firmer)


def _names(parts: Sequence[MarketPart]) -> tuple[str, ...]:
    return tuple(part.measured.name for part in parts)


def _few_that_differ(made: PooledMarkets) -> Iterator[Finding]:
    between = made.pooled.heterogeneity
    if between.inconsistency >= _HIGH and made.pooled.markets < _FEW:
        yield Finding(
            "few-markets-differ",
            "warn",
            text("The effects differ much ({share} of their spread is more than chance), and {n} markets are few to "
                 "tell by how much.", share=share(between.inconsistency), n=made.pooled.markets),
            text("Look for what the markets with the larger effects share; treat the mean as a mean, not as the effect "
                 "anywhere."),
        )  # fmt: skip


def _too_alike(made: PooledMarkets) -> Iterator[Finding]:
    between = made.pooled.heterogeneity
    if 1 - chi_square_above(between.q, between.free) < _ALIKE:
        yield Finding(
            "closer-than-errors-allow",
            "warn",
            text("The estimates lie closer together than their own errors allow by chance."),
            text("Check that the errors are standard errors of the estimates, and that no two rows share their units."),
        )


def _one_way(made: PooledMarkets) -> Iterator[Finding]:
    signs = {(part.measured.estimate > 0) - (part.measured.estimate < 0) for part in made.parts}
    if len(made.parts) >= _ONE_WAY and len(signs) == 1:
        yield Finding(
            "all-one-way",
            "note",
            text("All {n} estimates point one way. So do tables from which tests that failed were left out.",
                 n=len(made.parts)),
            text("Make sure that every market that tested it stands in the file, those that stopped early as well."),
        )  # fmt: skip


def _prior_decides(made: PooledMarkets) -> Iterator[Finding]:
    if made.prior is not None and made.without_prior != made.verdict:
        yield Finding(
            "prior-decides",
            "note",
            text("The stated prior decides: by the data alone, {verdict}.", verdict=VERDICTS[made.without_prior]),
            text("Put on record who stated the prior and what it rests on."),
        )


def _too_small(made: PooledMarkets, unit: str) -> Iterator[Finding]:
    if unit != "share" and made.mean.width < 2 * _SHOWN:
        yield Finding(
            "too-small-to-show",
            "note",
            text("The effects are so small that their digits are not all shown here."),
            text("Show them in per cent (--unit share), or write estimates and errors in a smaller unit."),
        )

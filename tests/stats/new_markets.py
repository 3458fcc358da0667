"""How often a prediction holds in a market that was not tried, and what shrinkage leaves of winners' luck.

Markets differ in size: their squared errors are a quarter of chi-square with one degree of freedom, cut to 0.009 and
0.6, as in Brockwell & Gordon 2001 (Stat. Med. 20(6)) and Nagashima et al. 2019. tau^2 follows from the I^2 asked for
by the typical squared error (Higgins & Thompson 2002, eq. 9).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from taktgeber.stats.new_market import new_market_law
from taktgeber.stats.shrinkage import shrink

TRUTH = 0.3


def simulate_new_market(runs: int, seed: int, markets: int = 4, inconsistency: float = 0.5) -> int:
    """Runs in which the 95 % prediction interval of `markets` held the effect of one more."""
    rng = np.random.default_rng([seed, markets, round(1000 * inconsistency)])
    held = 0
    for _ in range(runs):
        estimates, errors, new, _ = draw(rng, markets, inconsistency)
        held += 0.025 <= new_market_law(estimates, errors).below(new) <= 0.975
    return int(held)


def draw(rng: np.random.Generator, markets: int, inconsistency: float) -> tuple[list[float], list[float], float, float]:
    """Estimates, errors, the effect of a market that was not tried, tau."""
    within = np.array([_squared_error(rng) for _ in range(markets)])
    w = 1 / within
    typical = (markets - 1) * w.sum() / (w.sum() ** 2 - (w * w).sum())
    tau = np.sqrt(typical * inconsistency / (1 - inconsistency))
    true = TRUTH + tau * rng.normal(size=markets + 1)
    seen = true[:-1] + np.sqrt(within) * rng.normal(size=markets)
    return seen.tolist(), np.sqrt(within).tolist(), float(true[-1]), float(tau)


def _squared_error(rng: np.random.Generator) -> float:
    while True:
        drawn = 0.25 * float(rng.chisquare(1))
        if 0.009 <= drawn <= 0.6:
            return drawn


def histories(
    runs: int, seed: int, experiments: int, tails: str
) -> Iterator[tuple[list[float], list[float], list[float]]]:
    """Estimates, errors and true effects of one metric's finished experiments: effects in per cent, mean 0.2 and
    standard deviation 1, of a normal law or of Student's t with 3 degrees of freedom; errors from 0.3 to 2."""
    rng = np.random.default_rng([seed, experiments, len(tails)])
    for _ in range(runs):
        drawn = rng.normal(size=experiments) if tails == "normal" else rng.standard_t(3, experiments) / 3**0.5
        true = 0.2 + drawn
        errors = np.exp(rng.uniform(np.log(0.3), np.log(2), experiments))
        yield (true + errors * rng.normal(size=experiments)).tolist(), errors.tolist(), true.tolist()


def simulate_winner(runs: int, seed: int, experiments: int = 40, tails: str = "normal") -> int:
    """Runs in which the 95 % interval of a shipped winner, drawn among all winners of its history, held its effect."""
    rng = np.random.default_rng(seed)
    held = done = 0
    while done < runs:
        for estimates, errors, true in histories(1, int(rng.integers(2**31)), experiments, tails):
            winners = [i for i in range(experiments) if estimates[i] > 1.96 * errors[i]]
            if winners:
                done += 1
                won = int(rng.choice(winners))
                effect = shrink(estimates, errors).effects[won]
                held += effect.low <= true[won] <= effect.high
    return held


def exaggeration(runs: int, seed: int, experiments: int = 40, tails: str = "normal") -> tuple[float, float]:
    """By what factor winners' estimates exceed their true effects, over all winners: as estimated, and shrunken."""
    raw = drawn = truth = 0.0
    for estimates, errors, true in histories(runs, seed, experiments, tails):
        effects = shrink(estimates, errors).effects
        for given, error, effect, is_so in zip(estimates, errors, effects, true, strict=True):
            if given > 1.96 * error:
                raw, drawn, truth = raw + given, drawn + effect.value, truth + is_so
    return raw / truth, drawn / truth

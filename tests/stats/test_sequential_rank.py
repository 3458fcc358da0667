"""Ranks among what came before: their law, and what ties do."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from taktgeber.stats.sequential_rank import rank_scores


def test_a_record_scores_as_its_rank_says() -> None:
    scores = rank_scores(np.array([[3.0, 1.0, 2.0, 9.0, 2.5]]), 3)
    assert scores[0, :3].tolist() == [0, 0, 0]
    assert scores[0, 3] == pytest.approx(NormalDist().inv_cdf(1 - 1 / 4))
    assert scores[0, 4] == pytest.approx(NormalDist().inv_cdf(1 - 3 / 5))


def test_a_part_of_noughts_never_scores() -> None:
    assert np.all(rank_scores(np.zeros((2, 40)), 10)[:, 10:] == -3)


@pytest.mark.parametrize("law", ["normal", "heavy", "counts"])
def test_scores_are_never_larger_than_normal_ones(law: str) -> None:
    rng = np.random.default_rng(2)
    size = (2000, 80)
    drawn = {"normal": rng.normal(size=size), "heavy": rng.standard_cauchy(size), "counts": rng.poisson(0.4, size)}
    scores = rank_scores(drawn[law].astype(float), 20)[:, 20:]
    for z in (0.5, 1.0, 1.6):
        assert (scores > z).mean() < 1 - NormalDist().cdf(z) + 0.002

"""The chance of a change, held against every way in which a short series can be cut."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy import stats as peer

from taktgeber.stats.change_probability import NewLevel, change_chance


def by_all_cuts(z: list[float], hazard: float, new: NewLevel) -> float:
    """Sum over every set of change points of prior times likelihood."""
    weight = {False: 0.0, True: 0.0}
    for cuts in itertools.product([False, True], repeat=len(z) - 1):
        log = sum(math.log(hazard if cut else 1 - hazard) for cut in cuts)
        starts = [0, *(at + 1 for at, cut in enumerate(cuts) if cut), len(z)]
        for number, (start, end) in enumerate(itertools.pairwise(starts)):
            run = np.array(z[start:end])
            log += float(peer.norm.logpdf(run).sum()) if number == 0 else _marginal(run, new)
        weight[any(cuts)] += math.exp(log)
    return weight[True] / (weight[True] + weight[False])


def _marginal(run: np.ndarray, new: NewLevel) -> float:
    """Of normal values under a normal-inverse-gamma prior: a multivariate Student law."""
    shape = new.rate / new.shape * (np.eye(len(run)) + np.ones((len(run), len(run))) / new.values)
    return float(peer.multivariate_t.logpdf(run, np.zeros(len(run)), shape, 2 * new.shape))


@pytest.mark.parametrize("hazard", [0.01, 0.2])
@pytest.mark.parametrize("new", [NewLevel(), NewLevel(1.0, 2.0, 0.7)])
def test_it_is_what_all_cuts_add_up_to(hazard: float, new: NewLevel) -> None:
    z = [0.3, -1.1, 2.4, 1.9, 3.0, -0.2]
    found = change_chance(np.array([z]), hazard, new)[0]
    for steps in range(2, 7):
        assert found[steps - 1] == pytest.approx(by_all_cuts(z[:steps], hazard, new), rel=1e-9)
    assert found[0] == 0


def test_what_is_missing_says_nothing() -> None:
    z = np.array([[0.1, np.nan, np.nan, 0.3]])
    found = change_chance(z, 0.05)[0]
    assert found[1] == pytest.approx(0.05)
    assert found[2] == pytest.approx(1 - 0.95**2)


def test_a_long_quiet_series_is_believed_and_a_shift_is_seen() -> None:
    rng = np.random.default_rng(3)
    z = rng.normal(size=(200, 60))
    assert np.median(change_chance(z, 1 / 104)[:, -1]) < 0.2
    z[:, 45:] += 2
    assert np.median(change_chance(z, 1 / 104)[:, -1]) > 0.99

"""The median time until half have ended, against R's printed answer and SciPy's curve and band."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from taktgeber.stats.kaplan_meier import median_time

from .followed import simulate_median

# Miller 1997, Survival Analysis, p. 49: weeks in remission; R's survival package prints medians 31 and 23 of them.
MAINTAINED = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]
NOT_MAINTAINED = [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45], [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]
FOLLOWED = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=25)


def test_the_leukaemia_trial_gives_the_printed_medians():
    found = [median_time(times, list(map(bool, ended)), 0.95) for times, ended in (MAINTAINED, NOT_MAINTAINED)]
    assert [(one.value, one.n, one.ended) for one in found] == [(31, 11, 7), (23, 12, 11)]
    assert [(one.low, one.high) for one in found] == [(13, None), (5, 33)]


@given(FOLLOWED, st.sampled_from([0.8, 0.9, 0.95]))
def test_median_and_interval_are_where_scipys_curve_and_band_come_down_to_one_half(followed, level: float):
    times, ended = zip(*followed, strict=True)
    found = median_time(times, ended, level)
    if not any(ended):
        assert (found.value, found.low, found.high) == (None, None, None)
        return
    censored = stats.CensoredData.right_censored(np.array(times, float), [not over for over in ended])
    curve = stats.ecdf(censored).sf
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where nobody is left the band has no width to tell
        band = curve.confidence_interval(level, method="log-log")
    happened = np.isin(curve.quantiles, [t for t, over in followed if over])

    def first(heights: np.ndarray) -> float | None:
        under = curve.quantiles[happened & (heights <= 0.5 + 1e-12)]
        return float(under[0]) if len(under) else None

    left = curve.probabilities > 1e-12
    assert found.value == first(curve.probabilities)
    assert found.low == first(np.where(left, band.low.probabilities, 0))
    assert found.high == first(np.where(left, band.high.probabilities, np.nan))


def test_open_ones_count_until_they_were_last_seen():
    assert median_time([10, 10, 20, 20], [True] * 4).value == 10
    assert median_time([10, 20, 20, 20], [True, False, False, False]).value is None
    assert median_time([10, 20, 30, 5, 5], [True, True, True, False, False]).value == 20


@pytest.mark.parametrize("n", range(2, 120, 2))
def test_half_of_them_are_half_however_products_are_rounded(n: int):
    assert median_time(list(range(1, n + 1)), [True] * n).value == n / 2


@pytest.mark.parametrize(
    ("times", "ended", "says"),
    [([], [], "needs times"), ([1.0], [], "needs times"), ([-1.0], [True], "not negative"),
     ([math.nan], [True], "finite"), ([math.inf], [False], "finite")],
)  # fmt: skip
def test_what_is_no_time_is_refused(times, ended, says: str):
    with pytest.raises(ValueError, match=says):
        median_time(times, ended)


def test_the_interval_holds_the_median():
    assert simulate_median(400, 1) > 400 * 0.83
    assert simulate_median(400, 1, followed=8) > 400 * 0.8

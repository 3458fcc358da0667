"""A line through estimates: least squares as NumPy has it, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from taktgeber.stats.trend import trend


def test_it_is_weighted_least_squares():
    rng = np.random.default_rng(4)
    times, y, errors = np.arange(12.0), rng.normal(size=12), rng.uniform(0.5, 3, 12)
    found = trend(list(zip(times, y, errors, strict=True)))
    (slope, _), covariance = np.polyfit(times, y, 1, w=1 / errors, cov="unscaled")
    assert found.slope == pytest.approx(slope, rel=1e-9)
    assert found.error == pytest.approx(covariance[0, 0] ** 0.5, rel=1e-9)


def test_p_is_of_the_normal_law():
    found = trend([(0, 0.0, 1.0), (1, 1.96 * 2**0.5, 1.0)])
    assert found.p == pytest.approx(0.05, abs=1e-5)


@pytest.mark.parametrize("effects", [[(0, 1.0, 1.0)], [(2, 1.0, 1.0), (2, 3.0, 1.0)], [(0, 1.0, 0.0), (1, 1.0, 1.0)]])
def test_what_has_no_line_is_refused(effects):
    with pytest.raises(ValueError, match=r"two times|standard error"):
        trend(effects)

"""Confidence sequences: the numbers of confseq and of the research behind this house."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.stats.confidence_sequence import ConfidenceSequence


@pytest.mark.parametrize(
    ("sides", "bound", "log"), [(2, 30.35209, -0.6510052), (1, 27.66071, -0.06502391)]
)  # confseq 0.0.11, test/uniform_boundaries_unittest.cpp: normal mixtures at v = 100, s = 10, alpha = .05
def test_bounds_are_those_of_confseq(sides, bound, log):
    made = ConfidenceSequence(100, 0.05, sides)
    assert made.bound(100) == pytest.approx(bound, abs=5e-6)
    assert made._log_evidence(10, 100) == pytest.approx(log, abs=5e-8)


def test_the_tuning_is_that_of_confseq():
    assert ConfidenceSequence(100, 0.05).mixing == pytest.approx(12.60056, abs=5e-6)


@pytest.mark.parametrize(
    ("planned", "rho", "widths"),
    [
        (5000, 0.03984007, (0.66943886, 0.10637547, 0.04292434, 0.01055207)),
        (1000, 0.0890851, (0.38550546, 0.09598174, 0.04459058, 0.0112629)),
    ],
)  # equations 9 and 161 of arXiv:2103.06476v7 at unit variance after 100, 1000, 5000 and 100000 units
def test_half_widths_are_those_of_the_paper(planned, rho, widths):
    made = ConfidenceSequence(planned, 0.05)
    assert made.mixing**-0.5 == pytest.approx(rho, abs=5e-8)
    assert [made.half_width(n**-0.5) for n in (100, 1000, 5000, 100000)] == pytest.approx(widths, abs=5e-9)


@given(st.floats(-5, 5), st.floats(0.01, 2), st.sampled_from((0.01, 0.05, 0.1)))
def test_p_is_below_the_error_where_the_interval_leaves_out_nothing(estimate, error, alpha):
    made = ConfidenceSequence(50, alpha)
    assert (made.p_value(estimate, error) < alpha) == (abs(estimate) > made.half_width(error))


@pytest.mark.parametrize(("planned", "error", "sides"), [(0, 0.05, 2), (10, 1.0, 2), (10, 0.05, 3), (10, 0.6, 1)])
def test_nonsense_is_named(planned, error, sides):
    with pytest.raises(ValueError, match=r"sequence|error"):
        ConfidenceSequence(planned, error, sides)
    with pytest.raises(ValueError, match="standard error"):
        ConfidenceSequence(10, 0.05).half_width(0.0)

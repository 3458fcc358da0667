"""Sums held against a textbook's worked example and tables, and against simulation."""

from __future__ import annotations

import numpy as np
import pytest

from taktgeber.stats.cusum import average_run_length, crossing_chance, cumulative_sums, height_for, onset

# Montgomery, Introduction to Statistical Quality Control, table 9.2: target 10, allowance 0.5, decision interval 5.
TEXTBOOK = (
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40, 10.08,
    9.37, 10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52,
)  # fmt: skip
# Its table 9.3 (after Lucas & Crosier 1982, Technometrics 24(3)): shift, run length at heights 4 and 5.
RUN_LENGTHS = (
    (0.0, 168, 465), (0.25, 74.2, 139), (0.5, 26.6, 38.0), (0.75, 13.3, 17.0), (1.0, 8.38, 10.4),
    (1.5, 4.75, 5.75), (2.0, 3.34, 4.01), (3.0, 2.19, 2.57),
)  # fmt: skip


def test_the_textbooks_example() -> None:
    sums = cumulative_sums(np.array([TEXTBOOK]) - 10, np.array([0.5]))
    assert sums.up[0, 3:7] == pytest.approx([1.16, 2.82, 2.50, 0.04])
    assert sums.up[0, 22:29] == pytest.approx([1.79, 2.79, 2.89, 3.47, 3.35, 4.47, 5.28])
    assert sums.down[0, :3] == pytest.approx([0.05, 1.56, 1.77])
    assert int((sums.up[0] > 5).argmax()) == 28  # period 29, as printed
    assert onset(sums.up[0], 28) == 22  # the shift began after period 22, as printed


@pytest.mark.parametrize(("shift", "at_4", "at_5"), RUN_LENGTHS)
def test_average_run_lengths_are_those_of_the_table(shift: float, at_4: float, at_5: float) -> None:
    assert average_run_length(4, 0.5, shift) == pytest.approx(at_4, rel=0.004)
    assert average_run_length(5, 0.5, shift) == pytest.approx(at_5, rel=0.004)


@pytest.mark.parametrize("allowance", [0.25, 0.5])
@pytest.mark.parametrize("sides", [1, 2])
def test_a_quiet_series_crosses_as_often_as_is_said(allowance: float, sides: int) -> None:
    rng = np.random.default_rng(11)
    sums = cumulative_sums(rng.normal(size=(20_000, 52)), np.full(20_000, allowance), 3.0)
    highest = (np.maximum(sums.up, sums.down) if sides == 2 else sums.up).max(axis=1)
    for height in (6.0, 8.0):
        said = float(crossing_chance(np.array([height]), 52, allowance, 3.0, sides)[0])
        assert float((highest >= height).mean()) == pytest.approx(said, rel=0.06, abs=0.002)


@pytest.mark.parametrize("chance", [0.3, 0.1, 0.01, 1e-4])
def test_a_height_is_crossed_with_the_chance_it_was_asked_for(chance: float) -> None:
    height = height_for(chance, 52, 0.4, 3.0)
    assert float(crossing_chance(np.array([height]), 52, 0.4, 3.0)[0]) == pytest.approx(chance, rel=1e-9)


def test_one_spike_is_no_level() -> None:
    z = np.zeros((1, 50))
    z[0, 30] = 1e6
    assert cumulative_sums(z, np.array([0.5]), 3.0).up.max() == 2.5

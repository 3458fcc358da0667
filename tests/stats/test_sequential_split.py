"""A split looked at every day: the Bayes factor by hand, exact expectation, and few false alarms."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, exp, factorial, lgamma, log

import pytest

from taktgeber.stats.sequential_split import anytime_p, log_evidence

from .splits import simulate_right, simulate_wrong


def test_the_bayes_factor_by_hand():
    """Under a flat prior of two arms any order of 7 and 3 has the chance 7! 3! / 11!; under the plan 1 / 2^10."""
    by_hand = Fraction(factorial(7) * factorial(3), factorial(11)) * 2**10
    assert exp(log_evidence((7, 3), (1, 1), (2.0,))) == pytest.approx(float(by_hand), rel=1e-12)


def test_three_arms_with_unequal_weights_by_hand():
    alpha, counts, shares = (1.0, 0.6, 0.4), (12, 3, 5), (0.5, 0.3, 0.2)
    posterior = sum(lgamma(a + n) for a, n in zip(alpha, counts, strict=True)) - lgamma(22)
    prior = sum(map(lgamma, alpha)) - lgamma(2)
    plan = sum(n * log(share) for n, share in zip(counts, shares, strict=True))
    assert log_evidence(counts, (5, 3, 2), (2.0,)) == pytest.approx(posterior - prior - plan, rel=1e-12)


@pytest.mark.parametrize("n", [1, 6, 40])
def test_under_the_plan_its_mean_is_one_at_every_size(n: int):
    chances = ((k, comb(n, k) * 0.7**k * 0.3 ** (n - k)) for k in range(n + 1))
    assert sum(chance * exp(log_evidence((k, n - k), (7, 3))) for k, chance in chances) == pytest.approx(1, rel=1e-9)


def test_it_does_not_depend_on_how_units_are_grouped_into_days():
    days = [(3, 5), (0, 0), (9, 2)]
    assert anytime_p(days, (1, 1))[-1] <= 1
    assert anytime_p([(12, 7)], (1, 1))[0] == pytest.approx(min(1.0, exp(-log_evidence((12, 7), (1, 1)))))


def test_p_never_rises_and_is_at_most_one():
    p = anytime_p([(500, 500), (700, 300), (300, 700)], (1, 1))
    assert p[0] == 1.0
    assert p[1] < 1e-6
    assert p[2] == p[1]


def test_hundreds_of_millions_of_units_keep_their_digits():
    assert abs(log_evidence((200_000_000, 200_000_000), (1, 1))) < 20
    assert log_evidence((200_200_000, 199_800_000), (1, 1)) > 50


@pytest.mark.parametrize(
    ("counts", "weights", "concentrations"),
    [((1,), (1,), (1.0,)), ((1, 2), (1,), (1.0,)), ((1, 2), (0, 1), (1.0,)), ((-1, 2), (1, 1), (1.0,)),
     ((1, 2), (1, 1), ()), ((1, 2), (1, 1), (0.0,))],
)  # fmt: skip
def test_what_is_no_split_is_refused(counts, weights, concentrations):
    with pytest.raises(ValueError, match=r"weight|concentration"):
        log_evidence(counts, weights, concentrations)


def test_daily_looks_at_a_right_split_rarely_alarm_and_find_a_wrong_one():
    assert simulate_right(300, 1) >= 285
    assert simulate_wrong(200, 1) >= 165


def test_one_unit_more_leaves_its_mean_where_it_was():
    """E after a unit, averaged over the plan, is E before it."""
    for before in product(range(3), repeat=2):
        after = (0.6 * exp(log_evidence((before[0] + 1, before[1]), (3, 2))),
                 0.4 * exp(log_evidence((before[0], before[1] + 1), (3, 2))))  # fmt: skip
        assert sum(after) == pytest.approx(exp(log_evidence(before, (3, 2))), rel=1e-9)

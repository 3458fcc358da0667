"""Precision, lead time and misses: figures with their sample, and "cannot tell" below three."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from taktgeber.core import Estimate, Period, Unknown
from taktgeber.explore.signals.memory import Signals
from taktgeber.explore.signals.record import lead_time, record
from taktgeber.explore.signals.signal import Fate, Signal
from taktgeber.stats.tails import beta_quantile

DAY = date(2025, 3, 10)
YEAR = Period(DAY, DAY + timedelta(365))


def signals(*turned: tuple[str, int | None]) -> Signals:
    """fate and lead in days, of signals that were raised on one day."""
    made = {}
    for number, (fate, lead) in enumerate(turned):
        happened = None if lead is None else DAY + timedelta(lead)
        last = Fate(fate, None, None, happened, "", DAY + timedelta(100), "decided", 9)
        made[f"s{number}"] = Signal(f"s{number}", "", "x", "level", "", None, "", DAY, "found", number, (last,))
    return Signals(made)


def test_precision_with_its_interval_is_that_of_jeffreys():
    known = record(signals(("proved", 40), ("proved", 30), ("proved", 50), ("false_alarm", None)), YEAR.last)
    assert isinstance(known.precision, Estimate)
    assert isinstance(known.alarms, Estimate)
    assert (known.precision.value, known.precision.n) == (0.75, 4)
    assert known.precision.low == pytest.approx(beta_quantile(0.05, 3.5, 1.5))
    assert known.precision.high == pytest.approx(beta_quantile(0.95, 3.5, 1.5))
    assert known.alarms.value == 0.25
    assert known.alarms.low == pytest.approx(1 - known.precision.high)


def test_what_was_dismissed_or_faded_counts_against_us_until_it_comes_true():
    known = record(signals(("proved", 40), ("dismissed", None), ("faded", None), ("watched", None)), YEAR.last)
    assert (known.true, known.false, known.put_aside) == (1, 0, 2)
    assert isinstance(known.precision, Estimate)
    assert known.precision.value == pytest.approx(1 / 3)


def test_a_miss_lowers_the_lead_time_and_is_no_hit():
    known = record(signals(("proved", -10), ("proved", 20), ("proved", 30), ("proved", 40)), YEAR.last)
    assert (known.true, known.missed) == (3, 1)
    assert isinstance(known.lead, Estimate)
    assert (known.lead.value, known.lead.n) == (25.0, 4)
    assert isinstance(known.precision, Estimate)
    assert known.precision.n == 3


def test_two_cannot_tell():
    known = record(signals(("proved", 40), ("false_alarm", None)), YEAR.last)
    assert isinstance(known.precision, Unknown)
    assert isinstance(known.lead, Unknown)
    assert isinstance(record(Signals(), DAY).alarms, Unknown)


@pytest.mark.parametrize(
    ("n", "rank", "level"),
    [(3, 1, 0.75), (5, 1, 0.9375), (8, 2, 0.9297), (20, 6, 0.9586)],
)
def test_the_interval_of_a_median_is_exact(n, rank, level):
    """Levels: 1 - 2 P(Binomial(n, 1/2) < rank); the table of Conover 1999, Practical Nonparametric Statistics, A3."""
    made = lead_time(range(1, n + 1), YEAR)
    assert isinstance(made, Estimate)
    assert (made.low, made.high) == (rank, n + 1 - rank)
    assert made.level == pytest.approx(level, abs=1e-4)

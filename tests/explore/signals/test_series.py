"""Scans of series: what is found, what stays quiet, and what comes of odd input."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.explore.signals import Series, scan_series
from tests.explore.shifting import AT, DAYS, WEEKS, weekly

START = date(2023, 1, 2)


def series(values: list[float | None] | np.ndarray, name: str = "orders", every: int = 7) -> Series:
    days = tuple(START + timedelta(days=every * at) for at in range(len(values)))
    return Series(name, days, tuple(None if v is None else float(v) for v in values))


def test_a_shift_is_dated_sized_and_told_by_its_side() -> None:
    scan = scan_series([series(weekly(1, 4, season=1.0, shift=-2.0)[0])])
    (alarm,) = (each for each in scan.alarms if each.news)
    assert not alarm.up
    assert abs((alarm.since - DAYS[AT]).days) <= 21
    assert DAYS[AT] <= alarm.day <= DAYS[AT + 10]
    assert alarm.shift == pytest.approx(-2, abs=0.8)
    assert alarm.seen - alarm.expected == pytest.approx(-2, abs=0.8)
    assert alarm.chance > 0.9
    assert alarm.p < 0.01
    assert alarm.false_alarms_a_year == pytest.approx(0.105, abs=0.001)


def test_a_series_does_not_alarm_before_what_it_has_not_seen() -> None:
    values = weekly(1, 4, shift=2.0)[0]
    before = scan_series([series(values)], today=DAYS[AT - 1])
    assert not any(alarm.since >= DAYS[AT] for alarm in before.alarms)
    later = scan_series([series(values)], today=DAYS[AT + 12])
    assert any(alarm.since >= DAYS[AT - 3] for alarm in later.alarms)


def test_a_level_that_shifts_back_is_two_alarms() -> None:
    values = weekly(1, 7, shift=3.0, at=70)[0]
    values[115:] -= 3.0
    assert [alarm.up for alarm in scan_series([series(values)]).alarms] == [False, True]


@pytest.mark.parametrize("size", [6.0, 1e3, -1e12])
def test_one_spike_is_no_shift(size: float) -> None:
    values = weekly(1, 12)[0]
    quiet = scan_series([series(values)])
    values[120] += size
    assert quiet.alarms == scan_series([series(values)]).alarms == ()


@pytest.mark.parametrize("factor", [1e-9, 1.0, 1e12])
def test_the_unit_does_not_matter(factor: float) -> None:
    values = weekly(1, 4, shift=2.0)[0] - 100
    plain, scaled = scan_series([series(values)]).alarms, scan_series([series(values * factor)]).alarms
    assert [a.day for a in plain] == [a.day for a in scaled]
    assert [a.shift for a in plain] == pytest.approx([a.shift for a in scaled], rel=1e-6)


def test_growth_by_shares_is_read_in_logarithms() -> None:
    values = np.exp(weekly(1, 4, shift=2.0)[0] - 100)
    scan = scan_series([series(values)])
    assert any(a.news and a.up and a.seen > 3 * a.expected for a in scan.alarms)


def test_gaps_and_missing_values_are_passed_over() -> None:
    values: list[float | None] = list(weekly(1, 4, shift=2.0)[0])
    for at in (3, 60, 61, 62, 63, 64, 90, 106):
        values[at] = None
    values[30] = float("nan")
    scan = scan_series([series(values), series(weekly(1, 5)[0], "visits")])
    assert any(a.series == "orders" and a.up and a.news for a in scan.alarms)
    assert len({one.series for one in (*scan.alarms, *scan.quiet)}) == 2


@pytest.mark.parametrize(("every", "a_year", "need"), [(1, 365, 60), (7, 52, 56), (30, 12, 28), (91, 4, 28)])
def test_what_would_be_enough_is_said(every: int, a_year: int, need: int) -> None:
    few = scan_series([series(weekly(1, 2)[0][: need - 1], every=every)])
    assert (few.too_short[0].have, few.too_short[0].need) == (need - 1, need)
    assert not few.alarms
    assert not few.quiet
    assert not scan_series([series(weekly(1, 2)[0][:need], every=every)]).too_short


def test_a_series_that_never_moved_cannot_tell() -> None:
    scan = scan_series(
        [series([7.0] * WEEKS), series([0.0] * WEEKS, "noughts"), series([1.0], "one"), series([], "no")]
    )
    assert {short.series for short in scan.too_short} == {"orders", "noughts", "one", "no"}
    assert not scan.alarms


def test_mostly_noughts_and_negative_values_do_no_harm() -> None:
    rng = np.random.default_rng(5)
    rare = series((rng.random(WEEKS) < 0.05).astype(float), "rare")
    negative = series(-1e15 + rng.normal(size=WEEKS) * 1e10, "negative")
    scan = scan_series([rare, negative])
    assert not scan.too_short
    assert all(np.isfinite([a.shift, a.p, a.chance, a.expected, a.seen]).all() for a in scan.alarms)


def test_days_may_come_in_any_order() -> None:
    one = series(weekly(1, 4, shift=2.0)[0])
    turned = Series(one.name, one.days[::-1], one.values[::-1])
    assert scan_series([one]) == scan_series([turned])


def test_two_values_a_day_and_infinite_ones_are_refused() -> None:
    with pytest.raises(Refusal, match="two values"):
        scan_series([Series("orders", (START, START), (1.0, 2.0))])
    with pytest.raises(Refusal, match="infinite"):
        scan_series([Series("orders", (START,), (float("inf"),))])
    with pytest.raises(ValueError, match="3 days, but 1 values"):
        Series("orders", (START, START, START), (1.0,))
    with pytest.raises(ValueError, match="between 0 and 1"):
        scan_series([], fdr=1.0)


@pytest.mark.parametrize("value", [1.5e308, -1e200])
def test_values_too_large_to_compute_with_are_refused(value: float) -> None:
    with pytest.raises(Refusal, match="too large to compute with"):
        scan_series([series([*weekly(1, 4)[0][:80], value])])


def test_a_series_without_any_value_is_told_as_such() -> None:
    (short,) = scan_series([series([None] * 80)]).too_short
    assert (short.have, short.need) == (0, 56)
    assert show(short.reason) == "0 values are too few to know a habit; 56 are enough."


def test_nothing_gives_nothing() -> None:
    scan = scan_series([])
    assert (scan.alarms, scan.quiet, scan.too_short) == ((), (), ())


def test_every_series_is_told_once_and_more_company_asks_for_more() -> None:
    values = weekly(40, 21, season=1.0)
    values[0, AT + 20 :] += 3.0
    many = [series(row, str(at)) for at, row in enumerate(values)]
    scan = scan_series(many)
    told = [a.series for a in scan.alarms if a.news]
    assert "0" in told
    assert {*told, *(quiet.series for quiet in scan.quiet)} == {str(at) for at in range(40)}
    alone = next(a for a in scan_series(many[:1]).alarms if a.news)
    together = next(a for a in scan.alarms if a.news and a.series == "0")
    assert alone.day <= together.day
    assert together.false_alarms_a_year < alone.false_alarms_a_year


def test_daily_series_keep_their_week() -> None:
    rng = np.random.default_rng(6)
    week = np.tile([0.0, 1, 2, 1, 0, -4, -5], 60)
    values = 50 + week + rng.normal(size=420)
    assert not [a for a in scan_series([series(values, every=1)]).alarms if a.p < 0.01]
    values[380:] += 2.5
    assert scan_series([series(values, every=1)]).alarms[0].since >= START + timedelta(days=370)

"""Newcomers among the parts of a whole."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from taktgeber.core import Refusal
from taktgeber.explore.signals import Series, scan_shares

DAYS = tuple(date(2023, 1, 2) + timedelta(weeks=week) for week in range(120))


def parts(**counts: np.ndarray) -> list[Series]:
    return [Series(name, DAYS[: len(row)], tuple(map(float, row))) for name, row in counts.items()]


def market(seed: int = 1) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {
        "leader": rng.poisson(4000, 120),
        "second": rng.poisson(2000, 120),
        "rare": rng.poisson(2, 120),
        "nobody": np.zeros(120),
    }


def test_what_came_and_stays_is_called_within_weeks() -> None:
    known = market()
    known["comer"] = np.r_[np.zeros(80), np.random.default_rng(2).poisson(np.linspace(5, 300, 40))]
    (new,) = scan_shares(parts(**known)).newcomers
    assert new.part == "comer"
    assert new.since == DAYS[80]
    assert DAYS[80] < new.day <= DAYS[86]
    assert new.before == 0
    assert new.count == known["comer"].sum()
    assert 0.01 < new.share < 0.05
    assert new.p < 1e-6


def test_a_single_large_order_is_no_newcomer() -> None:
    known = market()
    known["nobody"][90] = 900
    scan = scan_shares(parts(**known))
    assert not scan.newcomers
    assert set(scan.watched) == {"rare", "nobody"}
    assert scan.settled == ("leader", "second")


def test_three_sales_in_three_weeks_are_an_anecdote() -> None:
    known = market()
    known["nobody"][[90, 91, 92]] = 1
    assert not scan_shares(parts(**known)).newcomers


def test_a_day_that_a_part_does_not_have_is_nought() -> None:
    leader = Series("leader", DAYS, tuple(float(v) for v in market()["leader"]))
    late = Series("late", DAYS[90:], tuple(float(20 + at) for at in range(30)))
    (new,) = scan_shares([leader, late]).newcomers
    assert (new.part, new.since) == ("late", DAYS[90])


def test_too_few_days_and_no_parts_cannot_tell() -> None:
    short = scan_shares(parts(leader=np.full(20, 5.0), late=np.arange(20.0)))
    assert {(each.series, each.have, each.need) for each in short.too_short} == {("leader", 20, 30), ("late", 20, 30)}
    assert scan_shares([]).newcomers == ()
    assert not scan_shares(parts(none=np.zeros(120))).newcomers


def test_a_count_below_nought_is_refused() -> None:
    with pytest.raises(Refusal, match="below nought"):
        scan_shares(parts(leader=np.full(120, -1.0)))

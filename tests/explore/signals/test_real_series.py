"""Real series of which one knows what happened: the crises in the volatility index, and Tesla in Norway."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from taktgeber.explore.signals import scan_series, scan_shares
from tests.bench.signals import _parts, _real


def test_the_two_crises_are_heard_in_the_month_they_broke_out(samples: Path) -> None:
    vix = next(series for name, series, _, _ in _real(samples) if name.startswith("VIX"))
    raised = {alarm.day: alarm for alarm in scan_series([vix]).alarms if alarm.up}
    assert raised[date(2008, 10, 31)].since == date(2008, 9, 30)
    assert raised[date(2020, 3, 31)].since in {date(2020, 1, 31), date(2020, 2, 29), date(2020, 2, 28)}


def test_tesla_is_called_new_two_years_before_its_large_model(samples: Path) -> None:
    cars = _parts(next((samples / "env_norway_cars").glob("*by_make.csv.gz")), "Make", "Quantity")
    then = scan_shares(cars, today=date(2013, 6, 30))
    tesla = next(each for each in then.newcomers if each.part == "Tesla")
    assert (tesla.day, tesla.since) == (date(2011, 4, 1), date(2010, 8, 1))
    assert tesla.share < 0.001

"""The demo's calendar: fixed days, so that every run tells the same story to the byte.

Orders of 2009-12-01 to 2011-12-09 are moved by 731 whole weeks: weekdays stay, Novembers stay near Novembers.
"""

from __future__ import annotations

from datetime import date, timedelta

from taktgeber.core import Period

SEED = 20250310
MOVED_DAYS = 731 * 7
BEAT_WEEKS = 13
BURN_IN_WEEKS = 26
FIRST_BEAT = date(2023, 9, 11)
FIRST_ORDER = date(2023, 12, 5)
LAST_ORDER = date(2025, 12, 12)
DAY_T = date(2025, 3, 10)


def quarter(number: int) -> Period:
    """Quarter 1 is the first beat; 1 to 6 are found, 7 and 8 decided, 9 is the one to plan."""
    return Period.of_weeks(FIRST_BEAT + timedelta(weeks=BEAT_WEEKS * (number - 1)), BEAT_WEEKS)


FOUND = range(1, 7)
DECIDED = range(7, 9)
NEXT = 9
FIRST_MEDIA = quarter(2).first
MEDIA = Period(FIRST_MEDIA, quarter(NEXT).last)
BURNT_IN = FIRST_ORDER + timedelta(weeks=BURN_IN_WEEKS)

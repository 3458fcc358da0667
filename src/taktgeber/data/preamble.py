"""The period that a report states above its header, for reports whose rows have no days of their own."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "jan feb mär apr mai jun jul aug sep okt nov dez",
        "gen feb mar apr mag giu lug ago set ott nov dic",
    )
    for number, name in enumerate(names.split(), 1)
}
# What a language puts between: "November 1, 2024", "1. November 2024", "1 Nov 2024", "01.11.2024", "2024-11-01".
_DAY = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})\.?\s+(?P<n3>[^\W\d_]{3,})\.?\s+(?P<y3>\d{4})|(?P<n4>[^\W\d_]{3,})\.?\s+(?P<d4>\d{1,2}),\s+(?P<y4>\d{4})"
)


def stated_period(lines: list[str]) -> tuple[date, date] | None:
    """First and last day of the first line that holds exactly two days in order."""
    for line in lines:
        days = [day for match in _DAY.finditer(line) if (day := _day(match)) is not None]
        if len(days) == 2 and days[0] <= days[1]:
            return days[0], days[1]
    return None


def _day(match: re.Match[str]) -> date | None:
    part = {key.rstrip("234"): value for key, value in match.groupdict().items() if value is not None}
    month = int(part["m"]) if "m" in part else _MONTHS.get(part["n"][:3].casefold())
    try:
        return date(int(part["y"]), month, int(part["d"])) if month else None
    except ValueError:
        return None

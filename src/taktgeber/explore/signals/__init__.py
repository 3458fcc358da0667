"""Weak signals: what leaves its own habit, in series and in texts, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .alarms import Newcomer, QuietSeries, Series, SeriesAlarm, SeriesScan, SharesScan, TooShort

_FACE = {
    name: "alarms"
    for name in ("Newcomer", "QuietSeries", "Series", "SeriesAlarm", "SeriesScan", "SharesScan", "TooShort")
}

__all__ = [
    "Newcomer",
    "QuietSeries",
    "Series",
    "SeriesAlarm",
    "SeriesScan",
    "SharesScan",
    "TooShort",
]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

"""Weak signals: what leaves its own habit, in series and in texts, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .alarms import Newcomer, QuietSeries, Series, SeriesAlarm, SeriesScan, SharesScan, TooShort
    from .brief_section import section
    from .documents import Document
    from .enter import hear_signal, is_known, keep_alarms, settle
    from .memory import SIGNALS, Signals, folds
    from .raised import Raised
    from .series import scan_series
    from .shares import scan_shares
    from .signal_rules import rules
    from .texts import TextScan, WordAlarm, scan_texts

_FACE = {
    "Document": "documents",
    "Newcomer": "alarms",
    "QuietSeries": "alarms",
    "Raised": "raised",
    "SIGNALS": "memory",
    "Series": "alarms",
    "SeriesAlarm": "alarms",
    "SeriesScan": "alarms",
    "SharesScan": "alarms",
    "Signals": "memory",
    "TextScan": "texts",
    "TooShort": "alarms",
    "WordAlarm": "texts",
    "folds": "memory",
    "hear_signal": "enter",
    "is_known": "enter",
    "keep_alarms": "enter",
    "rules": "signal_rules",
    "scan_series": "series",
    "scan_shares": "shares",
    "scan_texts": "texts",
    "section": "brief_section",
    "settle": "enter",
}

__all__ = [
    "SIGNALS",
    "Document",
    "Newcomer",
    "QuietSeries",
    "Raised",
    "Series",
    "SeriesAlarm",
    "SeriesScan",
    "SharesScan",
    "Signals",
    "TextScan",
    "TooShort",
    "WordAlarm",
    "folds",
    "hear_signal",
    "is_known",
    "keep_alarms",
    "rules",
    "scan_series",
    "scan_shares",
    "scan_texts",
    "section",
    "settle",
]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

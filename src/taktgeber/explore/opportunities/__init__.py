"""Opportunities: new segments, value propositions and models, with those who help to make them (L8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .enter import change_opportunity, find_opportunity, say_opportunity
    from .opportunity import OPPORTUNITIES, Opportunities, Opportunity

_FACE = {
    "OPPORTUNITIES": "opportunity",
    "Opportunities": "opportunity",
    "Opportunity": "opportunity",
    "change_opportunity": "enter",
    "find_opportunity": "enter",
    "say_opportunity": "enter",
}

__all__ = [
    "OPPORTUNITIES",
    "Opportunities",
    "Opportunity",
    "change_opportunity",
    "find_opportunity",
    "say_opportunity",
]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

"""Bets: what the lab tests next under what it may lose, and what it stops with what was learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .proposed import proposals, stakes, waiting
    from .scored import outcome
    from .words import sentence, stated

_FACE = {
    "outcome": "scored",
    "proposals": "proposed",
    "sentence": "words",
    "stakes": "proposed",
    "stated": "words",
    "waiting": "proposed",
}

__all__ = ["outcome", "proposals", "sentence", "stakes", "stated", "waiting"]


__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

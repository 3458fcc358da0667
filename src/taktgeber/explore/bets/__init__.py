"""Bets: what the lab tests next under what it may lose, what is slack, and what it stops with what was learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .end_initiative import note_of_stop, stop_initiative
    from .giving import give_slack
    from .means import reserve_of
    from .portfolio import portfolio_of
    from .proposed import proposals, stakes, waiting
    from .scored import outcome
    from .words import sentence, stated

_FACE = {
    "give_slack": "giving",
    "note_of_stop": "end_initiative",
    "outcome": "scored",
    "portfolio_of": "portfolio",
    "proposals": "proposed",
    "reserve_of": "means",
    "sentence": "words",
    "stakes": "proposed",
    "stated": "words",
    "stop_initiative": "end_initiative",
    "waiting": "proposed",
}

__all__ = [
    "give_slack",
    "note_of_stop",
    "outcome",
    "portfolio_of",
    "proposals",
    "reserve_of",
    "sentence",
    "stakes",
    "stated",
    "stop_initiative",
    "waiting",
]


__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

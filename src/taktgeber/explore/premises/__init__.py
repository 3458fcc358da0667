"""Premises of today's business: what it rests on, what would refute it, what has begun to give way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .brief_section import section, shaken
    from .enter import decide_state, find_premise, note_seen, review_premise, say_premise
    from .known_names import require_known
    from .memory import PREMISES, Premises, folds
    from .premise import Premise
    from .premise_rules import rules
    from .seen import Seen, seen_standing
    from .standing import Standing, standing_of

_FACE = {
    "PREMISES": "memory",
    "Premise": "premise",
    "Premises": "memory",
    "Seen": "seen",
    "Standing": "standing",
    "decide_state": "enter",
    "find_premise": "enter",
    "folds": "memory",
    "note_seen": "enter",
    "require_known": "known_names",
    "review_premise": "enter",
    "rules": "premise_rules",
    "say_premise": "enter",
    "section": "brief_section",
    "seen_standing": "seen",
    "shaken": "brief_section",
    "standing_of": "standing",
}

__all__ = [
    "PREMISES",
    "Premise",
    "Premises",
    "Seen",
    "Standing",
    "decide_state",
    "find_premise",
    "folds",
    "note_seen",
    "require_known",
    "review_premise",
    "rules",
    "say_premise",
    "section",
    "seen_standing",
    "shaken",
    "standing_of",
]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

"""Word against deed of texts: what they claim, whom they make owe what, and what became of their promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .audit import audit_text
    from .brief_section import section
    from .cues import own_cues
    from .decided import DECISIONS
    from .enter import confirm_audit, keep_promise, note_taken, release
    from .memory import WORDS
    from .subject import subject_of
    from .text_audit import LABELS, LANGUAGES, Cue, TextAudit, Unit
    from .told import held_all, held_of
    from .word_rules import folds, rules

_FACE = {
    "DECISIONS": "decided",
    "LABELS": "text_audit",
    "LANGUAGES": "text_audit",
    "WORDS": "memory",
    "Cue": "text_audit",
    "TextAudit": "text_audit",
    "Unit": "text_audit",
    "audit_text": "audit",
    "confirm_audit": "enter",
    "folds": "word_rules",
    "held_all": "told",
    "held_of": "told",
    "keep_promise": "enter",
    "note_taken": "enter",
    "release": "enter",
    "own_cues": "cues",
    "rules": "word_rules",
    "section": "brief_section",
    "subject_of": "subject",
}

__all__ = [
    "DECISIONS",
    "LABELS",
    "LANGUAGES",
    "WORDS",
    "Cue",
    "TextAudit",
    "Unit",
    "audit_text",
    "confirm_audit",
    "folds",
    "held_all",
    "held_of",
    "keep_promise",
    "note_taken",
    "own_cues",
    "release",
    "rules",
    "section",
    "subject_of",
]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

"""Word against deed of texts: what they claim, whom they make owe what, and what became of their promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .text_audit import LABELS, LANGUAGES, Cue, TextAudit, Unit

_FACE = {
    "LABELS": "text_audit",
    "LANGUAGES": "text_audit",
    "Cue": "text_audit",
    "TextAudit": "text_audit",
    "Unit": "text_audit",
}

__all__ = ["LABELS", "LANGUAGES", "Cue", "TextAudit", "Unit"]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

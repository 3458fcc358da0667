"""Claims from data: what else explains them, whether they vanish or flip, how strong a hidden cause has to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .audit import audit_claim
    from .claim import ClaimAudit
    from .column import Column

_FACE = {
    "ClaimAudit": "claim",
    "Column": "column",
    "audit_claim": "audit",
}

__all__ = [
    "ClaimAudit",
    "Column",
    "audit_claim",
]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

"""Claims from data: what else explains them, whether they vanish or flip, how strong a hidden cause has to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .audit import audit_claim
    from .brief_section import section
    from .claim import ClaimAudit
    from .claim_file import ClaimTable, read_claim
    from .claim_rules import rules
    from .column import Column
    from .enter import keep_claim
    from .kept_claim import KeptClaim
    from .memory import CLAIMS, Claims, folds

_FACE = {
    "CLAIMS": "memory",
    "ClaimAudit": "claim",
    "ClaimTable": "claim_file",
    "Claims": "memory",
    "Column": "column",
    "KeptClaim": "kept_claim",
    "audit_claim": "audit",
    "folds": "memory",
    "keep_claim": "enter",
    "read_claim": "claim_file",
    "rules": "claim_rules",
    "section": "brief_section",
}

__all__ = [
    "CLAIMS",
    "ClaimAudit",
    "ClaimTable",
    "Claims",
    "Column",
    "KeptClaim",
    "audit_claim",
    "folds",
    "keep_claim",
    "read_claim",
    "rules",
    "section",
]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

"""The desk of the auditor: takt audit ..., one file a part."""

from .claim import audit_claim
from .deed import audit_deed
from .portfolio import audit_portfolio
from .text import audit_text

__all__ = ["audit_claim", "audit_deed", "audit_portfolio", "audit_text"]

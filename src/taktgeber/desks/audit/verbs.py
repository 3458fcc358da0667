"""The desk of the auditor: takt audit ..., one file a part."""

from .claim import audit_claim
from .deed import audit_deed
from .portfolio import audit_portfolio

__all__ = ["audit_claim", "audit_deed", "audit_portfolio"]

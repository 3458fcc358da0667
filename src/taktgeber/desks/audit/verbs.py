"""The desk of the auditor: takt audit ..., one file a part."""

from .portfolio import audit_portfolio

__all__ = ["audit_portfolio"]

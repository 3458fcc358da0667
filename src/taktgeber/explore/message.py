"""What the house itself said, kept in the ledger as a message, so that it is told in the reader's language."""

from __future__ import annotations

from typing import Any

from taktgeber.core import Text, decode


def message_of(kept: Any) -> Text | None:
    """What is found may hold anything in this place; what is no message counts as not there."""
    try:
        told = decode(kept)
    except (KeyError, TypeError, ValueError):
        return None
    return told if isinstance(told, Text) else None

"""Days of ledger entries: the one that an entry speaks of, and those that it names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from taktgeber.core import Entry


def day_of(entry: Entry) -> date:
    """The day an entry speaks of: its own "day", or the day it was written."""
    return date_in(entry.payload, "day") or entry.at.date()


def date_in(body: Mapping[str, Any], name: str) -> date | None:
    value = body.get(name)
    return date.fromisoformat(value) if isinstance(value, str) else None

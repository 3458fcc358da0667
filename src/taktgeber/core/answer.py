"""What a verb gives back: sentences and tables for people, data for machines, from one object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .section import Finding, Table
from .text import Text


@dataclass(frozen=True, slots=True)
class Answer:
    """data: JSON values only (use core.encode for house values), as the verb's schema documents.

    code: 0 done; 1 where the verb looked and the finding is bad (a broken ledger, a failed check).
    """

    says: tuple[Text, ...]
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    code: int = 0

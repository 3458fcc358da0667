"""The house rules that the ledger itself holds, one function each."""

from __future__ import annotations

from taktgeber.core import Rule

RULES: tuple[Rule, ...] = ()

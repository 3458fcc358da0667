"""One attempt, both ways: refused and kept when decided, accepted with a breach when found."""

from __future__ import annotations

from typing import Any

from taktgeber.core.format import show
from taktgeber.govern import (
    BREACHES,
    REFUSALS,
    LedgerBook,
)

from .cast import (
    CLERK,
    refused,
)


def both(book: LedgerBook, rule: int, kind: str, body: dict[str, Any], actor: str = CLERK) -> str:
    """Refused when decided, and kept as refused; accepted when found, with one breach. Gives the words."""
    before, last = len(book.state(REFUSALS)), book.count()
    wrong = refused(book.decide, kind, body, actor)
    assert (wrong.rule, wrong.entry) == (rule, last + 1)
    assert len(book.state(REFUSALS)) == before + 1
    kept = book.state(REFUSALS)[-1]
    assert (kept.kind, kept.actor, kept.rule) == (kind, actor, rule)
    entry = book.found(kind, body, actor, "books, 2025-03-10")
    opened = [b for b in book.state(BREACHES) if b.entry == entry.seq]
    assert {b.rule for b in opened} >= {rule}
    assert all(b.owner and b.mended is None for b in opened)
    assert book.state(REFUSALS)[-1].found_as == (entry.seq,)
    assert book.verify() is None
    return show(wrong.says)

"""What a verb gives back: sentences and tables for people, data for machines, from one object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .catalogue import ENGLISH
from .section import Finding, Table
from .text import Text

if TYPE_CHECKING:
    from .page import Page


@dataclass(frozen=True, slots=True)
class Answer:
    """data: JSON values (use core.encode for house values) and texts, as the verb's schema documents.

    code: 0 done; 1 where the verb looked and the finding is bad (a broken ledger, a failed check).
    once: it holds a secret, shown in this answer alone and kept nowhere. renews: the session gets a new secret.
    page: what a browser shows in place of the page that the form came from, here and now; kept nowhere either.
    """

    says: tuple[Text, ...]
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    code: int = 0
    once: bool = False
    renews: bool = False
    page: Page | None = None

    def plain(self, locale: str = ENGLISH) -> dict[str, Any]:
        """The data with their texts in the reader's language."""
        return {name: _plain(value, locale) for name, value in self.data.items()}


def _plain(value: Any, locale: str) -> Any:
    from .format import show

    if isinstance(value, Text):
        return show(value, locale)
    if isinstance(value, Mapping):
        return {name: _plain(inner, locale) for name, inner in value.items()}
    return [_plain(inner, locale) for inner in value] if isinstance(value, list | tuple) else value

"""A visit: one reader at one moment, with the house open. What a page or an act is handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from taktgeber.core import Refusal, text

from .house import House

if TYPE_CHECKING:
    from taktgeber.govern.accounts import Accounts
    from taktgeber.govern.permissions import Access, Permission


@dataclass(frozen=True, slots=True)
class Visit:
    """query: what stood after the question mark and in the path; session: of a signed-in browser, "" over HTTP;
    origin: the address of this site as people type it."""

    house: House
    accounts: Accounts
    access: Access
    locale: str
    query: Mapping[str, str] = field(default_factory=dict)
    session: str = ""
    origin: str = ""

    @property
    def person(self) -> str:
        return self.access.person

    def today(self) -> date:
        return self.house.book.today()

    def require(self, permission: Permission, *, market: str | None = None, unit: str | None = None,
                mode: str | None = None, person: str | None = None) -> None:  # fmt: skip
        """Refuse in words where the reader's role does not allow it, for this market, unit or hand."""
        if not self.access.allows(permission, market=market, unit=unit, mode=mode, person=person):
            raise Refusal(
                permission,
                text("your role does not allow this here."),
                text("Ask who holds the role; roles are decided in the ledger by the sponsor."),
            )

    def name_of(self, person: str) -> str | None:
        """The name behind a pseudonym, where the reader may see it; each such look is noted."""
        if not self.access.allows("see.names", person=person):
            return None
        found = self.accounts.people.name_of(person)
        if found and person != self.person:
            self.accounts.note_read(self.person, "name", person, 1, "shown on a page")
        return found

    def names(self) -> Mapping[str, str]:
        """Everybody's name, where the reader may see all; such a list is noted once, with its length."""
        found = self.accounts.people.names() if "all" in self.access.scopes("see.names") else {}
        if found:
            self.accounts.note_read(self.person, "names", None, len(found), "a list on a page")
        return found

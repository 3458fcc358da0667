"""Who acts, where a command names a person or a role."""

from __future__ import annotations

from taktgeber.core import Refusal, text

from .book import LedgerBook
from .roles import PEOPLE


def who(book: LedgerBook, named: str) -> str:
    """A pseudonym as it is, or the one person who holds the role by decision today."""
    if ":" in named or named.startswith("p-"):
        return named
    role = named.replace(" ", "_")
    holders = sorted(
        {r.person for r in book.state(PEOPLE).roles(book.today()) if r.role == role and r.standing == "decided"}
    )
    if len(holders) == 1:
        return holders[0]
    told = text("{holders} hold it.", holders=tuple(holders)) if holders else text("Nobody holds it by decision.")
    raise Refusal(
        "--as",
        text("{named} is not one person. {told}", named=named, told=told),
        text("Give a pseudonym, such as p-3f2a09c1d2e4. Roles are listed by: takt ledger replay DAY"),
    )

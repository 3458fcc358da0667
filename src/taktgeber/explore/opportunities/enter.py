"""What people do with opportunities: say one, change what is known of it. Each is one entry that the rules judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from taktgeber.core import Entry, Refusal, text
from taktgeber.explore.short_name import short_name_of

from .opportunity import OPPORTUNITIES, Opportunity

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

PARTS = ("says", "segment", "proposition", "model", "worth", "differs", "customers", "partners", "premises", "state")


def say_opportunity(book: LedgerBook, fields: Mapping[str, Any], actor: str) -> Entry:
    """fields: says, and any other of `PARTS`; opportunity, its short name, is made from what it says if not given."""
    known = book.state(OPPORTUNITIES)
    name = fields.get("opportunity") or short_name_of(" ".join(str(fields.get("says", "")).split()[:6]), known.by_name)
    if not name:
        raise Refusal(text("What it says"), text("this field is empty."), text("Fill it in."))
    if short_name_of(name, ()) != name:  # it stands in addresses
        raise Refusal(text("Short name"), text('"{written}" is no short name.', written=name[:80]),
                      text("Lower-case words with hyphens."))  # fmt: skip
    if name in known.by_name:
        raise Refusal(text("Short name"),
                      text('the opportunity "{name}" is known already.', name=name),
                      text("Change it, or give another short name."))  # fmt: skip
    return book.decide("opportunity", {**_said(fields), "opportunity": name, "day": book.today().isoformat()}, actor)


def change_opportunity(book: LedgerBook, name: str, changes: Mapping[str, Any], actor: str) -> Entry:
    """changes: any of `PARTS` and reason; what is not named stays as it was."""
    known = find_opportunity(book, name)
    body = {**_said(_plain(known)), **_said(changes), "opportunity": name, "day": book.today().isoformat()}
    return book.decide("opportunity", body, actor)


def find_opportunity(book: LedgerBook, name: str) -> Opportunity:
    found = book.state(OPPORTUNITIES).get(name)
    if found is None:
        raise Refusal("opportunities", text('nobody has said an opportunity "{name}".', name=name[:80]),
                      text("All are listed by: takt lab opportunity"))  # fmt: skip
    return found


def _plain(known: Opportunity) -> dict[str, Any]:
    return {part: getattr(known, part) for part in PARTS}


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, lists as lists."""
    given = {name: fields[name] for name in (*PARTS, "reason") if fields.get(name)}
    return {name: list(value) if isinstance(value, tuple | list) else value for name, value in given.items()}

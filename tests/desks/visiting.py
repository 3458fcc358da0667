"""Visits for the tests of pages: somebody with given roles in a small house, without a browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from taktgeber.core import Field, Page
from taktgeber.core.format import show
from taktgeber.cycle import House
from taktgeber.cycle.visit import Visit
from taktgeber.govern.accounts import Accounts, open_accounts
from taktgeber.govern.permissions import access_of
from taktgeber.web.fields import read_fields


def accounts_of(house: House) -> Accounts:
    return open_accounts(house.workspace.people_address, clock=house.clock)


def visit_of(house: House, accounts: Accounts, person: str, query: Mapping[str, str] | None = None) -> Visit:
    """As who the ledger says this person is on the house's day."""
    return Visit(house, accounts, access_of(house.book, person, house.book.today()), "en_GB", query or {})


def give_role(house: House, sponsor: str, person: str, role: str, unit: str | None = None) -> None:
    body: dict[str, Any] = {"person": person, "role": role, "first": "2024-01-01"}
    house.book.decide("role", body | ({"unit": unit} if unit else {}), sponsor)


def filled(fields: Iterable[Field], **given: Any) -> dict[str, Any]:
    """The fields of an act as the web hands them over, from what is typed."""
    typed = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
    return read_fields(tuple(fields), typed, "GBP")


def words_of(page: Page) -> str:
    """All that a page says, in English."""
    said: list[Any] = [page.title, page.sentence]
    if page.empty:
        said += [page.empty.will_show, page.empty.needs]
    for section in page.sections:
        said += [section.headline, *section.how, *section.findings]
        for table in section.tables:
            said += [table.caption, *table.columns, *(cell for row in table.rows for cell in row)]
        said += [part for tile in section.tiles for part in (tile.label, tile.now)]
    for card in page.cards:
        said += [card.title, *card.says, *((card.state,) if card.state else ())]
    return "\n".join(show(each) for each in said)

"""An initiative starts with three fields: what we do not know, what we may lose, until when. All else comes later.

Its horizon is that of the unit's mandate, since the lab is read over that; what it is judged by and what it is called
in budgets stay empty until somebody says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from taktgeber.core import Entry, Refusal, Text, text
from taktgeber.explore.short_name import short_name_of
from taktgeber.govern import INITIATIVES, UNITS, Initiative

from .entry_body import body_of

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

THREE: Mapping[str, Text] = {
    "unknown": text("What we do not know"),
    "lose": text("What may be lost"),
    "until": text("Until when"),
}
PARTS = ("unknown", "lose", "until", "name", "labels", "metrics", "horizon_beats", "distance", "why", "charter",
         "opportunity", "premises", "approach", "competences", "partners", "maturity", "state", "unit")  # fmt: skip


def start_initiative(book: LedgerBook, fields: Mapping[str, Any], actor: str) -> Entry:
    """fields: name, unknown, lose (Money), until (a day); any other of `PARTS`."""
    return book.decide("initiative", starting_body(book, fields, set(book.state(INITIATIVES).said)), actor)


def starting_body(book: LedgerBook, fields: Mapping[str, Any], taken: set[str]) -> dict[str, Any]:
    """taken: short names that are used already; the new one is added to them."""
    given = {name: value for name, value in fields.items() if value not in (None, "", (), [])}
    for field, label in {"name": text("What it is called"), **THREE}.items():
        if field not in given:
            raise Refusal(label, text("this field is empty."), text("Fill it in."))
    unit = lab_unit(book, given.get("unit"))
    name = short_name_of(given["name"], taken)
    if not name:
        raise Refusal(text("What it is called"), text("no short name can be made of it."),
                      text("Give it a name with a letter or a digit."))  # fmt: skip
    taken.add(name)
    return {
        "labels": [], "metrics": [], "state": "running", **_plain(given), "initiative": name, "unit": unit,
        "horizon_beats": given.get("horizon_beats") or _horizon(book, unit),
    }  # fmt: skip


def called_alike(one: Initiative) -> tuple[Text, ...]:
    """To be told of one that has just begun under a name that another has: they are easily taken for each other."""
    if one.initiative == short_name_of(one.name, ()):
        return ()
    return (text('Another initiative is called "{name}" too: this one is "{short}", in a shell and in budgets.',
                 name=one.name, short=one.initiative),)  # fmt: skip


def change_initiative(book: LedgerBook, name: str, changes: Mapping[str, Any], actor: str) -> Entry:
    """changes: any of `PARTS` but unit and distance, and reason; what is not named stays as it was."""
    known = find_initiative(book, name)
    return book.decide("initiative", body_of(known, **_plain(changes)), actor)


def find_initiative(book: LedgerBook, name: str) -> Initiative:
    found = book.state(INITIATIVES).get(name)
    if found is None:
        raise Refusal("initiatives", text('the ledger knows no initiative "{name}".', name=name[:80]),
                      text("All of the lab are listed by: takt lab board"))  # fmt: skip
    return found


def lab_unit(book: LedgerBook, asked: str | None = None) -> str:
    """The one unit that explores; where there are several, the one that was asked for."""
    units = [unit for unit, state in book.state(UNITS).units.items() if state.mode == "explore"]
    if asked in units or (len(units) == 1 and asked is None):
        return str(asked or units[0])
    if not units:
        raise Refusal(text("Unit"), text("no unit of this house explores yet."),
                      text("Decide a unit with the mode explore first, on the page Begin."))  # fmt: skip
    wrong = text("several units explore.") if asked is None else text('"{unit}" does not explore.', unit=asked)
    raise Refusal(text("Unit"), wrong, text("Name one of: {known}.", known=tuple(units)))


def _horizon(book: LedgerBook, unit: str) -> int:
    """Of the unit's mandate in force; without one, of the one beat that is known."""
    mandate = book.state(UNITS).mandate(unit, book.today())
    return mandate.horizon_beats if mandate is not None else 1


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    made = {name: fields[name] for name in (*PARTS, "reason") if name in fields}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in made.items()}

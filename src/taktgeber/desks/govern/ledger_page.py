"""The ledger on the web: its newest entries, by question, a page at a time; and the same as a table to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from taktgeber.core import Entry, Field, Page, Refusal, Sent, Text, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import role_of
from taktgeber.govern.entering import kind_named
from taktgeber.govern.history import LOOK, Looked, search
from taktgeber.govern.kinds import KINDS, OTHERS

from .shown import entry_data, what_it_says
from .sight import sees
from .verifying import state_of_chain, verify_form

SCREEN, FILE = 30, 50_000  # entries of one page, and of one file
QUERY = (
    Field("kind", text("Kind"), "choice", required=False,
          choices=tuple((kind, kind_named(kind)) for kind in sorted((*KINDS, *OTHERS)))),
    Field("from", text("Not before"), "date", required=False),
    Field("person", text("Person (pseudonym)"), required=False, most=40),
    Field("q", text("Words in it"), required=False, most=100),
    Field("before", text("Before entry"), "number", required=False),
)  # fmt: skip
LINKS = (
    ("/ledger", text("Entries")),
    ("/ledger/breaches", text("Breaches")),
    ("/ledger/refusals", text("Refusals")),
    ("/ledger/as-of", text("As of a day")),
    ("/ledger/enter", text("Enter")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in one line of the page."""

    seq: int
    day: date
    who: Text | str
    standing: Text | str
    kind: Text | str
    what: Text | str


def ledger(visit: Visit) -> Page:
    looked = _search(visit, SCREEN, LOOK)
    chain = state_of_chain(visit)
    lines = tuple(line_of(visit, entry) for entry in looked.entries)
    data = {"head": visit.house.book.head(), "entries": [entry_data(entry) for entry in looked.entries],
            "before": looked.before, "back_to": looked.back}  # fmt: skip
    return Page(
        title=text("Ledger"), sentence=chain.sentence, links=links_of(visit), template="ledger.html", twin=data,
        refresh=2 if chain.running else None,
        extra={"lines": lines, "filters": QUERY[:-1], "older": _older(visit, looked), "nothing": _nothing(looked),
               "csv": _with("/ledger/entries.csv", visit), "verify": verify_form(), "head": data["head"]},
    )  # fmt: skip


def links_of(visit: Visit) -> tuple[tuple[str, Text], ...]:
    """The desk's pages that this reader may open."""
    enters = visit.access.allows("enter.found") or visit.access.allows("enter.decided")
    opens = {"/ledger/enter": enters, "/ledger/as-of": "all" in visit.access.scopes("see.ledger")}
    return tuple(link for link in LINKS if opens.get(link[0], True))


def entries_csv(visit: Visit) -> Sent:
    """The entries that the page's question finds, the newest first."""
    from taktgeber.core.spreadsheet import csv_bytes

    looked = _search(visit, FILE, FILE)
    head = ("entry", "at", "actor", "kind", "standing", "source", "body", "previous", "hash")
    rows = (
        (str(e.seq), e.at.isoformat(), e.actor, e.kind, e.standing, e.source, e.body.decode(), e.previous, e.hash)
        for e in looked.entries
    )
    return Sent(csv_bytes(head, rows), "text/csv; charset=utf-8", "ledger.csv")


def line_of(visit: Visit, entry: Entry) -> Line:
    return Line(
        entry.seq, entry.at.date(), _by(visit, entry), named(entry.standing), kind_named(entry.kind),
        what_it_says(entry),
    )  # fmt: skip


def _by(visit: Visit, entry: Entry) -> Text | str:
    """By role; of what the machine did, also for whom."""
    asked = entry.payload.get("asked")
    if not isinstance(asked, str):
        return role_of(visit, entry.actor)
    return text("{machine}, asked by: {roles}", machine=role_of(visit, entry.actor), roles=role_of(visit, asked))


def _search(visit: Visit, most: int, look: int) -> Looked:
    asked = visit.query
    before = int(asked["before"]) if asked.get("before") else None
    since = date.fromisoformat(asked["from"]) if asked.get("from") else None
    return search(
        visit.house.book, _wanted(visit), kind=asked.get("kind", ""), since=since,
        before=None if before is None else max(before, 1), most=most, look=look,
    )  # fmt: skip


def _wanted(visit: Visit) -> Callable[[Entry], bool]:
    person, words = visit.query.get("person", "").strip(), visit.query.get("q", "").strip().casefold()

    def wanted(entry: Entry) -> bool:
        if person and person != entry.actor and f'"{person}'.encode() not in entry.body:
            return False
        if words and words not in entry.body.decode().casefold() and words not in entry.source.casefold():
            return False
        return sees(visit, entry)

    if '"' in person or "\\" in person:
        raise Refusal("person", text("this is no pseudonym."), text("Give one such as p-3f2a09c1d2e4."))
    return wanted


def _nothing(looked: Looked) -> Text | None:
    if looked.entries:
        return None
    if looked.before is not None:
        return text("Nothing down to entry {back} answers this. Look further back.", back=str(looked.back))
    return text("No entry answers this.")


def _older(visit: Visit, looked: Looked) -> str | None:
    return None if looked.before is None else _with("/ledger", visit, before=str(looked.before))


def _with(path: str, visit: Visit, **more: str) -> str:
    known = {f.name for f in QUERY} - {"before"}
    asked = {name: value for name, value in visit.query.items() if name in known} | more
    return f"{path}?{urlencode(asked)}" if asked else path

"""Entries and breaches as rows for people and as data for machines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any, cast

from taktgeber.core import Entry, Table, Text, decode, encode, text, text_n
from taktgeber.core.format import show
from taktgeber.core.names import named
from taktgeber.customers.heard import ABOUT
from taktgeber.govern.kinds import KINDS, is_day

if TYPE_CHECKING:
    from taktgeber.govern import Breach, RefusalState


# Fields that hold a word of the house, which is said in the reader's language.
CODES = {
    "role", "mode", "standing", "state", "verdict", "autonomy", "measures", "kind", "level",
    "hand", "method", "question", "finds",
}  # fmt: skip


def entry_data(entry: Entry) -> dict[str, Any]:
    return {
        "entry": entry.seq,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "kind": entry.kind,
        "standing": entry.standing,
        "source": entry.source,
        "body": dict(entry.payload),
        "hash": entry.hash,
    }


def entry_table(entries: Sequence[Entry]) -> Table:
    columns = (text("Entry"), text("Day"), text("By"), text("Standing"), text("Kind"), text("What"))
    rows = tuple(
        (str(e.seq), e.at.date().isoformat(), e.actor, named(e.standing), e.kind, what_it_says(e)) for e in entries
    )  # fmt: skip
    return Table(columns, rows, text("Entries of the ledger, the newest last"))


def what_it_says(entry: Entry) -> Text | str:
    """The entry in a line: its first texts, and where a found one comes from."""
    body, told = entry.payload, cast("Text | str", "")
    if isinstance(body.get("says"), dict):
        told = in_words(body["says"])
    elif entry.kind == "planned":
        ids = tuple(str(item["proposal"]["id"]) for item in body["proposals"])
        told = text("{day}: {proposals}", day=body["beat"]["first"]["day"], proposals=ids)
    elif entry.kind == "loaded":
        told = text_n("{file}: {n} row of {table}", "{file}: {n} rows of {table}", int(body["rows"]),
                      file=body["file"], table=named(body["table"]))  # fmt: skip
    elif entry.kind == "closed":
        told = text_n("{day}: one forecast scored", "{day}: {n} forecasts scored", len(body["scores"]),
                      day=body["beat"]["first"]["day"])  # fmt: skip
    else:
        held = [(name, body[name]) for name in KINDS.get(entry.kind, body) if name in body]
        values = [_value(name, value) for name, value in held if isinstance(value, str | int | float | dict)]
        told = _beside([value for value in values if value][:6])
    sourced = entry.standing == "found" and entry.kind not in ("loaded", "heard") and entry.source
    return text("{told} [{source}]", told=told, source=entry.source) if sourced else told


def _beside(values: Sequence[Text | str]) -> Text | str:
    """One after the other. Never as one string: each is said in the reader's language when it is shown."""
    return reduce(lambda said, more: text("{said} · {more}", said=said, more=more), values) if values else ""


def _value(name: str, value: Any) -> Text | str:
    """A value of a body; "" for what says nothing by itself, a digest or a tick: it stands on the entry's own page."""
    if isinstance(value, dict):
        return in_words(value) if "is" in value else _beside([text("{name} {value}", name=k, value=str(v))
                                                              for k, v in value.items()])  # fmt: skip
    if isinstance(value, bool) or is_digest(value):
        return ""
    if not isinstance(value, str):
        return str(value)
    if name == "about":
        return ABOUT.get(value, value)
    if is_day(value):
        return text("{day}", day=date.fromisoformat(value))
    return named(value) if name in CODES else value


def is_digest(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and not set(value) - set("0123456789abcdef")


def in_words(value: Any) -> Text | str:
    """A house value that stands in a body. What was entered by hand may look like one and be none."""
    try:
        made = decode(list(value) if isinstance(value, tuple) else value)
        show(made)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError):
        return str(value)
    return made if isinstance(made, Text) else text("{value}", value=made)


def breach_data(breach: Breach) -> dict[str, Any]:
    return {
        "rule": breach.rule,
        "entry": breach.entry,
        "subject": breach.subject,
        "against": breach.against,
        "owner": breach.owner,
        "says": breach.says,
        "since": breach.since.isoformat(),
        "mended": breach.mended.isoformat() if breach.mended else None,
        "words": encode(breach.says),
    }


_OPEN = text("open")


def breach_table(breaches: Sequence[Breach]) -> Table:
    columns = (text("House rule"), text("Since"), text("Entry"), text("What"), text("Owner"), text("Mended"))
    rows = tuple(
        (str(b.rule), b.since.isoformat(), str(b.entry), b.says, b.owner, b.mended.isoformat() if b.mended else _OPEN)
        for b in breaches
    )
    return Table(columns, rows, text("Broken house rules"))


def told_again(refusal: RefusalState) -> Text:
    return text(
        "Entry {found} says as found what was refused when it was to be decided (entry {entry}): {says}",
        found=tuple(map(str, refusal.found_as)), entry=str(refusal.entry), says=refusal.says,
    )  # fmt: skip

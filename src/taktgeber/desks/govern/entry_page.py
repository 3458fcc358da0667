"""One entry of the ledger: its body in words, who wrote it, what it belongs to, and its place in the chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Entry, NotThere, Page, Refusal, Text, text
from taktgeber.core.names import named, purse_named
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import who_is
from taktgeber.govern.entering import kind_named, label_of
from taktgeber.govern.history import links

from .ledger_page import links_of
from .shown import CODES, entry_data, in_words, is_digest, what_it_says
from .sight import sees

Value = Text | str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a definition list; within: a list inside of it."""

    label: Value
    value: Value = ""
    within: tuple[Row, ...] = ()
    code: bool = False


def entry(visit: Visit) -> Page:
    one = _entry(visit, visit.query["seq"])
    rows = tuple(_row(visit, one.kind, name, value) for name, value in _body(one).items())
    facts = (
        Row(text("When"), text("{day}, {time} UTC", day=one.at.date(), time=f"{one.at:%H:%M:%S}")),
        Row(text("By"), who_is(visit, one.actor)),
        Row(text("Pseudonym"), one.actor, code=True),
        Row(text("How it stands"), named(one.standing)),
        *((Row(text("Known from"), one.source),) if one.source else ()),
    )
    chain = (Row(text("Hash"), one.hash, code=True), Row(text("Hash of the entry before"), one.previous, code=True))
    linked = tuple((words, seq) for words, seq in links(visit.house.book, one) if _open(visit, seq))
    return Page(
        title=text("Entry {number}", number=str(one.seq)), sentence=_sentence(one), links=links_of(visit),
        template="entry.html", twin=entry_data(one) | {"previous": one.previous, "links": [n for _, n in linked]},
        extra={"before": _open(visit, one.seq - 1), "after": _open(visit, one.seq + 1), "rows": rows, "facts": facts,
               "chain": chain, "linked": linked},
    )  # fmt: skip


def _open(visit: Visit, seq: int) -> int | None:
    """The number of an entry, where there is one that this reader may open."""
    found = visit.house.book.entry(seq) if seq > 0 else None
    return seq if found is not None and sees(visit, found) else None


def _entry(visit: Visit, asked: str) -> Entry:
    found = visit.house.book.entry(int(asked)) if asked.isdecimal() and len(asked) < 16 else None
    if found is None:
        raise NotThere("ledger", text("the ledger has no entry {number}.", number=asked[:40]),
                       text("Its newest is entry {last}.", last=str(visit.house.book.count())))  # fmt: skip
    if not sees(visit, found):
        raise Refusal("see.ledger", text("your role does not see this entry."),
                      text("It belongs to another hand. An auditor or the sponsor sees the whole ledger."))  # fmt: skip
    return found


def _sentence(one: Entry) -> Text:
    says = what_it_says(one)
    if one.kind == "refused":
        return text("Refused by house rule {rule}: {says}", rule=str(one.payload.get("rule") or "-"), says=says)
    if one.kind == "breach":
        return text("House rule {rule} is broken: {says}", rule=str(one.payload["rule"]), says=says)
    return text("{kind}: {says}", kind=kind_named(one.kind), says=says)


def _body(one: Entry) -> Mapping[str, Any]:
    return {name: value for name, value in one.payload.items() if not (one.kind == "refused" and name == "says")}


def _row(visit: Visit, kind: str, name: str, value: Any) -> Row:
    label = label_of(kind, name)
    if isinstance(value, str) and value.startswith("p-"):
        return Row(label, text("{who}, {person}", who=who_is(visit, value), person=value))
    if isinstance(value, str) and name == "kind":
        return Row(label, kind_named(value))
    if isinstance(value, str) and name in ("source", "target"):
        return Row(label, purse_named(value))
    if isinstance(value, str) and name in CODES:
        return Row(label, named(value))
    if isinstance(value, Mapping) and "is" not in value:
        return Row(label, within=tuple(_row(visit, kind, str(k), v) for k, v in value.items()))
    if isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(v, Mapping) for v in value):
        return Row(label, within=tuple(_part(visit, kind, i, v) for i, v in enumerate(value, 1)))
    return Row(label, plain(value), code=is_digest(value))


def _part(visit: Visit, kind: str, number: int, value: Any) -> Row:
    if isinstance(value, Mapping) and "is" in value:
        return Row(str(number), plain(value))
    if isinstance(value, Mapping):
        inner = value["proposal"] if kind == "planned" and isinstance(value.get("proposal"), Mapping) else None
        if inner is not None:
            return Row(plain(inner.get("id", number)), plain(inner.get("says", "")))
        return Row(str(number), within=tuple(_row(visit, kind, str(k), v) for k, v in value.items()))
    return Row(str(number), plain(value))


def plain(value: Any) -> Value:
    """A value of a body in words."""
    match value:
        case None:
            return ""
        case bool():
            return text("yes") if value else text("no")
        case str():
            return _day(value)
        case int() | float():
            return str(value)
    return in_words(value)


def _day(written: str) -> Value:
    try:
        return text("{day}", day=date.fromisoformat(written)) if len(written) == 10 else written
    except ValueError:
        return written

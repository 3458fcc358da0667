"""What people do with the registry: say a hypothesis, register, conclude, bring field work, write an insight.

Each is one entry that the book's rules accept or refuse in words. What the ledger knows already (the day, the hand)
is not asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from taktgeber.core import Entry, Refusal, text

from .memory import REGISTRY, Registry
from .outcome import outcome_of
from .record import find_experiment

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

Fields = Mapping[str, Any]


def write_down(book: LedgerBook, tables: Mapping[str, Fields], actor: str) -> tuple[Entry, ...]:
    """tables: by kind (hypothesis, experiment, fieldwork, insight), in the order in which one rests on the other; an
    experiment, field work and an insight are of the hypothesis that stands beside them, where they name none. All or
    none is entered."""
    registry, today = book.state(REGISTRY), book.today().isoformat()
    return book.decide_all(tuple(_entries(tables, registry, today)), actor)


def say_hypothesis(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """fields: hypothesis, says, hand, question; chance and on where they are known."""
    return write_down(book, {"hypothesis": fields}, actor)[0]


def register_experiment(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """fields: as in `Registration`, without hand and day. The first day is today or later."""
    return write_down(book, {"experiment": fields}, actor)[0]


def bring_fieldwork(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """fields: as in `Fieldwork`, without hand; day where it was not today. Without names of those who took part."""
    return write_down(book, {"fieldwork": fields}, actor)[0]


def write_insight(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """fields: as in `Insight`, without hand and day; the hand is that of the first hypothesis it rests on. What rests
    on none is of the lab, and names the initiative or the slack that taught it."""
    return write_down(book, {"insight": fields}, actor)[0]


def use_insight(book: LedgerBook, insight: str, by: Sequence[str], actor: str) -> Entry:
    """by: units or roles that build on it from today, never people."""
    return book.decide("reused", {"insight": insight, "by": list(by), "day": book.today().isoformat()}, actor)


def conclude_experiment(
    book: LedgerBook, name: str, does: str, actor: str, *, verdict: str | None = None, reason: str = ""
) -> Entry:
    """verdict: what the figures say, if not given; another one needs a reason. does: what is done now."""
    known = find_experiment(book.state(REGISTRY), name)
    said = verdict or outcome_of(known)
    if said is None:
        raise Refusal(
            name,
            text('"{name}" has not been read for good.', name=name),
            text("Read it first: takt experiment read FILE --experiment {name}", name=name),
        )
    body = {"experiment": name, "hand": known.plan.hand, "verdict": said, "does": does}
    body |= {"day": book.today().isoformat()} | ({"reason": reason} if reason else {})
    return book.decide("concluded", body, actor)


def _entries(tables: Mapping[str, Fields], registry: Registry, today: str) -> Iterator[tuple[str, dict[str, Any]]]:
    said = tables.get("hypothesis", {})
    for kind, table in tables.items():
        body = dict(table)
        if kind in ("experiment", "fieldwork") and "hypothesis" not in body and said:
            body["hypothesis"] = said.get("hypothesis")
        if kind == "insight" and "rests_on" not in body and said:
            body["rests_on"] = [said.get("hypothesis")]
        if kind != "hypothesis":
            body["hand"] = _hand(said, registry, body)
        if kind != "fieldwork" or "day" not in body:
            body["day"] = today
        yield kind, body


def _hand(said: Fields, registry: Registry, body: Fields) -> Any:
    """exploit where nobody has said the hypothesis: the rule then says so in words."""
    rests_on = body.get("rests_on")
    name = body.get("hypothesis", rests_on[0] if isinstance(rests_on, list | tuple) and rests_on else None)
    if said and name == said.get("hypothesis"):
        return said.get("hand")
    if name is None and body.get("on"):
        return "explore"
    known = registry.hypotheses.get(str(name))
    return known.hand if known else "exploit"

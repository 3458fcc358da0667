"""Entering what is so, as found, and what is to be set, as decided: one form a kind, the ledger's rules behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from taktgeber.core import Act, Answer, Card, Entry, Finding, Form, Leaf, Page, Refusal, text
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import role_of
from taktgeber.govern import BREACHES, REFUSALS
from taktgeber.govern.about import about
from taktgeber.govern.entering import Enterable, enterable
from taktgeber.govern.kinds import check_body

from .entry_form import FOUND, body_of, choices_for, fields_of, source_of, with_today
from .ledger_page import links_of
from .shown import entry_data, told_again
from .sight import require_near

_KINDS = {one.kind: one for one in enterable()}


def enter(visit: Visit) -> Page:
    """What can be entered, a card a kind."""
    cards = tuple(Card(one.name, (one.says,), link=(f"/ledger/enter/{one.kind}", text("Enter"))) for one in enterable())
    return Page(
        text("Enter"),
        text("What is so is entered as found and always accepted; what is to be set is decided, under the house "
             "rules."),
        cards=cards, links=links_of(visit),
    )  # fmt: skip


def enter_kind(visit: Visit) -> Page:
    one = _KINDS.get(visit.query["kind"])
    if one is None:
        raise Refusal("ledger", text("nobody enters anything of this kind here."),
                      text("Choose one of: {kinds}.", kinds=tuple(_KINDS)))  # fmt: skip
    fields = with_today(fields_of(one, choices_for(visit)), visit.today())
    found = Form(
        f"enter-found-{one.kind}", text("Enter as found"), (*fields, *with_today(FOUND, visit.today())), open=False
    )
    decided = Form(f"enter-decided-{one.kind}", text("Decide it"), fields, open=False)
    cards = []
    if visit.access.allows("enter.found"):
        cards.append(Card(text("It is so"), (text("Found: always accepted. It names where it is known from, gives no "
                          "permission and moves nothing. Where it breaks a house rule it opens a breach, shown "
            "until it "
                          "is mended."),), forms=(found,)))  # fmt: skip
    if one.decided and visit.access.allows("enter.decided"):
        cards.append(Card(text("It is to be so"), (text("Decided: it holds from now on. Where a house rule "
                               "speaks against "
                          "it, it is refused with the rule and the way on, and the refusal is kept."),),
                          forms=(decided,)))  # fmt: skip
    return Page(one.name, one.says, cards=tuple(cards), links=links_of(visit))


def _found(one: Enterable) -> Callable[[Visit, Mapping[str, Any]], Answer]:
    def do(visit: Visit, given: Mapping[str, Any]) -> Answer:
        book = visit.house.book
        body = check_body(one.kind, body_of(one, given))
        require_near(visit, "enter.found", about(book, one.kind, body))
        entry = book.found(one.kind, body, visit.person, source_of(given))
        opened = tuple(b for b in book.state(BREACHES) if b.entry == entry.seq)
        again = tuple(r for r in book.state(REFUSALS) if entry.seq in r.found_as)
        findings = tuple(
            Finding("breach", "warn", b.says,
                    text("This is so in many firms. It stays visible until it is mended; {owner} can mend it by "
                         "a decision "
                         "that changes or ends it.", owner=role_of(visit, b.owner)))
            for b in opened
        )  # fmt: skip
        says = (text("Entered as found: entry {number}.", number=str(entry.seq)), *map(told_again, again))
        return Answer(says, findings=findings, data=_data(entry) | {"breaches": len(opened)})

    return do


def _decided(one: Enterable) -> Callable[[Visit, Mapping[str, Any]], Answer]:
    def do(visit: Visit, given: Mapping[str, Any]) -> Answer:
        body = check_body(one.kind, body_of(one, given))
        require_near(visit, "enter.decided", about(visit.house.book, one.kind, body))
        entry = visit.house.book.decide(one.kind, body, visit.person)
        return Answer((text("Decided: entry {number}.", number=str(entry.seq)),), data=_data(entry))

    return do


def _data(entry: Entry) -> dict[str, Any]:
    return {"entry": entry_data(entry)}


LEAVES = (
    Leaf("/ledger/enter", text("Enter"), "enter.found", enter),
    Leaf("/ledger/enter/{kind}", text("Enter one kind"), "enter.found", enter_kind),
)
ACTS = (
    *(Act(f"enter-found-{one.kind}", text("Enter as found: {kind}", kind=one.name), "enter.found",
          (*fields_of(one), *FOUND), _found(one), f"/ledger/enter/{one.kind}") for one in enterable()),
    *(Act(f"enter-decided-{one.kind}", text("Decide: {kind}", kind=one.name), "enter.decided",
          fields_of(one), _decided(one), f"/ledger/enter/{one.kind}") for one in enterable() if one.decided),
)  # fmt: skip

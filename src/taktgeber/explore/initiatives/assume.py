"""What people do with assumptions: write one down before its test, settle it with what says so.

What says so is a hypothesis of the registry, or an insight that is written with it: no assumption is settled by a tick.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from taktgeber.core import Entry, Refusal, text
from taktgeber.explore.memory import LAB
from taktgeber.explore.short_name import short_name_of

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

PARTS = ("initiative", "assumption", "chance", "lose", "until", "premise", "hypothesis")


def write_assumption(book: LedgerBook, fields: Mapping[str, Any], actor: str) -> Entry:
    """fields: initiative, assumption (a clause that can be false); chance that it holds (a share), lose (Money, on its
    test), until (the answer is due), premise and hypothesis where there are any."""
    body = {name: fields[name] for name in PARTS if fields.get(name) is not None}
    return book.decide("assumption", body | {"state": "open", "day": book.today().isoformat()}, actor)


def settle_assumption(
    book: LedgerBook,
    initiative: str,
    assumption: str,
    holds: bool,
    actor: str,
    *,
    hypothesis: str | None = None,
    learned: str = "",
    best_before: date | None = None,
) -> tuple[Entry, ...]:
    """learned: in a sentence, kept as an insight of the initiative. At least one of hypothesis and learned."""
    from taktgeber.evidence import REGISTRY

    if not hypothesis and not learned.strip():
        raise Refusal(text("What says so"), text("neither a hypothesis nor what was learned is named."),
                      text("Name the hypothesis that was tested, or say in a sentence what was learned."))  # fmt: skip
    today = book.today().isoformat()
    items: list[tuple[str, dict[str, Any]]] = []
    if learned.strip():
        known = book.state(REGISTRY).insights
        insight = {"insight": short_name_of(f"{initiative} {learned}", known), "hand": "explore", "says": learned,
                   "holds": holds, "on": initiative, "day": today}  # fmt: skip
        insight |= {"rests_on": [hypothesis]} if hypothesis else {}
        insight |= {"best_before": best_before.isoformat()} if best_before else {}
        items.append(("insight", insight))
    settled = {"initiative": initiative, "assumption": find_assumption(book, initiative, assumption), "day": today,
               "state": "held" if holds else "refuted"}  # fmt: skip
    items.append(("assumption", settled | ({"hypothesis": hypothesis} if hypothesis else {})))
    return book.decide_all(items, actor)


def find_assumption(book: LedgerBook, initiative: str, asked: str) -> str:
    """By its words, or by the number of the entry that said it last."""
    every = book.state(LAB).assumptions_of(initiative)
    found = [one.assumption for one in every if asked in (one.assumption, str(one.entry))]
    if not found:
        raise Refusal(
            text("What must be true"),
            text('"{initiative}" knows no assumption "{words}".', initiative=initiative, words=asked[:80]),
            text("It knows: {known}.", known=tuple(one.assumption for one in every)) if every
            else text("Write it down first: takt lab assume."),
        )  # fmt: skip
    return found[0]

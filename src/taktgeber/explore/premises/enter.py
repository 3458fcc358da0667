"""What people do with premises: say one, write down what was seen, decide how it stands, set its next review.

Each is one entry that the book's rules accept or refuse in words; shell, form and demo go through the same function.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from taktgeber.core import Entry, Refusal, text
from taktgeber.explore.short_name import short_name_of

from .memory import PREMISES
from .premise import Premise, State, revised
from .premise_rules import said_before, unknown

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

Fields = Mapping[str, Any]


def say_premise(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """fields: premise (its short name), says, refutes; owner, review, rests, share where they are known. The day is
    today. Raises Refusal where the name was given before."""
    name = fields["premise"]
    known = book.state(PREMISES).premises.get(name)
    if known is not None:
        raise Refusal(name, *said_before(known))
    _require_short(name)
    return book.decide("premise", {**fields, "day": book.today().isoformat()}, actor)


def note_seen(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """fields: premise, speaks, says; source, hypothesis, signal where there are some, day where it was not today.
    Its short name is made from what it says, unless `observed` gives one."""
    state = book.state(PREMISES)
    find_premise(book, fields["premise"])
    name = fields.get("observed") or short_name_of(fields["says"], state.observed) or f"seen-{len(state.observed) + 1}"
    _require_short(name)
    return book.decide("observed", {"day": book.today().isoformat(), **fields, "observed": name}, actor)


def decide_state(book: LedgerBook, name: str, state: State, reason: str, actor: str) -> Entry:
    """The sponsor's; saying again that it holds, against what was seen, is a decision as well."""
    known = find_premise(book, name)
    body = revised(known, state=state, reason=reason, day=book.today().isoformat())
    return book.decide("premise", body, actor)


def review_premise(book: LedgerBook, name: str, fields: Fields, actor: str) -> Entry:
    """fields: what changes of owner, review, rests, share, and a reason; all else stays."""
    known = find_premise(book, name)
    return book.decide("premise", revised(known, **fields, day=book.today().isoformat()), actor)


def find_premise(book: LedgerBook, name: str) -> Premise:
    """Raises Refusal where nobody has said it."""
    known = book.state(PREMISES).premises.get(name)
    if known is None:
        raise Refusal(name[:80], *unknown(name[:80]))
    return known


def _require_short(name: str) -> None:
    if short_name_of(name, ()) != name:
        raise Refusal(text("Short name"), text('"{written}" is no short name.', written=name[:80]),
                      text("Lower-case words with hyphens."))  # fmt: skip

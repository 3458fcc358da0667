"""What people do with the registry: say a hypothesis, register, conclude, bring field work, write an insight.

Each is one entry that the book's rules accept or refuse in words. What the ledger knows already (the day, the hand)
is not asked for again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from taktgeber.core import Entry, Refusal, text

from .memory import REGISTRY
from .outcome import outcome_of
from .record import find_experiment

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

Fields = Mapping[str, Any]


def say_hypothesis(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """fields: hypothesis, says, hand, question; chance and on where they are known."""
    return book.decide("hypothesis", _dated(book, fields), actor)


def register_experiment(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """fields: as in `Registration`, without hand and day. The first day is today or later."""
    return book.decide("experiment", _dated(book, {**fields, "hand": _hand(book, fields["hypothesis"])}), actor)


def register_with_hypothesis(book: LedgerBook, hypothesis: Fields, experiment: Fields, actor: str) -> tuple[Entry, ...]:
    """Both or none."""
    said = _dated(book, hypothesis)
    frozen = _dated(book, {**experiment, "hypothesis": said["hypothesis"], "hand": said["hand"]})
    return book.decide_all((("hypothesis", said), ("experiment", frozen)), actor)


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
    return book.decide("concluded", _dated(book, body | ({"reason": reason} if reason else {})), actor)


def bring_fieldwork(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """fields: as in `Fieldwork`, without hand; day where it was not today. Without names of those who took part."""
    return book.decide("fieldwork", {**_dated(book, {}), **fields, "hand": _hand(book, fields["hypothesis"])}, actor)


def write_insight(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """fields: as in `Insight`, without hand and day; the hand is that of the first hypothesis it rests on."""
    rests_on = tuple(fields["rests_on"])
    if not rests_on:
        raise Refusal(
            "insight",
            text("it rests on nothing."),
            text("An insight rests on what was tested, or on field work, of a hypothesis."),
        )
    return book.decide("insight", _dated(book, {**fields, "hand": _hand(book, rests_on[0])}), actor)


def _dated(book: LedgerBook, fields: Fields) -> dict[str, Any]:
    return {**fields, "day": book.today().isoformat()}


def _hand(book: LedgerBook, hypothesis: str) -> str:
    """exploit where nobody has said the hypothesis: the rule then says so in words."""
    known = book.state(REGISTRY).hypotheses.get(hypothesis)
    return known.hand if known else "exploit"

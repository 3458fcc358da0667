"""Placing an initiative: how far technology, market and value proposition are from today's business, and why.

A placement that proves it a small step is found, not decided: it is so, and nobody can decide it into the lab's
shelter (house rule 11). It opens a breach, and the next plan proposes to both leads that it leaves the lab.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from taktgeber.core import Entry, Refusal, text
from taktgeber.govern import Initiative, InitiativesState
from taktgeber.govern.kinds import DISTANCES

from .entry_body import body_of
from .start import find_initiative

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

Step = Literal["incremental", "between", "radical"]


def place_initiative(book: LedgerBook, name: str, distance: Mapping[str, int], why: str, actor: str) -> Entry:
    """distance: technology, market, proposition, each 0 (today's), 1 (adjacent) or 2 (new)."""
    known = find_initiative(book, name)
    if not why.strip():
        raise Refusal(text("Why it is this far from today"), text("this field is empty."),
                      text("Say in a sentence what is new, or that nothing is."))  # fmt: skip
    if set(distance) != set(DISTANCES):
        raise Refusal(text("How far from today's business"),
                      text("technology, market and value proposition are said together."),
                      text("Give each of them: 0 today's, 1 adjacent, 2 new."))  # fmt: skip
    body = body_of(known, distance=dict(distance), why=why.strip())
    if step_of(distance) == "incremental" and known.state != "stopped":
        return book.found("initiative", body, actor, f"placed in the lab, {book.today().isoformat()}")
    return book.decide("initiative", body, actor)


def step_of(distance: Mapping[str, int]) -> Step:
    """incremental: nothing new and at most one thing adjacent (house rule 11); radical: two things new, or one new and
    the others adjacent; else between."""
    new, adjacent = (sum(step == far for step in distance.values()) for far in (2, 1))
    if new == 0 and adjacent <= 1:
        return "incremental"
    return "radical" if new >= 2 or (new == 1 and adjacent == 2) else "between"


def placed(initiatives: InitiativesState, name: str) -> Initiative | None:
    """What was said last of where it stands, decided or found; None while nobody has said it."""
    said = [one for one in initiatives.of(name) if one.distance]
    return max(said, key=lambda one: one.entry, default=None)


def proved_incremental(initiatives: InitiativesState, name: str) -> Initiative | None:
    """The newest entry that says it is a small step; a restriction counts if any entry says so."""
    return max((one for one in initiatives.of(name) if one.incremental), key=lambda one: one.entry, default=None)

"""A ledger with a small firm, and premises, observations and signals as people enter them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from taktgeber import evidence
from taktgeber.explore import premises
from taktgeber.explore.premises import PREMISES, Premises
from taktgeber.govern import LedgerBook, open_book
from tests.evidence.registry_cast import ANALYST, LAB, LEAD, SPONSOR, Clock, role

CLERK = "p-c1e4"
SOURCE = "workshop, 2025-03-10"


def new_book(folder: Path, clock: Clock) -> LedgerBook:
    book = open_book(folder / "ledger.sqlite", rules=(*evidence.rules, *premises.rules), clock=clock)
    people = ((SPONSOR, "sponsor"), (LEAD, "exploit_lead"), (LAB, "explore_lead"), (ANALYST, "analyst"),
              (CLERK, "front_line"))  # fmt: skip
    for person, name in people:
        book.decide("role", role(person, name), SPONSOR)
    return book


def premise(name: str = "ads-are-seen", **more: Any) -> dict[str, Any]:
    said = {"premise": name, "says": "People see the ads that we pay for.", "day": "2025-03-10",
            "refutes": "Half of the paid views last less than a second."}  # fmt: skip
    return said | more


def observed(name: str = "eye-study", **more: Any) -> dict[str, Any]:
    seen = {"observed": name, "premise": "ads-are-seen", "speaks": "against", "day": "2025-03-10",
            "says": "Two in three views lasted less than a second."}  # fmt: skip
    return seen | more


def signal(name: str = "short-views", **more: Any) -> dict[str, Any]:
    raised = {"signal": name, "says": "View times fall.", "about": "views", "how": "level", "day": "2025-03-10"}
    return raised | more


def fate(name: str = "short-views", **more: Any) -> dict[str, Any]:
    return {"signal": name, "fate": "shakes", "premise": "ads-are-seen", "day": "2025-03-10"} | more


def known(book: LedgerBook) -> Premises:
    return book.state(PREMISES)

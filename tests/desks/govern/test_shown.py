"""An entry in one line: what a reader can read of it, in the reader's language."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from taktgeber.core import Entry, Money, encode, text
from taktgeber.core.format import show
from taktgeber.desks.govern.shown import what_it_says


def line(kind: str, body: dict[str, Any], locale: str) -> str:
    entry = Entry(7, datetime(2025, 6, 9, tzinfo=UTC), "p-1", kind, "decided", "", b"{}", body, "", "")
    return show(what_it_says(entry), locale)


def test_a_line_says_what_was_decided_in_the_readers_language_and_names_no_digest() -> None:
    body = {"proposal": "2025-06-09/balance", "plan": "a" * 64, "digest": "0" * 64, "verdict": "reject",
            "reason": "too soon", "instead": (), "alone": False}  # fmt: skip
    assert line("decision", body, "de_DE") == "2025-06-09/balance · ablehnen · too soon"


def test_house_values_in_a_line_are_said_in_the_readers_language() -> None:
    body = {
        "day": "2025-06-09",
        "decided": encode(text("cannot tell: {why}", why="x")),
        "lose": encode(Money(950_000, "EUR")),
    }
    assert line("balance_of_another_room", body, "de_DE") == "9. Juni 2025 · nicht zu sagen: x · 9.500\xa0€"

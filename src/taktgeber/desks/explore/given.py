"""What the forms of the lab ask for in more than one place, and how it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from taktgeber.core import Field, Text, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit

ONE_A_LINE = text("One a line.")
FROM = Field("from", text("From which place on"), "number", required=False)
Choices = tuple[tuple[str, Text | str], ...]


def may_write(visit: Visit) -> bool:
    return visit.access.allows("run.lab", mode="explore")


def require_write(visit: Visit) -> None:
    visit.require("run.lab", mode="explore")


def choices(codes: Iterable[str]) -> Choices:
    return tuple((code, named(code)) for code in codes)


def lines(written: str | None) -> list[str]:
    return [line.strip() for line in (written or "").splitlines() if line.strip()]


def filled(given: Mapping[str, Any], words: Iterable[str] = (), lists: Iterable[str] = ()) -> dict[str, Any]:
    """What was filled in; lists from one a line, days as the ledger writes them."""
    made = {name: given[name] for name in words} | {name: lines(given[name]) for name in lists}
    kept = {name: value for name, value in made.items() if value not in (None, "", [], ())}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in kept.items()}


def place_of(visit: Visit) -> int:
    """From which place on a list is shown, counted from 0; what is no number means its beginning."""
    asked = visit.query.get("from", "")
    return max(int(asked) - 1, 0) if asked.isdecimal() and len(asked) < 10 else 0

"""A ledger with a small firm and its experiments: who acts, what is frozen, files of units as they come out."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from taktgeber.evidence import rules
from taktgeber.govern import LedgerBook, open_book

SPONSOR, LEAD, LAB, ANALYST = "p-50a1", "p-c4e7", "p-1ab0", "p-a0a0"
BEGIN = date(2025, 3, 10)


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.now = datetime(2025, 3, 10, 9, tzinfo=UTC)

    def set(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def new_book(folder: Path, clock: Clock) -> LedgerBook:
    book = open_book(folder / "ledger.sqlite", rules=rules, clock=clock)
    book.decide("role", role(SPONSOR, "sponsor"), SPONSOR)
    book.decide("role", role(LEAD, "exploit_lead"), SPONSOR)
    book.decide("role", role(LAB, "explore_lead"), SPONSOR)
    book.decide("role", role(ANALYST, "analyst"), SPONSOR)
    return book


def role(person: str, name: str) -> dict[str, Any]:
    return {"person": person, "role": name, "first": "2025-03-10"}


def hypothesis(name: str = "blue-sells", **more: Any) -> dict[str, Any]:
    said = {"hypothesis": name, "says": "A blue button sells more, because it is seen.", "hand": "exploit",
            "question": "works", "chance": 0.3, "day": "2025-03-10"}  # fmt: skip
    return said | more


def experiment(name: str = "blue", **more: Any) -> dict[str, Any]:
    frozen = {
        "experiment": name, "hand": "exploit", "hypothesis": "blue-sells", "name": "Blue button",
        "method": "randomised", "metric": "spend:unit=EUR", "threshold": "2%", "arms": ["old", "new"],
        "control": "old", "units": 2000, "looks": 1, "first": "2025-03-10", "last": "2025-04-06",
        "rule": "Shown: everywhere. Else: the old one stays.", "market": "Germany", "day": "2025-03-10",
    }  # fmt: skip
    return frozen | more


def units_file(
    file: Path, lift: float, *, units: int = 2000, sd: float = 5.0, seed: int = 1, share: float = 0.5
) -> Path:
    """Units with a spend around 20; the new arm's is `lift` higher; share: of the new arm."""
    source = random.Random(seed)
    rows = []
    for n in range(units):
        new = n < units * share
        rows.append(f"u{n},{'new' if new else 'old'},{source.gauss(20 * (1 + lift * new), sd):.4f}\n")
    source.shuffle(rows)
    file.write_text("user,arm,spend\n" + "".join(rows))
    return file

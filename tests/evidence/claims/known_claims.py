"""Small tables whose law is known: film and drink (it is the sun), and a claim that a lot has made true."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from taktgeber.evidence.claims import ClaimAudit, audit_claim

MONTHS = ("June", "July", "October", "November")


def film_and_drink(rows: int = 1200, seed: int = 3) -> dict[str, list[Any]]:
    """The summer film is shown in summer most, and people drink in summer: the film itself does nothing."""
    draw = random.Random(seed)
    table: dict[str, list[Any]] = {"film": [], "month": [], "drinks": []}
    for _ in range(rows):
        month = draw.choice(MONTHS)
        summer = month in MONTHS[:2]
        table["film"].append("summer" if draw.random() < (0.85 if summer else 0.15) else "autumn")
        table["month"].append(month)
        table["drinks"].append(round(draw.gauss(6 if summer else 2, 1), 2))
    return table


def by_lot(rows: int = 1200, seed: int = 4) -> dict[str, list[Any]]:
    """Who is called is drawn, and a call brings two more drinks."""
    draw = random.Random(seed)
    table: dict[str, list[Any]] = {"called": [], "month": [], "drinks": []}
    for _ in range(rows):
        month, called = draw.choice(MONTHS), draw.random() < 0.5
        table["called"].append("yes" if called else "no")
        table["month"].append(month)
        table["drinks"].append(round(draw.gauss((6 if month in MONTHS[:2] else 2) + 2 * called, 1), 2))
    return table


def turned_round(rows: int = 1200, seed: int = 5) -> dict[str, list[Any]]:
    """Prices rise with demand, and a price takes a drink away."""
    draw = random.Random(seed)
    table: dict[str, list[Any]] = {"dear": [], "month": [], "drinks": []}
    for _ in range(rows):
        month = draw.choice(MONTHS)
        summer = month in MONTHS[:2]
        dear = draw.random() < (0.8 if summer else 0.2)
        table["dear"].append("yes" if dear else "no")
        table["month"].append(month)
        table["drinks"].append(round(draw.gauss((8 if summer else 2) - dear, 1), 2))
    return table


def audited(table: dict[str, list[Any]], exposure: str) -> ClaimAudit:
    return audit_claim(table, "drinks", exposure, ["month"])


def written(table: dict[str, list[Any]], file: Path, separator: str = ",") -> Path:
    lines = [separator.join(table), *(separator.join(map(str, row)) for row in zip(*table.values(), strict=True))]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file

"""The small house with promises to its lab and its performance team. The first beat booked 1,000 pounds: 160 by the
lab (110 of them for boxes), 840 by performance. Today is the first day of the second beat."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from taktgeber.balance.word import held_of
from taktgeber.balance.word.told import Held
from taktgeber.core import Money
from taktgeber.cycle import House
from tests.cycle.small_house import LAB_LEAD, PLANNED, SPONSOR, make_house

TODAY = "2025-06-09"
DAY = "2025-03-10"
SOURCE = "job advertisement, 2025-03-10"


def make_promising_house(root: Path) -> House:
    return make_house(root)


def promise(name: str, right: str, to: str = "unit:lab", **more: Any) -> dict[str, Any]:
    said = {"promise": name, "to": to, "right": right, "says": f"The words of {name}.", "source": SOURCE, "day": DAY}
    return said | more


def promised(house: House, name: str, right: str, to: str = "unit:lab", **more: Any) -> None:
    house.book.found("promise", promise(name, right, to, **more), LAB_LEAD, SOURCE)


def taken(house: House, number: int, level: str, about: str = "unit:lab", **more: Any) -> int:
    """The entry of a decision that was taken elsewhere than here."""
    body = {"taken": f"t{number}", "about": about, "decides": "budget", "level": level, "verdict": "approve",
            "day": "2025-05-01"} | more  # fmt: skip
    return house.book.found("taken", body, SPONSOR, "minutes, 2025-06-01").seq


def held(house: House, name: str = "unit:lab", person: str | None = LAB_LEAD) -> Held:
    return held_of(house.beat(PLANNED), name, house.book.today(), person)


def verdicts(house: House, name: str = "unit:lab", person: str | None = LAB_LEAD) -> dict[str, str]:
    return {one.promise.promise: one.verdict for one in held(house, name, person).outcomes}


def pounds(amount: int) -> Money:
    return Money(amount * 100, "GBP")

"""The small company with experiments of both hands: won, lost, null, stopped by its checks, running, waiting."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from taktgeber.cycle import House, open_house
from taktgeber.evidence.registry.enter import (
    bring_fieldwork,
    conclude_experiment,
    register_experiment,
    say_hypothesis,
    write_insight,
)
from taktgeber.evidence.registry.record import record_look
from taktgeber.workspace import make_workspace
from tests.cycle.small_house import (
    BOOKINGS,
    EXPLOIT_LEAD,
    LAB_LEAD,
    MEDIA,
    SPONSOR,
    TOML,
    booking_rows,
    enter_lab,
    enter_people,
    load,
    media_rows,
)

from .registry_cast import Clock, units_file

ANALYST = "p-a0a000000004"
COLUMNS = {"variant": "arm", "unit": "user"}
NOW = date(2025, 6, 9)
RULE = "Shown: everywhere. Else: the old one stays."


def make_tested_house(root: Path) -> House:
    """On 9 June 2025; the beat to plan begins on that day."""
    clock = Clock()
    house = open_house(make_workspace(root, TOML), clock=clock)
    enter_people(house)
    enter_lab(house)
    for person, role in ((EXPLOIT_LEAD, "exploit_lead"), (ANALYST, "analyst")):
        unit = {"unit": "performance"} if role == "exploit_lead" else {}
        house.book.decide("role", {"person": person, "role": role, "first": "2024-01-01"} | unit, SPONSOR)
    load(house, "bookings", booking_rows(BOOKINGS))
    load(house, "media", media_rows(MEDIA))
    add_experiments(house, root.parent, clock)
    return house


def add_experiments(house: House, folder: Path, clock: Clock) -> None:
    """Between 10 March and 9 June 2025."""
    book = house.book
    say("blue-sells", "A blue button sells more, because it is seen.", "exploit", house)
    say("boxes-sell", "Shops that try a box order again.", "explore", house, on="boxes")
    for n, (name, market) in enumerate((("blue", "UK"), ("blue-fr", "France"), ("green", "UK"), ("grey", "UK"))):
        register_experiment(book, frozen(name, f"Button {n}", market=market), ANALYST)
    register_experiment(book, frozen("box", "A box on trial", hypothesis="boxes-sell", threshold="5%"), ANALYST)
    register_experiment(book, frozen("split", "A button on phones"), ANALYST)
    register_experiment(book, frozen("steps", "A till of two steps", looks=4, last="2025-07-27"), ANALYST)
    register_experiment(book, frozen("late", "A bar to free delivery", last="2025-05-11"), ANALYST)
    field = {"fieldwork": "visits", "hypothesis": "boxes-sell", "question": "need", "method": "interview",
             "people": 14, "finds": "for", "says": "Shops run out of boxes in spring.", "contexts": ["London", "Leeds"],
             "behaviour": True, "sought": True, "second": True, "recorded": True}  # fmt: skip
    bring_fieldwork(book, field, LAB_LEAD)
    clock.set(date(2025, 3, 24))
    look(house, "steps", folder, 0.01, units=500, seed=3)
    clock.set(date(2025, 4, 7))
    for seed, (name, lift) in enumerate((("blue", 0.05), ("blue-fr", -0.05), ("green", 0.0), ("grey", 0.003))):
        look(house, name, folder, lift, seed=seed)
        if name != "grey":
            conclude_experiment(book, name, RULE, EXPLOIT_LEAD)
    look(house, "box", folder, 0.0, seed=9)
    conclude_experiment(book, "box", "The box ends.", LAB_LEAD)
    look(house, "split", folder, 0.05, share=0.4)
    look(house, "steps", folder, 0.01, units=1000, seed=4)
    told = {"insight": "colour", "says": "What is seen is bought.", "rests_on": ["blue-sells"], "holds": True,
            "weeks": 4}  # fmt: skip
    write_insight(book, told, ANALYST)
    clock.set(NOW)


def say(name: str, says: str, hand: str, house: House, **more: Any) -> None:
    who = LAB_LEAD if hand == "explore" else ANALYST
    said = {"hypothesis": name, "says": says, "hand": hand, "question": "works", "chance": 0.3}
    say_hypothesis(house.book, said | more, who)


def frozen(name: str, called: str, **more: Any) -> dict[str, Any]:
    body = {
        "experiment": name, "hypothesis": "blue-sells", "name": called, "method": "randomised",
        "metric": "spend:unit=EUR", "threshold": "2%", "arms": ["old", "new"], "control": "old", "units": 2000,
        "looks": 1, "first": "2025-03-10", "last": "2025-04-06", "rule": RULE,
    }  # fmt: skip
    return body | more


def look(house: House, name: str, folder: Path, lift: float, **units: Any) -> None:
    file = units_file(folder / f"{name}.csv", lift, **units)
    record_look(house.book, name, file, ANALYST, **COLUMNS)

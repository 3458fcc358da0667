"""The small house with premises: 1,000 pounds booked in its first beat, of which Meta takes 400, all in the UK; the lab
takes 160."""

from __future__ import annotations

from pathlib import Path

from taktgeber.cycle import House
from taktgeber.explore.premises import note_seen, say_premise
from tests.cycle.small_house import LAB_LEAD, SPONSOR, initiative, make_house

SAID = (
    {"premise": "meta-lasts", "says": "Meta stays open to us.", "refutes": "A ban, or a third fewer views in a year.",
     "rests": ["channel:Meta", "market:UK", "premise:clicks-count"], "review": "2025-07-01"},
    {"premise": "clicks-count", "says": "Who clicks wants to buy.", "refutes": "Clicks without buyers in a lot test.",
     "rests": ["playbook:spring", "unit:lab"]},
    {"premise": "boxes-are-loved", "says": "Customers want boxes.", "refutes": "Half of them are sent back.",
     "rests": ["product:box"], "share": 0.05},
    {"premise": "nobody-asked", "says": "Nobody asks about price.", "refutes": "One in ten asks first about price."},
)  # fmt: skip


def make_resting_house(root: Path, *, data: bool = True) -> House:
    house = make_house(root, data=data)
    for said in reversed(SAID):
        say_premise(house.book, said, LAB_LEAD)
    return house


def shake(house: House) -> None:
    """Somebody saw what speaks against the first; an initiative attacks it."""
    note_seen(house.book, {"premise": "meta-lasts", "speaks": "against", "says": "Views fell by a tenth."}, LAB_LEAD)
    house.book.decide("initiative", initiative("boxes", "lab", premises=["meta-lasts"], reason="To find out."), SPONSOR)

"""An empty workspace in pounds, with people in their roles by decision: where a desk's verbs begin."""

from __future__ import annotations

from pathlib import Path

from taktgeber.cycle import open_house
from taktgeber.workspace import Workspace, make_workspace

from .registry_cast import ANALYST, LAB, LEAD, SPONSOR, role

SETTINGS = 'firm = "Acme"\ncurrency = "GBP"\nfirst_beat = 2025-03-10\nbeat_weeks = 13\n'
PEOPLE = {"sponsor": SPONSOR, "exploit_lead": LEAD, "explore_lead": LAB, "analyst": ANALYST}


def make_acme(folder: Path, *roles: str) -> Workspace:
    """roles: those that are held, the sponsor's first, who decides all of them."""
    made = make_workspace(folder / "acme", SETTINGS)
    with open_house(made) as house:
        for name in roles:
            house.book.decide("role", role(PEOPLE[name], name), SPONSOR)
    return made

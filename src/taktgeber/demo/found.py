"""As it is: six quarters of the house, entered on Day T as found entries that name their source and day.

Nothing here is smoothed. The strategy says "reinvent", the advertisement wants a pacemaker, the head of the lab is
paid by customer acquisition cost, October's raid took money from the lab, and four of what is called innovation polish
today's business. Found entries are all accepted; what breaks a house rule opens a breach with an owner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from taktgeber.core import Money

from .calendar import DAY_T, FIRST_BEAT
from .cast import Cast

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

Item = tuple[str, Mapping[str, Any]]
FIRST = FIRST_BEAT.isoformat()
LAB_METRICS = ("hypotheses tested", "lessons learned", "time to learn")


def pounds(amount: int) -> Money:
    return Money(amount * 100, "GBP")


def distance(technology: int, market: int, proposition: int) -> dict[str, int]:
    return {"technology": technology, "market": market, "proposition": proposition}


def initiative(name: str, **changes: Any) -> Item:
    """The entry of one of the house's initiatives, with what has changed since it was found."""
    return "initiative", {"initiative": name, **INITIATIVES[name], **changes}


# What the house runs. labels: as its budget and its slides call it.
INITIATIVES: Mapping[str, Mapping[str, Any]] = {
    "dynamic-creative": {
        "unit": "performance",
        "name": "Dynamic creative 2.0",
        "labels": ["innovation"],
        "metrics": ["ROAS"],
        "horizon_beats": 2,
        "distance": distance(1, 0, 0),
        "unknown": "how far machine-made pictures lower the cost of an order",
        "state": "running",
    },
    "smart-bidding": {
        "unit": "performance",
        "name": "Smart bidding",
        "labels": ["innovation"],
        "metrics": ["CAC"],
        "horizon_beats": 1,
        "distance": distance(1, 0, 0),
        "unknown": "which bids the machine sets better than we do",
        "state": "running",
    },
    "creators": {
        "unit": "performance",
        "name": "Creator commerce",
        "labels": ["innovation"],
        "metrics": ["ROAS"],
        "horizon_beats": 2,
        "distance": distance(0, 1, 0),
        "unknown": "which creators sell our party sets",
        "state": "running",
    },
    "loyalty": {
        "unit": "crm",
        "name": "Loyalty points relaunch",
        "labels": ["innovation"],
        "metrics": ["revenue per customer"],
        "horizon_beats": 3,
        "distance": distance(0, 0, 1),
        "unknown": "whether points bring shops back sooner",
        "state": "running",
    },
    "pop-up": {
        "unit": "lab",
        "name": "Pop-up party rooms",
        "labels": ["innovation"],
        "metrics": ["hypotheses tested"],
        "horizon_beats": 6,
        "distance": distance(0, 2, 2),
        "unknown": "whether families rent a decorated room above a shop",
        "lose": pounds(45_000),
        "until": "2024-12-31",
        "state": "stopped",
    },
    "makers": {
        "unit": "lab",
        "name": "Makers' market",
        "labels": ["innovation"],
        "metrics": ["hypotheses tested", "partners opened"],
        "horizon_beats": 8,
        "distance": distance(1, 2, 2),
        "unknown": "whether small makers sell to shops through us and stay",
        "lose": pounds(20_000),
        "until": "2026-03-31",
        "state": "running",
    },
    "party-box": {
        "unit": "lab",
        "name": "Party box by subscription",
        "labels": ["innovation"],
        "metrics": ["hypotheses tested", "time to learn"],
        "horizon_beats": 6,
        "distance": distance(0, 1, 2),
        "unknown": "whether shops pay in advance for a party box every month",
        "lose": pounds(14_000),
        "until": "2025-08-31",
        "state": "running",
    },
    "displays": {
        "unit": "lab",
        "name": "Displays that reorder themselves",
        "labels": ["innovation"],
        "metrics": ["prototype maturity"],
        "horizon_beats": 4,
        "distance": distance(2, 0, 1),
        "unknown": "whether a shelf that counts itself saves a shop work",
        "lose": pounds(24_000),
        "until": "2026-03-31",
        "state": "running",
    },
    "landing-pages": {
        "unit": "lab",
        "name": "Landing-page factory",
        "labels": ["innovation"],
        "metrics": ["CVR"],
        "horizon_beats": 1,
        "distance": distance(0, 0, 0),
        "unknown": "which page sells more of the same",
        "state": "running",
    },
}


def enter_found(book: LedgerBook, cast: Cast) -> None:
    """About forty entries in one go, grouped by where they are known from."""
    by = cast.controller
    for source, items in (
        ("organisation chart, 2024-09-01", _organisation(cast)),
        ("HR target agreements, 2024-01-08", _goals(cast)),
        ("project list of the budget round, 2024-11-20", [initiative(name) for name in INITIATIVES]),
        ("board minutes, 2024-02-05", _said()),
        ("cost ledger, 2024-10-14", _raid()),
        ("lab notebook, 2025-03-03", _notebook()),
    ):
        book.found_all(items, by, source)


def _organisation(cast: Cast) -> Sequence[Item]:
    units = (
        ("performance", "Performance marketing", "exploit"),
        ("crm", "Customer mailings", "exploit"),
        ("lab", "Lab", "explore"),
        ("steering", "Steering", "steering"),
    )
    leaders = {"performance": cast.performance, "crm": cast.crm, "lab": cast.lab, "steering": cast.owner}
    scorecards = {
        "performance": ["ROAS", "CAC", "revenue"],
        "crm": ["revenue", "orders"],
        "lab": list(LAB_METRICS),
        "steering": ["contribution margin"],
    }
    horizons = {"performance": 1, "crm": 2, "lab": 6, "steering": 8}
    return [
        *(("unit", {"unit": unit, "name": name, "mode": mode}) for unit, name, mode in units),
        *(
            (
                "mandate",
                {
                    "unit": unit,
                    "leader": leaders[unit],
                    "first": FIRST,
                    "horizon_beats": horizons[unit],
                    "scorecard": scorecards[unit],
                },
            )
            for unit, _, _ in units
        ),
        ("role", {"person": cast.owner, "role": "management", "first": FIRST}),
        ("role", {"person": cast.performance, "role": "exploit_lead", "unit": "performance", "first": FIRST}),
        ("role", {"person": cast.crm, "role": "operations", "unit": "crm", "first": FIRST}),
        ("role", {"person": cast.lab, "role": "explore_lead", "unit": "lab", "first": FIRST}),
    ]


def _goals(cast: Cast) -> Sequence[Item]:
    def goal(name: str, person: str, unit: str, metric: str, pay: bool) -> Item:
        return "goal", {
            "goal": name, "person": person, "unit": unit, "metric": metric, "first": "2024-01-08", "pay": pay,
        }  # fmt: skip

    return [
        goal("performance-return", cast.performance, "performance", "ROAS", True),
        goal("mailings-revenue", cast.crm, "crm", "revenue", False),
        goal("lab-bonus", cast.lab, "lab", "CAC", True),
    ]


def _said() -> Sequence[Item]:
    return [
        (
            "strategy",
            {
                "title": "Reinvent gifting",
                "says": "We will reinvent gifting. Almost half of what we spend on marketing goes into innovation.",
                "day": "2024-02-05",
            },
        ),
        (
            "event",
            {
                "event": "pacemaker-advertisement",
                "day": "2024-05-20",
                "kind": "job advertisement",
                "says": "Wanted for the lab: a pacemaker of change. You own return on ad spend and weekly growth.",
            },
        ),
    ]


def _raid() -> Sequence[Item]:
    return [
        (
            "transfer",
            {
                "source": "reserve:explore",
                "target": "channel:TikTok",
                "amount": pounds(9_000),
                "reason": "Christmas cannot wait",
                "day": "2024-10-14",
            },
        )
    ]


def _notebook() -> Sequence[Item]:
    """What the lab learned and assumed before Taktgeber came."""
    return [
        (
            "insight",
            {
                "insight": "rooms-need-staff",
                "hand": "explore",
                "on": "pop-up",
                "says": "Families rent a decorated room gladly; what stops it is finding staff for Saturdays",
                "best_before": "2026-12-31",
                "holds": False,
                "day": "2024-12-02",
            },
        ),
        _assumed("party-box", "shops pay in advance for a party box every month", 0.4, 3_000, "2025-06-08"),
        _assumed("party-box", "a box can be packed in under six minutes", 0.8, 2_000, "2025-08-31"),
        (
            "insight",
            {
                "insight": "makers-by-letter",
                "hand": "explore",
                "on": "makers",
                "says": "Makers answer a letter within a week, and calls not at all",
                "best_before": "2025-06-30",
                "holds": True,
                "day": "2024-06-03",
            },
        ),
        _assumed("makers", "small makers list their goods with us before anything is sold", 0.7, 1_000, "2025-06-08"),
        _assumed("makers", "one maker in four sells again through us within a quarter", 0.35, 4_000, "2025-12-07"),
        _assumed("displays", "shops let us count their shelf", 0.6, 3_000, "2025-12-07"),
    ]


def _assumed(name: str, assumption: str, chance: float, lose: int, until: str) -> Item:
    return "assumption", {
        "initiative": name,
        "assumption": assumption,
        "chance": chance,
        "lose": pounds(lose),
        "until": until,
        "state": "open",
        "day": DAY_T.isoformat(),
    }

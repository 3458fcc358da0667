"""Day T: Taktgeber starts. Breaches stand open; the owner decides what is to hold from now on.

A sponsor with a reason first, then what was found is decided anew where it may stand: units, mandates, roles, bets.
The bonus on acquisition cost ends, the landing-page factory leaves the lab, and the reserve is set at 12 %
with a dated path to the band: intact from here on, and too small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .calendar import DAY_T, DECIDED, NEXT, quarter
from .cast import Cast
from .found import INITIATIVES, LAB_METRICS, Item, initiative
from .orders import GERMANY

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

TODAY = DAY_T.isoformat()
YESTERDAY = DAY_T.fromordinal(DAY_T.toordinal() - 1).isoformat()
PEOPLE = 58
RESERVE = 0.12
BAND = {"low": 0.30, "high": 0.40}
# After the two quarters in which the lab learns to spend well, a step a quarter up to the band.
PATH = [
    {"day": quarter(NEXT).after().first.isoformat(), "share": 0.18},
    {"day": quarter(NEXT).after().after().first.isoformat(), "share": 0.24},
    {"day": quarter(NEXT).after().after().after().first.isoformat(), "share": 0.30},
]


def decide_day_t(book: LedgerBook, cast: Cast) -> None:
    first = (*_sponsor(cast), *_ended(), *_out_of_the_lab())
    for kind, body in (*first, *_units(), *_mandates(cast), *_roles(cast), *_goals(cast)):
        book.decide(kind, body, cast.owner)
    for name, said in INITIATIVES.items():
        if said["unit"] == "lab" and said["state"] == "running" and name != "landing-pages":
            book.decide(*initiative(name), cast.owner)
    book.decide("reserve", _reserve(), cast.owner)


def _sponsor(cast: Cast) -> tuple[Item, ...]:
    return (
        ("role", {"person": cast.owner, "role": "sponsor", "first": TODAY}),
        ("firm", {"people": PEOPLE}),
    )


def _ended() -> tuple[Item, ...]:
    reason = "a lab that is paid by acquisition cost looks for cheaper customers, not for what does not exist yet"
    return (("ended", {"subject": "goal:lab-bonus", "day": YESTERDAY, "reason": reason}),)


def _units() -> tuple[Item, ...]:
    named = (
        ("performance", "Performance marketing", "exploit"),
        ("crm", "Customer mailings", "exploit"),
        ("lab", "Lab", "explore"),
        ("steering", "Steering", "steering"),
    )
    germany = {"unit": "germany", "name": "Team Germany", "mode": "exploit", "market": GERMANY}
    return *(("unit", {"unit": unit, "name": name, "mode": mode}) for unit, name, mode in named), ("unit", germany)


def _mandates(cast: Cast) -> tuple[Item, ...]:
    said = (
        (
            "performance",
            cast.performance,
            1,
            ["ROAS", "CAC", "revenue"],
            "Perfect what works; say what it truly causes.",
        ),
        ("crm", cast.crm, 2, ["revenue", "orders"], "Write when it helps the customer."),
        (
            "lab",
            cast.lab,
            6,
            list(LAB_METRICS),
            "Find what does not exist yet; a good year is one that taught us much.",
        ),
        ("steering", cast.owner, 8, ["contribution margin"], "Answer for both hands."),
    )
    return tuple(
        (
            "mandate",
            {
                "unit": unit,
                "leader": leader,
                "first": TODAY,
                "horizon_beats": horizon,
                "scorecard": scorecard,
                "charter": charter,
            },
        )
        for unit, leader, horizon, scorecard, charter in said
    )


def _roles(cast: Cast) -> tuple[Item, ...]:
    """Each role of the house is held by somebody. The clerk stands in for the exploit lead in the first beat: who
    speaks with customers may stop a test."""
    stand_in = {"first": TODAY, "last": quarter(DECIDED[0]).last.isoformat(), "unit": "performance"}
    said = (
        {"person": cast.performance, "role": "exploit_lead", "unit": "performance", "first": TODAY},
        {"person": cast.crm, "role": "operations", "unit": "crm", "first": TODAY},
        {"person": cast.lab, "role": "explore_lead", "unit": "lab", "first": TODAY},
        {"person": cast.clerk, "role": "front_line", "first": TODAY},
        {"person": cast.clerk, "role": "exploit_lead", **stand_in},
        {"person": cast.service, "role": "operations", "first": TODAY},
        {"person": cast.germany, "role": "market_lead", "unit": "germany", "first": TODAY},
        {"person": cast.controller, "role": "analyst", "first": TODAY},
        {"person": cast.director, "role": "management", "first": TODAY},
        {"person": cast.planner, "role": "partner", "first": TODAY},
        {"person": cast.auditor, "role": "auditor", "first": TODAY},
    )
    return tuple(("role", body) for body in said)


def _goals(cast: Cast) -> tuple[Item, ...]:
    learning = {"goal": "lab-learning", "person": cast.lab, "unit": "lab", "metric": "hypotheses tested"}
    return (("goal", {**learning, "first": TODAY, "pay": False}),)


def _out_of_the_lab() -> tuple[Item, ...]:
    reason = "it sells more of the same; that is good work, and belongs where it is measured so"
    return (
        ("metric", {"metric": "CVR", "measures": "other", "unit": "share"}),
        initiative("landing-pages", unit="performance", reason=reason),
    )


def _reserve() -> dict[str, object]:
    return {
        "share": RESERVE,
        "first": TODAY,
        "path": PATH,
        "band": BAND,
        "reason": "what the lab can spend well today, and a dated way to what tomorrow needs",
    }

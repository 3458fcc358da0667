"""A firm's experiments over 2025, told into a real book under its rules: shown, refuted, contradicted, spoilt."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from taktgeber.govern import LedgerBook

from .registry_cast import LAB, LEAD, Clock, new_book

LEVEL = 20.0  # EUR an order, of every control
TODAY = date(2026, 3, 2)
BASKET = "basket:unit=EUR"

# experiment, hypothesis, market, first day, lift, its standard error, more of the look or the plan
RAN: tuple[tuple[str, str, str | None, str, float, float, dict[str, Any]], ...] = (
    ("delivery-de", "free-delivery", "Germany", "2025-04-07", 0.042, 0.009, {}),
    ("delivery-it", "free-delivery", "Italy", "2025-06-02", 0.031, 0.010, {}),
    ("blue-de", "blue-button", "Germany", "2025-04-14", 0.001, 0.006, {}),
    ("blue-fr", "blue-button", "France", "2025-09-01", -0.004, 0.007, {}),
    ("countdown-de", "countdown", "Germany", "2025-05-05", 0.055, 0.014, {}),
    ("countdown-fr", "countdown", "France", "2025-10-06", -0.041, 0.015, {}),
    ("reminder-de", "reminder", "Germany", "2025-06-09", 0.014, 0.011, {}),
    ("reminder-it", "reminder", "Italy", "2025-07-07", 0.028, 0.010, {}),
    ("bundle-de", "bundle", "Germany", "2025-07-14", 0.060, 0.012, {"stops": ["sample-ratio"]}),
)
SAYS = {
    "free-delivery": "Free delivery from 40 EUR makes baskets larger.",
    "blue-button": "A blue button makes baskets larger.",
    "countdown": "A countdown beside the price makes baskets larger.",
    "reminder": "A reminder after three days brings shoppers back.",
    "bundle": "Bundles make baskets larger.",
}


def told(folder: Path) -> LedgerBook:
    """The book on 2 March 2026."""
    clock = Clock()
    book = new_book(folder, clock)
    for name, says in SAYS.items():
        book.decide("hypothesis", {"hypothesis": name, "says": says, "hand": "exploit", "question": "works",
                                   "day": "2025-03-10"}, LEAD)  # fmt: skip
    for day, act in sorted(_acts(), key=lambda dated: dated[0]):
        clock.set(day)
        kind, body, actor = act
        book.decide(kind, body, actor)
    clock.set(TODAY)
    return book


def _acts() -> list[tuple[date, tuple[str, dict[str, Any], str]]]:
    acts = [act for ran in RAN for act in _ran(*ran)]
    running = plan("bundle-it", "bundle", "Italy", date(2026, 2, 9))
    acts.append((date(2026, 2, 9), ("experiment", running, LEAD)))
    said = {"hypothesis": "hire", "says": "People would rather hire a tent than own one.", "hand": "explore",
            "question": "need", "day": "2025-03-17"}  # fmt: skip
    visits = {
        "fieldwork": "visits", "hand": "explore", "hypothesis": "hire", "question": "need", "method": "observation",
        "day": "2025-05-12", "people": 14, "finds": "for", "contexts": ["Germany"], "behaviour": True,
        "says": "Twelve of fourteen borrow what they rarely use.",
    }  # fmt: skip
    acts += [(date(2025, 3, 17), ("hypothesis", said, LAB)), (date(2025, 5, 12), ("fieldwork", visits, LAB))]
    for name, says, rests_on, holds, scope, hand in (
        ("threshold-works", "Free delivery from a threshold makes baskets larger.", "free-delivery", True,
         ["Germany", "Italy"], "exploit"),
        ("colour-is-idle", "The colour of the button does not matter.", "blue-button", False, [], "exploit"),
        ("hurry-sells", "Hurrying people sells more.", "countdown", True, [], "exploit"),
        ("hiring", "Who rarely needs a thing would rather hire it.", "hire", True, ["Germany"], "explore"),
        ("bundles", "Bundles sell.", "bundle", True, ["Germany"], "exploit"),
    ):  # fmt: skip
        body = {"insight": name, "hand": hand, "says": says, "rests_on": [rests_on], "holds": holds, "scope": scope,
                "day": "2025-11-17"}  # fmt: skip
        acts.append((date(2025, 11, 17), ("insight", body, LAB if hand == "explore" else LEAD)))
    return acts


def plan(name: str, hypothesis: str, market: str | None, first: date, **more: Any) -> dict[str, Any]:
    return {
        "experiment": name, "hand": "exploit", "hypothesis": hypothesis, "name": f"{hypothesis} in {market}",
        "method": "randomised", "metric": BASKET, "threshold": "2%", "arms": ["old", "new"], "control": "old",
        "units": 8000, "looks": 1, "first": first.isoformat(), "last": (first + timedelta(days=27)).isoformat(),
        "rule": "Shown: everywhere here. Else: the old one stays.", "day": first.isoformat(),
        **({"market": market} if market else {}), **more,
    }  # fmt: skip


def look(name: str, day: date, lift: float, error: float, **more: Any) -> dict[str, Any]:
    ends = (lift - 1.96 * error, lift + 1.96 * error)
    effect = {"arm": "new", "estimate": LEVEL * lift, "low": LEVEL * ends[0], "high": LEVEL * ends[1],
              "error": LEVEL * error, "lift": lift, "lift_low": ends[0], "lift_high": ends[1], "lift_error": error,
              "better": 1}  # fmt: skip
    return {
        "experiment": name, "hand": "exploit", "day": day.isoformat(), "units": 8000,
        "counts": {"old": 4000, "new": 4000}, "metric": BASKET, "effects": [effect], "guardrails": [], "final": True,
        "findings": [], "stops": [], "file": f"{name}.csv", "digest": "0" * 64, **more,
    }  # fmt: skip


def _ran(
    name: str, hypothesis: str, market: str | None, first: str, lift: float, error: float, more: dict[str, Any]
) -> list[tuple[date, tuple[str, dict[str, Any], str]]]:
    begin = date.fromisoformat(first)
    read, done = begin + timedelta(days=28), begin + timedelta(days=30)
    verdict = "invalid" if more.get("stops") else "shown" if lift - 1.96 * error > 0 else \
        "harm" if lift + 1.96 * error < 0 else "no_effect" if lift + 1.96 * error < 0.02 else "unclear"  # fmt: skip
    end = {"experiment": name, "hand": "exploit", "day": done.isoformat(), "verdict": verdict,
           "does": "as the rule says", "reason": "its split is off" if verdict == "invalid" else ""}  # fmt: skip
    return [
        (begin, ("experiment", plan(name, hypothesis, market, begin), LEAD)),
        (read, ("looked", look(name, read, lift, error, **more), LEAD)),
        (done, ("concluded", end, LEAD)),
    ]

"""A small firm for the tests: who stands in it, and the bodies of its entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from taktgeber.core import Exact, Figure, Forecast, Money, Move, Period, Plan, Proposal, Refusal, Section, Setting, text
from taktgeber.govern import LedgerBook, open_book

SPONSOR, LAB, CREW, CLERK = "p-50a1", "p-1ab0", "p-c4e7", "p-c1e4"
DAY_T = date(2025, 3, 10)
BEAT = Period.of_weeks(date(2025, 6, 9), 13)
NEW = {"technology": 2, "market": 0, "proposition": 1}
NEAR = {"technology": 0, "market": 1, "proposition": 0}


def ticking(start: datetime = datetime(2025, 3, 10, 9, tzinfo=UTC)) -> Callable[[], datetime]:
    moments: Iterator[datetime] = (start + timedelta(seconds=n) for n in range(10**9))
    return lambda: next(moments)


def ledger_in(place: Path | str) -> Path | str:
    """place: a folder for a ledger's file, or the address of a database."""
    return place / "ledger.sqlite" if isinstance(place, Path) else place


def new_book(place: Path | str, **given: Any) -> LedgerBook:
    return open_book(ledger_in(place), clock=given.pop("clock", ticking()), **given)


def unit(name: str, mode: str, **more: Any) -> dict[str, Any]:
    return {"unit": name, "name": name.title(), "mode": mode, **more}


def mandate(name: str, leader: str, *scorecard: str, first: str = "2025-03-10", **more: Any) -> dict[str, Any]:
    return {"unit": name, "leader": leader, "first": first, "horizon_beats": 8, "scorecard": list(scorecard), **more}


def goal(name: str, person: str, metric: str, first: str = "2025-03-10", **more: Any) -> dict[str, Any]:
    return {"goal": name, "person": person, "metric": metric, "first": first, **more}


def role(person: str, name: str, first: str = "2025-03-10", **more: Any) -> dict[str, Any]:
    return {"person": person, "role": name, "first": first, **more}


def initiative(name: str, in_unit: str, distance: dict[str, int] = NEW, **more: Any) -> dict[str, Any]:
    body = {
        "initiative": name,
        "unit": in_unit,
        "name": name,
        "labels": ["innovation"],
        "metrics": ["lessons learned"],
        "horizon_beats": 6,
        "distance": distance,
        "unknown": "whether anyone wants it",
        "state": "running",
    }
    return body | more


def transfer(source: str, target: str, minor: int = 500_000, **more: Any) -> dict[str, Any]:
    return {"source": source, "target": target, "amount": Money(minor, "GBP"), "day": "2025-10-06", **more}


def reserve(share: float, first: str = "2025-03-10", **more: Any) -> dict[str, Any]:
    return {"share": share, "first": first, **more}


def proposal(name: str, decider: str = "exploit_lead", **more: Any) -> Proposal:
    forecast = Forecast("orders", {"channel": "TikTok"}, BEAT, more.pop("expected", Exact(40, "orders", BEAT)))
    given: dict[str, Any] = {
        "id": name, "room": "exploit", "mode": "exploit", "says": text("Test the claim."),
        "moves": (Move("unit:performance", "held", Money(100_000, "GBP")),), "forecasts": (forecast,), "learns": None,
        "decider": decider, "excludes": (), "rests_on": (), "sets": (),
    }  # fmt: skip
    return Proposal(**(given | more))


def bet(name: str, expected: Figure, metric: str = "lessons learned", **more: Any) -> Proposal:
    forecast = Forecast(metric, {}, BEAT, expected)
    return proposal(
        name, "explore_lead", **({"mode": "explore", "room": "explore", "moves": (), "forecasts": (forecast,)} | more)
    )


def plan(*proposals: Proposal, beat: Period = BEAT) -> Plan:
    section = Section("exploit", "exploit", text("A headline."), (), (), (), proposals, (), ())
    return Plan("A firm", beat, beat.before(), "snapshot", "0" * 64, (section,))


def set_firm(book: LedgerBook) -> LedgerBook:
    """Day T, decided: a sponsor, both hands with their leads, a reserve."""
    book.decide("role", role(SPONSOR, "sponsor"), SPONSOR)
    book.decide_all(
        (
            ("unit", unit("lab", "explore")),
            ("unit", unit("performance", "exploit")),
            ("mandate", mandate("lab", LAB, "lessons learned", "hypotheses refuted")),
            ("mandate", mandate("performance", CREW, "ROAS", "CAC")),
            ("role", role(LAB, "explore_lead", unit="lab")),
            ("role", role(CREW, "exploit_lead", unit="performance")),
            ("reserve", reserve(0.12, path=[{"day": "2026-03-09", "share": 0.2}], reason="the start")),
        ),
        SPONSOR,
    )
    return book


def refused(call: Callable[..., Any], *given: Any) -> Refusal:
    try:
        call(*given)
    except Refusal as wrong:
        return wrong
    raise AssertionError("was accepted")


def setting(kind: str, **body: Any) -> Setting:
    return Setting(kind, body)

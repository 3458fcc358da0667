"""A small company with both hands, for the tests of cycle, explore and balance.

Beats of 13 weeks from 2025-03-10; the first has booked money, the second is planned. Amounts are
chosen so that shares can be checked by hand: see LINES.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from taktgeber.core import Money, Period
from taktgeber.cycle import House, open_house
from taktgeber.data import CONTRACTS
from taktgeber.workspace import make_workspace

SPONSOR, LAB_LEAD, EXPLOIT_LEAD = "p-5c0a00000001", "p-1ab000000002", "p-e3b000000003"
FIRST = Period.of_weeks(date(2025, 3, 10), 13)
PLANNED = FIRST.after()
NOON = datetime(2025, 6, 9, 12, tzinfo=UTC)
TOML = """
firm = "Small House"
currency = "GBP"
first_beat = 2025-03-10
channels = ["Meta", "Google Ads"]
[[markets]]
name = "UK"
[[campaigns]]
pattern = "lab_*"
unit = "lab"
initiative = "boxes"
[[campaigns]]
pattern = "perf_*"
unit = "performance"
initiative = "reinvent"
"""
# Bookings of the first beat, pounds: 1,000 in all with the media below.
BOOKINGS = (
    ("b1", "2025-03-20", "lab", "boxes", "prototypes", None, 110),
    ("b2", "2025-04-20", "lab", "circle", "community", None, 50),
    ("b3", "2025-05-20", "performance", None, "agency", None, 440),
    ("b4", "2025-05-21", "performance", "reinvent", "media:meta", "Meta", 400),
)
MEDIA = (("perf_spring", "Meta", 400),)


def make_house(root: Path, *, initiatives: Iterable[Mapping[str, Any]] = (), data: bool = True) -> House:
    """The small company with its ledger found and, if wanted, its data loaded."""
    house = open_house(make_workspace(root, TOML), clock=lambda: NOON)
    enter_people(house)
    for body in initiatives or INITIATIVES:
        if body["unit"] == "lab":
            house.book.decide("initiative", body, SPONSOR)
        else:
            house.book.found("initiative", body, LAB_LEAD, "list of projects, 2025-03-10")
    house.book.decide("reserve", RESERVE, SPONSOR)
    enter_lab(house)
    if data:
        load(house, "bookings", booking_rows(BOOKINGS))
        load(house, "media", media_rows(MEDIA))
    return house


def enter_people(house: House) -> None:
    book = house.book
    book.decide("role", {"person": SPONSOR, "role": "sponsor", "first": "2024-01-01"}, SPONSOR)
    book.decide("unit", {"unit": "lab", "name": "Lab", "mode": "explore", "reason": "a hand of its own"}, SPONSOR)
    book.found("unit", {"unit": "performance", "name": "Performance", "mode": "exploit"}, SPONSOR, "chart, 2025-03-10")
    for unit, leader, horizon, scorecard in (
        ("lab", LAB_LEAD, 8, ["experiments run"]),
        ("performance", EXPLOIT_LEAD, 1, ["roas"]),
    ):
        body = {"unit": unit, "leader": leader, "first": "2024-01-01", "horizon_beats": horizon, "scorecard": scorecard}
        book.decide("mandate", body, SPONSOR)
    book.decide("role", {"person": LAB_LEAD, "role": "explore_lead", "unit": "lab", "first": "2024-01-01"}, SPONSOR)


def enter_lab(house: House) -> None:
    for body in ASSUMPTIONS:
        house.book.found("assumption", body, LAB_LEAD, "lab book, 2025-03-10")
    house.book.found("insight", LEARNED, LAB_LEAD, "lab book, 2025-05-05")


def initiative(name: str, unit: str, **more: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "initiative": name,
        "unit": unit,
        "name": name.capitalize(),
        "labels": [],
        "metrics": ["experiments run"],
        "horizon_beats": 8,
        "distance": {"technology": 1, "market": 0, "proposition": 2},
        "unknown": f"whether anyone wants {name}",
        "lose": Money(500_00, "GBP"),
        "until": "2025-12-07",
        "state": "running",
    }
    return body | more


# boxes: passes all four tests. circle: three (its horizon is short). reinvent: a cog with a label.
INITIATIVES = (
    initiative("boxes", "lab", labels=["innovation"]),
    initiative("circle", "lab", horizon_beats=2),
    initiative("reinvent", "performance", labels=["innovation"], metrics=["roas"], horizon_beats=1, lose=None),
)
RESERVE = {"share": 0.6, "first": "2025-03-10", "band": {"low": 0.7, "high": 0.8}, "reason": "first reserve"}
ASSUMPTIONS = (
    {"initiative": "boxes", "assumption": "shops fill a box by themselves", "chance": 0.3, "state": "open",
     "lose": Money(100_00, "GBP"), "until": "2025-09-07"},
    {"initiative": "boxes", "assumption": "a box survives the post", "chance": 0.9, "state": "open",
     "lose": Money(100_00, "GBP")},
    {"initiative": "circle", "assumption": "shops answer each other", "chance": 0.5, "state": "refuted",
     "day": "2025-05-05", "until": "2025-05-31"},
)  # fmt: skip
LEARNED = {"insight": "circle-1", "hand": "explore", "on": "circle", "says": "Shops ask us, not each other.",
           "best_before": "2027-01-01", "holds": False, "day": "2025-05-05"}  # fmt: skip


def booking_rows(lines: Iterable[tuple[str, str, str, str | None, str, str | None, int]]) -> list[dict[str, Any]]:
    names = ("booking", "date", "unit", "initiative", "account", "channel")
    return [dict(zip(names, line[:6], strict=True)) | {"amount": line[6] * 100, "source": "books"} for line in lines]


def media_rows(lines: Iterable[tuple[str, str, int]], day: str = "2025-04-01") -> list[dict[str, Any]]:
    return [
        {"first": day, "last": day, "source": "meta", "account": "a", "market": "UK", "channel": channel,
         "campaign": campaign, "ad": None, "breakdown": "", "spend": spend * 100, "spend_original": spend * 100,
         "currency": "GBP", "impressions": 1000, "clicks": 10, "claimed_conversions": 5.0, "claimed_revenue": None}
        for campaign, channel, spend in lines
    ]  # fmt: skip


def load(house: House, table: str, rows: list[dict[str, Any]]) -> None:
    """A load as the data room leaves it: a Parquet file and the `loaded` entry that makes it count."""
    contract = CONTRACTS[table]
    stored = hashlib.sha256(repr((table, rows)).encode()).hexdigest()
    path = house.workspace.tables / table / f"{stored}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        columns = ", ".join(f'"{c.name}" {c.duck}' for c in contract.columns)
        connection.execute(f"CREATE TABLE t ({columns})")
        marks = ", ".join("?" for _ in contract.columns)
        for row in rows:
            connection.execute(f"INSERT INTO t VALUES ({marks})", [row[name] for name in contract.names])
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    body = {"load": stored, "stored": stored, "file": f"{table}.csv", "table": table, "source": "books",
            "breakdown": [], "rows": len(rows), "sums": {}, "covers": {}, "replaces": [], "findings": []}  # fmt: skip
    house.book.found("loaded", body, "machine:taktgeber", "test, 2025-06-09")

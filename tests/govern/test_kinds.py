"""Bodies: what an entry may hold is said before any rule is asked, in words that help."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from taktgeber.core import Money
from taktgeber.core.format import show
from taktgeber.govern.kinds import check_actor, check_body

from .cast import LAB, goal, initiative, refused, reserve, role, transfer, unit

WRONG = [
    ("dream", {}, "no entry of kind", "It knows: "),
    ("unit", {"unit": "lab", "name": "Lab"}, "mode is missing", "exploit, explore and steering"),
    ("unit", unit("lab", "Explore"), '"Explore"', "exploit, explore and steering"),
    ("unit", unit("lab", "explore", colour="blue"), "no field", "unit, name, mode"),
    ("unit", unit(" ", "explore"), "unit is", "a text"),
    ("goal", goal("g", "Anna Meier", "ROAS"), "Anna Meier", "pseudonym"),
    ("goal", goal("g", LAB, "ROAS", first="10.3.2025"), "10.3.2025", "2025-03-10"),
    ("goal", goal("g", LAB, "ROAS", first="2025-02-30"), "2025-02-30", "2025-03-10"),
    ("goal", goal("g", LAB, "ROAS", last="2025-03-01"), "lies before the first", "2025-03-10"),
    ("goal", goal("g", LAB, "ROAS", pay="yes"), "pay is", "true or false"),
    ("goal", goal("g", LAB, "ROAS", pay=90000), "pay is", "true or false"),
    ("role", role(LAB, "king"), "king", "explore_lead"),
    ("initiative", initiative("i", "lab", {"technology": 2}), "distance is", "market and proposition"),
    (
        "initiative",
        initiative("i", "lab", {"technology": 3, "market": 0, "proposition": 0}),
        "distance is",
        "0 (today's)",
    ),
    ("transfer", transfer("reserve", "held"), "source is", "reserve:explore"),
    ("transfer", transfer("Reserve:Explore", "held"), "source is", "reserve:explore"),
    ("transfer", transfer("unit:lab", "held") | {"amount": -5}, "amount is", "minor"),
    ("transfer", transfer("unit:lab", "held", minor=-5), "amount is", "minor"),
    ("reserve", reserve(12), "share is 12", "between 0 and 1"),
    ("reserve", reserve(0.1, band={"low": 0.4, "high": 0.3}), "band is", "low first"),
    ("reserve", reserve(0.1, path=[{"day": "soon", "share": 0.1}]), "path is", "days with their shares"),
    ("balance", {"says": object()}, "not an entry that can be kept", "texts"),
    ("event", {"says": float("nan")}, "not an entry that can be kept", "finite numbers"),
]


@pytest.mark.parametrize(("kind", "body", "says", "mend"), WRONG)
def test_a_wrong_body_is_refused_with_its_field_and_the_way_on(kind: str, body: dict[str, Any], says: str, mend: str):
    wrong = refused(check_body, kind, body)
    assert wrong.rule is None
    assert says in show(wrong.says)
    assert mend in show(wrong.mend)


def test_what_is_left_empty_is_as_if_it_were_not_there():
    assert check_body("unit", unit("lab", "explore", market=None)) == unit("lab", "explore")


def test_house_values_and_days_are_kept_as_plain_json():
    body = check_body("transfer", transfer("unit:lab", "held", minor=120) | {"day": date(2025, 3, 10)})
    assert body["amount"] == {"is": "Money", "minor": 120, "currency": "GBP"}
    assert body["day"] == "2025-03-10"
    assert check_body("transfer", body) == body
    assert check_body("balance", {"lesson": "l", "cost": Money(1, "GBP"), "parts": ("a", "b")})["parts"] == ["a", "b"]


@pytest.mark.parametrize("actor", ["Anna Meier", "p-xyz", "", "machine:", "p-3f2a\nmachine:x", "sponsor"])
def test_nobody_stands_in_the_ledger_by_name(actor: str):
    assert "pseudonym" in show(refused(check_actor, actor).mend)

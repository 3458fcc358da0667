"""The brief for machines keeps its published contract and loses nothing that the page shows."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from taktgeber.brief import DecidedLine, brief_json
from taktgeber.core import Plan
from tests.brief.rich_plan import BEAT, DIGEST, HEAD, PAST, balance, rich_plan

DECIDED = DecidedLine("override", "p-3f2a91c07b1e", datetime(2025, 9, 9, 8, 30, tzinfo=UTC), "Stock is short.", True)


@pytest.fixture(scope="module")
def schema() -> dict:
    return json.loads((files("taktgeber.brief") / "schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def twin() -> dict:
    made = brief_json(
        rich_plan(),
        digest=DIGEST,
        head=HEAD,
        decisions={"exploit-pulse-tiktok": DECIDED},
        calibration=balance().tables[0],
    )
    return json.loads(json.dumps(made, allow_nan=False))


def test_the_schema_is_a_schema(schema):
    Draft202012Validator.check_schema(schema)


def test_a_rich_brief_keeps_its_schema(schema, twin):
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(twin)


def test_a_brief_of_nothing_keeps_its_schema_too(schema):
    bare = brief_json(Plan("Firm", BEAT, PAST, "s", HEAD, ()), digest=DIGEST, head=HEAD)
    Draft202012Validator(schema).validate(bare)
    assert bare["sentence"] is None
    assert [link["measured"] for link in bare["links"]] == [False, False, False]


def test_a_brief_that_lacks_a_key_or_has_one_more_breaks_its_schema(schema, twin):
    judge = Draft202012Validator(schema)
    assert not judge.is_valid({k: v for k, v in twin.items() if k != "head"})
    assert not judge.is_valid(twin | {"extra": 1})


def test_figures_keep_their_parts(twin):
    exploit = next(s for s in twin["sections"] if s["room"] == "exploit")
    cac = next(t for t in exploit["tiles"] if t["label"] == "CAC")["now"]
    assert (cac["value"], cac["low"], cac["high"], cac["level"], cac["n"]) == (38.2, 33.1, 44.0, 0.9, 13)
    booked = exploit["tiles"][0]["now"]["value"]
    assert booked == {"minor": 21_430_000, "currency": "GBP", "shown": "£214,300"}
    cpm = exploit["tiles"][4]["now"]["value"]
    assert cpm["over"]["minor"] == 912_000
    assert cpm["under"] == 1_830_000


def test_a_decision_carries_the_key_to_type_and_what_became_of_it(twin):
    made = {d["id"]: d for d in twin["decisions"]}
    assert made["explore-bet-clubs"]["key"] == "2025-09-08/explore-bet-clubs"
    assert made["explore-bet-clubs"]["decided"] is None
    assert made["exploit-pulse-tiktok"]["decided"] == {
        "verdict": "override",
        "actor": "p-3f2a91c07b1e",
        "at": "2025-09-09T08:30:00+00:00",
        "reason": "Stock is short.",
        "alone": True,
    }

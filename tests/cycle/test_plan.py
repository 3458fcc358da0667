from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from taktgeber.core import Money, Refusal, canonical_bytes, decode, digest_of
from taktgeber.cycle import House, next_beat, open_house, plan_beat
from taktgeber.cycle.plan import freeze
from taktgeber.govern import PROPOSALS, decide_proposal
from taktgeber.workspace import make_workspace

from .small_house import FIRST, LAB_LEAD, NOON, PLANNED, TOML, load, make_house, media_rows


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("planned") / "house"
    with make_house(folder) as house:
        plan_beat(house)
    return folder


@pytest.fixture
def planned(template: Path, tmp_path: Path):
    """A house in which the beat is planned, to change at will."""
    import shutil

    from taktgeber.workspace import open_workspace

    where = Path(shutil.copytree(template, tmp_path / "house"))
    with open_house(open_workspace(where), clock=lambda: NOON) as house:
        yield house


def newest(house: House):
    return house.book.state(PROPOSALS).plans[-1]


def test_the_beat_after_the_last_with_data_is_planned(planned: House):
    assert next_beat(planned) == PLANNED
    assert next_beat(planned, FIRST.last) == FIRST
    assert newest(planned).beat == PLANNED
    assert newest(planned).past == FIRST


def test_a_plan_says_who_asked_for_it(planned: House, tmp_path: Path):
    (kept,) = planned.book.entries(kinds=("planned",))
    assert "asked" not in kept.payload
    with make_house(tmp_path / "another", data=False) as house:
        plan_beat(replace(house, asked=LAB_LEAD))
        (kept,) = house.book.entries(kinds=("planned",))
    assert (kept.actor, kept.payload["asked"]) == ("machine:taktgeber", LAB_LEAD)


def test_a_slip_of_the_year_plans_nothing(planned: House):
    head = planned.book.head()
    with pytest.raises(Refusal, match="too far ahead") as refused:
        plan_beat(planned, PLANNED.last.replace(year=2099))
    assert "9 Jun 2025" in str(refused.value).splitlines()[-1]
    assert planned.book.head() == head
    assert next_beat(planned, PLANNED.after().first) == PLANNED.after()


def test_the_stored_plan_is_the_one_whose_digest_the_ledger_names(planned: House):
    stored = (planned.workspace.plans / f"{newest(planned).digest}.json").read_bytes()
    assert digest_of(stored) == newest(planned).digest
    plan = decode(json.loads(stored))
    assert canonical_bytes(plan) == stored
    assert {"exploit", "explore", "balance"} <= {section.room for section in plan.sections}


def test_the_brief_and_its_twin_are_written(planned: House):
    from importlib.resources import files

    page = (planned.workspace.briefs / "2025-06-09.html").read_text()
    twin = json.loads((planned.workspace.briefs / "2025-06-09.json").read_text())
    assert "of our budget is called innovation" in page
    schema = json.loads((files("taktgeber") / "brief" / "schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(twin)


def test_planning_again_on_the_same_data_and_ledger_changes_nothing(planned: House):
    head = planned.book.head()
    again = plan_beat(planned)
    assert not again.fresh
    assert again.digest == newest(planned).digest
    assert planned.book.head() == head == again.head


def test_the_same_data_and_ledger_give_the_same_bytes(tmp_path: Path):
    with make_house(tmp_path / "house") as house:
        assert freeze(house, house.beat(PLANNED))[1] == freeze(house, house.beat(PLANNED))[1]


def test_new_data_bring_a_new_plan_while_nothing_is_decided(planned: House):
    old = newest(planned).digest
    load(planned, "media", media_rows((("lab_reels", "TikTok", 100),), "2025-06-01"))
    again = plan_beat(planned)
    assert again.fresh
    assert again.digest != old
    assert len(planned.book.state(PROPOSALS).plans) == 2


def test_a_plan_that_was_decided_upon_stands(planned: House):
    decide_proposal(planned.book, "2025-06-09/explore-bet-boxes", "approve", "We want to know.", LAB_LEAD)
    load(planned, "media", media_rows((("lab_reels", "TikTok", 100),), "2025-06-01"))
    again = plan_beat(planned)
    assert not again.fresh
    assert len(planned.book.state(PROPOSALS).plans) == 1
    assert "We want to know." in again.brief_html.read_text()


def test_a_frozen_plan_that_was_changed_is_refused_in_words(planned: House):
    path = planned.workspace.plans / f"{newest(planned).digest}.json"
    path.write_bytes(path.read_bytes().replace(b"Boxes", b"Foxes"))
    with pytest.raises(Refusal, match="changed after it was stored"):
        plan_beat(planned)
    path.unlink()
    with pytest.raises(Refusal, match="not there"):
        plan_beat(planned)


def test_a_room_that_breaks_a_house_rule_leaves_no_plan(planned: House, monkeypatch):
    from taktgeber import balance

    monkeypatch.setattr(balance, "purses", lambda beat: {"reserve:explore": Money(1, "GBP")})
    load(planned, "media", media_rows((("lab_reels", "TikTok", 100),), "2025-06-01"))
    with pytest.raises(Refusal, match="purse reserve:explore"):
        plan_beat(planned)
    assert len(planned.book.state(PROPOSALS).plans) == 1
    assert len(list(planned.workspace.plans.glob("*.json"))) == 1


def test_a_house_without_anything_can_be_planned(tmp_path: Path):
    with open_house(make_workspace(tmp_path / "empty", TOML), clock=lambda: NOON) as house:
        planned = plan_beat(house)
    assert planned.plan.beat == PLANNED
    assert "Nothing is booked" in planned.brief_html.read_text()


def test_approval_enters_what_the_bet_sets(planned: House):
    from taktgeber.explore import LAB

    decide_proposal(planned.book, "2025-06-09/explore-bet-boxes", "approve", "We want to know.", LAB_LEAD)
    asked = planned.book.state(LAB).assumptions["boxes", "shops fill a box by themselves"]
    assert asked.state == "testing"
    assert asked.chance == 0.3
    decide_proposal(planned.book, "2025-06-09/explore-stop-circle", "approve", "It taught us enough.", LAB_LEAD)
    assert "circle" in planned.book.state(LAB).stopped

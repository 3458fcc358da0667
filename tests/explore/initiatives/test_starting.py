"""An initiative starts with three fields; assumptions are said before their test and settled with what says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from taktgeber.core import Money, Refusal
from taktgeber.cycle import House
from taktgeber.evidence import REGISTRY
from taktgeber.explore import LAB
from taktgeber.explore.initiatives import (
    body_of,
    change_initiative,
    import_backlog,
    settle_assumption,
    start_initiative,
    write_assumption,
)
from taktgeber.explore.opportunities import say_opportunity
from taktgeber.explore.short_name import short_name_of
from taktgeber.govern import INITIATIVES
from taktgeber.govern.kinds import KINDS, check_body
from tests.cycle.small_house import EXPLOIT_LEAD, LAB_LEAD, SPONSOR, initiative, make_house

THREE = {
    "name": "Lending shelf!",
    "unknown": "whether neighbours bring things back",
    "lose": Money(300_00, "GBP"),
    "until": "2025-09-07",
}
WORDS = "neighbours bring things back"


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house", data=False) as house:
        yield house


def started(house: House, **more):
    return start_initiative(house.book, THREE | more, LAB_LEAD).payload["initiative"]


def assumption(house: House, initiative: str, words: str = WORDS):
    found = house.book.state(LAB).assumption(initiative, words)
    assert found is not None
    return found


# starting --------------------------------------------------------------------------------------


def test_three_fields_and_a_name_are_enough(house: House):
    name = started(house)
    one = house.book.state(INITIATIVES)[name]
    assert name == "lending-shelf"
    assert (one.unit, one.state, one.labels, one.metrics) == ("lab", "running", (), ())
    assert one.horizon_beats == 8  # of the lab's mandate
    assert dict(one.distance) == {}
    assert started(house) == "lending-shelf-2"


def test_none_starts_that_would_have_ended_before_it_began(house: House):
    with pytest.raises(Refusal, match="before it began"):
        started(house, until="2025-06-08")
    assert "lending-shelf" not in house.book.state(INITIATIVES).said
    name = started(house, until="2025-06-09")
    change_initiative(house.book, name, {"until": "2025-06-08"}, LAB_LEAD)  # the day of one that runs may be told late


@pytest.mark.parametrize("missing", ["name", "unknown", "lose", "until"])
def test_each_of_the_three_and_the_name_is_asked_for(house: House, missing: str):
    with pytest.raises(Refusal, match="this field is empty"):
        start_initiative(house.book, {**THREE, missing: None}, LAB_LEAD)
    assert "lending-shelf" not in house.book.state(INITIATIVES)


def test_a_house_without_a_lab_says_so(tmp_path: Path):
    from taktgeber.cycle import open_house
    from taktgeber.workspace import make_workspace
    from tests.cycle.small_house import TOML

    with (
        open_house(make_workspace(tmp_path / "new", TOML)) as empty,
        pytest.raises(Refusal, match="no unit of this house explores"),
    ):
        start_initiative(empty.book, THREE, LAB_LEAD)


def say_premise(house: House, name: str) -> None:
    said = {"premise": name, "says": "People buy.", "refutes": "They borrow.", "day": "2025-03-10"}
    house.book.found("premise", said, LAB_LEAD, "notes, 2025-03-10")


def test_a_change_keeps_all_fields_of_the_kind(house: House):
    say_premise(house, "a")
    whole = {"charter": "learn", "premises": ["a"], "approach": ["prototype"], "competences": ["lending"],
             "partners": ["3 shops"], "maturity": "sketch", "why": "new to us",
             "distance": {"technology": 0, "market": 1, "proposition": 2}}  # fmt: skip
    name = started(house, **whole)
    change_initiative(house.book, name, {"maturity": "trial"}, LAB_LEAD)
    body = body_of(house.book.state(INITIATIVES)[name])
    wanted = whole | {"maturity": "trial", "unknown": THREE["unknown"], "until": "2025-09-07"}
    assert {part: body[part] for part in wanted} == wanted
    assert set(KINDS["initiative"]) - set(body) == {"reason", "opportunity"}
    assert check_body("initiative", body)


def test_an_initiative_names_an_opportunity_that_was_said(house: House):
    with pytest.raises(Refusal, match="nobody has said an opportunity"):
        started(house, opportunity="lending")
    say_opportunity(house.book, {"says": "Lend it.", "opportunity": "lending"}, LAB_LEAD)
    name = started(house, opportunity="lending")
    assert house.book.state(INITIATIVES)[name].opportunity == "lending"


def test_what_it_attacks_was_said_and_so_was_what_an_assumption_is_about(house: House):
    with pytest.raises(Refusal, match='nobody has said a premise "people-buy"'):
        started(house, premises=["people-buy"])
    name = started(house)
    with pytest.raises(Refusal, match='nobody has said a premise "people-buy"'):
        write_assumption(house.book, {"initiative": name, "assumption": "a", "premise": "people-buy"}, LAB_LEAD)
    say_premise(house, "people-buy")
    assert write_assumption(house.book, {"initiative": name, "assumption": "a", "premise": "people-buy"}, LAB_LEAD)
    change_initiative(house.book, name, {"premises": ["people-buy"]}, LAB_LEAD)
    body = body_of(house.book.state(INITIATIVES)[name], initiative="listed", premises=["people-own"])
    house.book.found("initiative", body, LAB_LEAD, "list of projects, 2025-03-10")
    change_initiative(house.book, "listed", {"maturity": "trial"}, LAB_LEAD)  # what was found holds up no change
    assert house.book.state(INITIATIVES)["listed"].premises == ("people-own",)


def test_partners_are_described_and_not_named(house: House):
    with pytest.raises(Refusal, match="could name a person"):
        started(house, partners=["Mr John Smith"])


@pytest.mark.parametrize(
    ("called", "name"),
    [("Hire a party box!", "hire-a-party-box"), ("Über-Größe", "über-größe"), ("共享 货架", "共享-货架"), ("…", ""),
     ("x" * 99, "x" * 60), ("a_b", "a-b")],
)  # fmt: skip
def test_short_names_are_made_in_any_script(called: str, name: str):
    assert short_name_of(called, ()) == name


# assumptions -------------------------------------------------------------------------------------


def test_an_assumption_is_written_and_settled_with_what_was_learned(house: House):
    name = started(house)
    write_assumption(house.book, {"initiative": name, "assumption": WORDS, "chance": 0.4}, LAB_LEAD)
    settle_assumption(house.book, name, WORDS, False, LAB_LEAD, learned="They forget it for a month.")
    one = assumption(house, name)
    assert (one.state, one.chance, one.settled) == ("refuted", 0.4, date(2025, 6, 9))
    (insight,) = house.book.state(LAB).insights_on(name)
    kept = house.book.state(REGISTRY).insights[insight]
    assert (kept.says, kept.on, kept.holds) == ("They forget it for a month.", name, False)


def test_no_assumption_is_settled_by_a_tick(house: House):
    name = started(house)
    write_assumption(house.book, {"initiative": name, "assumption": WORDS}, LAB_LEAD)
    with pytest.raises(Refusal, match="neither a hypothesis nor what was learned"):
        settle_assumption(house.book, name, WORDS, True, LAB_LEAD)
    with pytest.raises(Refusal, match="nothing says so"):
        house.book.decide("assumption", {"initiative": name, "assumption": WORDS, "state": "held"}, LAB_LEAD)
    with pytest.raises(Refusal, match="nobody has said the hypothesis"):
        settle_assumption(house.book, name, WORDS, True, LAB_LEAD, hypothesis="unheard")


def test_a_hypothesis_that_was_said_settles_it(house: House):
    name = started(house)
    said = {"hypothesis": "back", "says": WORDS, "hand": "explore", "question": "need", "on": name, "day": "2025-06-09"}
    house.book.decide("hypothesis", said, LAB_LEAD)
    write_assumption(house.book, {"initiative": name, "assumption": WORDS}, LAB_LEAD)
    settle_assumption(house.book, name, str(assumption(house, name).entry), True, LAB_LEAD, hypothesis="back")
    assert assumption(house, name).state == "held"


def test_what_was_never_said_is_not_settled_by_decision(house: House):
    with pytest.raises(Refusal, match="knows no assumption"):
        settle_assumption(house.book, started(house), WORDS, True, LAB_LEAD, learned="They do.")


def test_what_is_settled_is_opened_before_it_is_settled_anew(house: House):
    name = started(house)
    write_assumption(house.book, {"initiative": name, "assumption": WORDS}, LAB_LEAD)
    settle_assumption(house.book, name, WORDS, True, LAB_LEAD, learned="They do.")
    with pytest.raises(Refusal, match="was settled on"):
        settle_assumption(house.book, name, WORDS, False, LAB_LEAD, learned="They do not.")
    house.book.decide("assumption", {"initiative": name, "assumption": WORDS, "state": "open"}, LAB_LEAD)
    settle_assumption(house.book, name, WORDS, False, LAB_LEAD, learned="They do not.")
    assert assumption(house, name).state == "refuted"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"initiative": "nowhere"}, "knows no initiative"),
        ({"until": "2025-06-08"}, "before it was asked"),
        ({"day": "2025-06-10"}, "has not come yet"),
    ],
)
def test_wrong_assumptions_are_refused_when_decided_and_kept_when_found(house: House, body, says: str):
    whole = {"initiative": "boxes", "assumption": "boxes are blue", "state": "open"} | body
    with pytest.raises(Refusal, match=says):
        house.book.decide("assumption", whole, LAB_LEAD)
    house.book.found("assumption", whole, LAB_LEAD, "lab book, 2025-06-09")
    assert house.book.state(LAB).assumption(whole["initiative"], "boxes are blue")


def test_a_stopped_initiative_gets_no_new_assumption(house: House):
    name = started(house)
    change_initiative(house.book, name, {"state": "stopped"}, SPONSOR)
    with pytest.raises(Refusal, match="was stopped"):
        write_assumption(house.book, {"initiative": name, "assumption": WORDS}, LAB_LEAD)


def test_the_other_hand_writes_no_assumptions(house: House):
    with pytest.raises(Refusal, match="writes nothing of the lab"):
        write_assumption(house.book, {"initiative": "boxes", "assumption": WORDS}, EXPLOIT_LEAD)


@pytest.mark.parametrize("actor", [EXPLOIT_LEAD, "machine:import"])
def test_the_other_hand_starts_and_changes_no_initiative_of_the_lab(house: House, actor: str):
    name = started(house)
    with pytest.raises(Refusal, match="writes nothing of the lab"):
        start_initiative(house.book, {**THREE, "name": "Second shelf"}, actor)
    with pytest.raises(Refusal, match="writes nothing of the lab"):
        change_initiative(house.book, name, {"state": "stopped"}, actor)
    assert house.book.state(INITIATIVES).get("second-shelf") is None
    assert house.book.state(INITIATIVES)[name].state == "running"


def test_the_other_hand_brings_no_backlog(house: House, tmp_path: Path):
    backlog = tmp_path / "backlog.csv"
    backlog.write_text("name,unknown,lose,until\nShelf,whether it is used,300,2025-09-07\n", "utf-8")
    with pytest.raises(Refusal, match="writes nothing of the lab"):
        import_backlog(house.book, backlog, "GBP", EXPLOIT_LEAD)
    assert len(import_backlog(house.book, backlog, "GBP", LAB_LEAD)) == 1


def test_what_was_found_of_the_lab_is_accepted_from_anyone(house: House):
    body = {**initiative("ring", "lab"), "name": "Ring"}
    house.book.found("initiative", body, EXPLOIT_LEAD, "list of projects, 2025-03-10")
    assert house.book.state(INITIATIVES)["ring"].standing == "found"


def test_the_other_hand_decides_on_initiatives_of_its_own(house: House):
    house.book.decide("initiative", initiative("letters", "performance"), EXPLOIT_LEAD)
    assert house.book.state(INITIATIVES)["letters"].unit == "performance"

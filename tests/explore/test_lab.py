from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from taktgeber.core import Entry, Estimate, Exact, Forecast, Money, Refusal, Unknown, text
from taktgeber.core.format import show
from taktgeber.cycle import House
from taktgeber.evidence import REGISTRY
from taktgeber.evidence.registry.insight import insight_of
from taktgeber.explore import LAB, YARDSTICKS, outcome, record_of, section
from taktgeber.explore.insights import idea_in_words, of_the_lab
from taktgeber.explore.yardsticks import chance_of_settling
from tests.cycle.small_house import FIRST, LAB_LEAD, PLANNED, SPONSOR, make_house

SOURCE = "lab book, 2025-06-01"


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house", data=False) as house:
        yield house


def said(house: House, kind: str, body: dict) -> None:
    house.book.found(kind, body, LAB_LEAD, SOURCE)


def reused(*by: str, day: str = "2025-06-02") -> dict:
    return {"insight": "circle-1", "by": list(by), "day": day}


def found(body: dict) -> Entry:
    at = datetime(2025, 6, 9, tzinfo=UTC)
    return Entry(1, at, LAB_LEAD, "insight", "decided", "", b"", body, "", "")


def made(house: House):
    return section(house.beat(PLANNED))


def proposals(house: House) -> dict:
    return {p.id: p for p in made(house).proposals}


def count(figure: Exact) -> int:
    assert isinstance(figure.value, int)
    return figure.value


# memory ------------------------------------------------------------------------------------------


def test_what_a_bet_taught_is_an_insight_and_all_who_use_it_are_kept(house: House):
    said(house, "reused", reused("service"))
    said(house, "reused", reused("crm", "service", day="2025-06-03"))
    registry = house.book.state(REGISTRY)
    assert house.book.state(LAB).insights_on("circle") == ("circle-1",)
    assert registry.used_by("circle-1") == ("service", "crm")
    homes, all_of = record_of(house.book).homes, of_the_lab(registry)
    assert [one.insight for one in homes.reused(registry, all_of, FIRST)] == ["circle-1"]
    assert homes.reused(registry, all_of, PLANNED) == ()


@pytest.mark.parametrize("own", ["lab", "Lab", "boxes", "circle", "explore_lead"])
def test_a_unit_that_goes_on_with_its_own_work_has_passed_nothing_on(house: House, own: str):
    said(house, "reused", reused(own))
    registry, record = house.book.state(REGISTRY), record_of(house.book)
    assert record.homes.reused(registry, of_the_lab(registry), FIRST) == ()
    assert count(YARDSTICKS["reused"](record, FIRST).now) == 0
    assert "is used by" not in show(made(house).headline)
    said(house, "reused", reused(own, "service", day="2025-06-03"))
    others = YARDSTICKS["reused"](record_of(house.book), FIRST)
    assert count(others.now) == 1
    assert [show(words) for words in others.reads] == ["Reused by service."]


@pytest.mark.parametrize(
    "body",
    [
        {"assumption": "x"},
        {"initiative": "boxes", "assumption": "x", "chance": "high"},
        {"initiative": "boxes", "assumption": "x", "chance": 7},
        {"initiative": "boxes", "assumption": "x", "state": "maybe"},
        {"initiative": "boxes", "assumption": "x", "until": "next year"},
        {"initiative": "boxes", "assumption": "x", "lose": {"pounds": 5}},
    ],
)
def test_an_assumption_that_says_what_none_can_is_refused_at_the_door(house: House, body):
    with pytest.raises(Refusal):
        said(house, "assumption", body)
    assert not made(house).findings


def test_a_chance_stated_after_the_test_never_replaces_the_one_before(house: House):
    body = {"initiative": "boxes", "assumption": "a box survives the post", "chance": 0.01, "state": "refuted"}
    said(house, "assumption", body)
    asked = house.book.state(LAB).assumptions["boxes", "a box survives the post"]
    assert (asked.chance, asked.state) == (0.9, "refuted")


def test_yardsticks_count_what_fell_into_the_beat(house: House):
    said(house, "reused", reused("service"))
    codes, record = ("settled", "insights", "stopped", "reused"), record_of(house.book)
    assert [count(YARDSTICKS[code](record, FIRST).now) for code in codes] == [1, 1, 0, 1]
    assert [count(YARDSTICKS[code](record, PLANNED).now) for code in codes] == [0, 0, 0, 0]


# what is shown -----------------------------------------------------------------------------------


def test_the_headline_says_what_was_learned(house: House):
    assert show(made(house).headline) == "The lab learned: Shops ask us, not each other."
    said(house, "reused", reused("service"))
    assert show(made(house).headline).endswith("What Circle taught is used by service already.")


def test_an_answer_without_an_insight_is_said_as_well(house: House):
    answer = {"initiative": "boxes", "assumption": "a box survives the post", "state": "held", "day": "2025-08-01"}
    said(house, "assumption", answer)
    shown = section(house.beat(PLANNED.after()))
    assert show(shown.headline) == "The lab found that it holds: a box survives the post."


def test_a_bet_found_as_stopped_ended_by_its_own_date(house: House):
    from tests.cycle.small_house import initiative

    said(house, "initiative", initiative("rooms", "lab", state="stopped", until="2024-12-31"))
    assert house.book.state(LAB).stopped["rooms"] == date(2024, 12, 31)
    assert "rooms" not in show(made(house).headline).lower()


def test_initiatives_are_sorted_by_learning(house: House):
    names = [row[0] for row in made(house).tables[0].rows]
    assert names == ["Circle", "Boxes"]


def test_no_initiative_of_the_other_hand_is_shown(house: House):
    assert "Reinvent" not in str(made(house).tables)


def test_what_nobody_tested_is_named_past_its_best_before_date(house: House):
    assert "past-best-before" not in [f.code for f in made(house).findings]
    old = {"insight": "old", "hand": "explore", "on": "boxes", "says": "Boxes bore.", "day": "2024-01-01"}
    said(house, "insight", old)
    stale = next(f for f in made(house).findings if f.code == "past-best-before")
    assert show(stale.says) == '"Boxes bore." was best before 30 Dec 2024.'


def test_a_bet_without_its_three_fields_is_named(house: House):
    from tests.cycle.small_house import initiative

    house.book.decide("initiative", initiative("boxes", "lab", lose=None, reason=None), SPONSOR)
    assert "bet-incomplete" in [f.code for f in made(house).findings]


def test_a_lab_without_open_assumptions_is_told_what_to_write_down(house: House):
    for words in ("shops fill a box by themselves", "a box survives the post"):
        said(house, "assumption", {"initiative": "boxes", "assumption": words, "state": "held"})
    shown = made(house)
    assert "no-open-assumption" in [f.code for f in shown.findings]
    assert [p.id for p in shown.proposals] == ["explore-stop-circle"]


# the bet -----------------------------------------------------------------------------------------


def test_the_bet_is_the_assumption_most_likely_to_fail_for_its_stake_and_names_three_fields(house: House):
    bet = proposals(house)["explore-bet-boxes"]
    words = show(bet.says)
    assert "whether shops fill a box by themselves" in words
    assert "What we may lose: £100. Until: 7 Sept 2025." in words
    assert bet.decider == "explore_lead"
    assert bet.mode == "explore"
    assert [m.amount for m in bet.moves] == [Money(100_00, "GBP")]


def test_the_bet_forecasts_learning_alone(house: House):
    forecasts = proposals(house)["explore-bet-boxes"].forecasts
    assert [f.metric for f in forecasts] == ["chance_of_an_answer_in_time", "chance_that_it_holds"]
    assert all(getattr(f.expected, "unit", "share") == "share" for f in forecasts)


def test_what_the_bet_sets_is_the_assumption_in_test(house: House):
    (setting,) = proposals(house)["explore-bet-boxes"].sets
    assert setting.kind == "assumption"
    assert setting.body["state"] == "testing"


def test_a_stake_in_another_currency_is_no_bet_of_this_house(house: House):
    body = {"initiative": "boxes", "assumption": "a box is cheap", "chance": 0.01, "lose": Money(1_00, "EUR")}
    said(house, "assumption", body)
    assert "shops fill a box by themselves" in show(proposals(house)["explore-bet-boxes"].says)


def test_while_a_test_runs_the_next_question_of_its_initiative_waits(house: House):
    testing = {"initiative": "boxes", "assumption": "shops fill a box by themselves", "state": "testing"}
    said(house, "assumption", testing)
    assert "explore-bet-boxes" not in proposals(house)
    said(house, "assumption", {**testing, "until": "2025-05-31"})
    assert "whether a box survives the post" in show(proposals(house)["explore-bet-boxes"].says)


# the stop ----------------------------------------------------------------------------------------


def test_a_refuted_bet_is_to_be_stopped_with_what_it_taught(house: House):
    stop = proposals(house)["explore-stop-circle"]
    assert "it did not hold that shops answer each other" in show(stop.says)
    assert show(stop.learns) == "Shops ask us, not each other."
    assert [s.kind for s in stop.sets] == ["initiative"]
    assert stop.sets[0].body["state"] == "stopped"
    assert stop.forecasts == ()


def test_a_stop_without_an_insight_writes_one(house: House):
    said(house, "assumption", {"initiative": "boxes", "assumption": "a box survives the post", "state": "refuted"})
    said(house, "assumption",
         {"initiative": "boxes", "assumption": "shops fill a box by themselves", "state": "held"})  # fmt: skip
    stop = proposals(house)["explore-stop-boxes"]
    assert [s.kind for s in stop.sets] == ["insight", "initiative"]
    learned = stop.sets[0].body
    assert "a box survives the post" in learned["says"]
    assert (learned["on"], learned["holds"], learned["hand"]) == ("boxes", False, "explore")
    house.book.decide("insight", learned, LAB_LEAD)
    assert house.book.state(REGISTRY).insights["boxes-stopped"].best_before == date(2027, 6, 7)


def test_a_bet_that_ends_without_an_answer_says_neither_that_it_held_nor_that_it_did_not(house: House):
    from tests.cycle.small_house import initiative

    said(house, "initiative", initiative("late", "lab", until="2025-05-31", reason=None))
    stop = next(p for p in made(house).proposals if p.id.startswith("explore-stop"))
    assert stop.id == "explore-stop-circle"
    house.book.decide("initiative", initiative("circle", "lab", state="stopped"), SPONSOR)
    learned = proposals(house)["explore-stop-late"].sets[0].body
    assert "holds" not in learned
    assert idea_in_words(insight_of(found(learned))) == text("still open")


# outcomes ----------------------------------------------------------------------------------------


def forecast(metric: str) -> Forecast:
    scope = {"initiative": "boxes", "assumption": "a box survives the post"}
    return Forecast(metric, scope, PLANNED, Unknown(show_why(), show_why()))


def show_why():
    from taktgeber.core import text

    return text("Not asked here.")


@pytest.mark.parametrize(
    ("state", "settled", "holds"), [("held", 1, 1), ("refuted", 1, 0), ("open", 0, None), ("testing", 0, None)]
)
def test_outcomes_are_read_from_the_ledger(house: House, state, settled, holds):
    body = {"initiative": "boxes", "assumption": "a box survives the post", "state": state, "day": "2025-08-01"}
    said(house, "assumption", body)
    beat = house.beat(PLANNED)
    assert outcome(beat, forecast("chance_of_an_answer_in_time")).value.value == settled
    found = outcome(beat, forecast("chance_that_it_holds"))
    assert (found.value.value if isinstance(found, Exact) else None) == holds


def test_an_answer_after_the_beat_is_not_an_answer_in_time(house: House):
    body = {"initiative": "boxes", "assumption": "a box survives the post", "state": "held", "day": "2025-09-08"}
    said(house, "assumption", body)
    assert outcome(house.beat(PLANNED), forecast("chance_of_an_answer_in_time")).value.value == 0


def test_a_metric_of_another_room_is_left_to_it(house: House):
    assert outcome(house.beat(PLANNED), forecast("spend")) is None


def test_the_chance_of_an_answer_is_the_labs_own_record(house: House):
    for number in range(4):
        body = {"initiative": "circle", "assumption": f"question {number}", "chance": 0.5, "until": "2025-05-31"}
        said(house, "assumption", body | {"state": "open", "day": "2025-04-01"})
        if number:
            said(house, "assumption", body | {"state": "held", "day": "2025-05-01"})
    chance = chance_of_settling(house.book.state(LAB), PLANNED)
    assert isinstance(chance, Estimate)
    # Four of five came in time (with the one of the small house): (4 + 1/2) / (5 + 1).
    assert (chance.value, chance.n) == (pytest.approx(4.5 / 6), 5)
    assert chance.low < chance.value < chance.high


def test_three_dates_that_passed_are_asked_for_before_a_chance_is_said(house: House):
    assert isinstance(chance_of_settling(house.book.state(LAB), PLANNED), Unknown)


def test_a_date_that_was_put_off_counts_as_one_that_was_not_kept(house: House):
    for number in range(4):
        body = {"initiative": "boxes", "assumption": f"a{number}", "until": "2025-05-10"}
        said(house, "assumption", body | {"state": "open", "day": "2025-04-01"})
        said(house, "assumption", body | {"state": "held", "day": "2025-05-01"})
    before = chance_of_settling(house.book.state(LAB), PLANNED)
    body = {"initiative": "boxes", "assumption": "a box survives", "state": "open", "day": "2025-04-01"}
    said(house, "assumption", body | {"until": "2025-05-10"})
    said(house, "assumption", body | {"until": "2025-12-10"})
    after = chance_of_settling(house.book.state(LAB), PLANNED)
    assert isinstance(before, Estimate)
    assert isinstance(after, Estimate)
    assert (after.n, after.value < before.value) == (before.n + 1, True)

"""The room in the brief: what was learned, what waits to be concluded, what to watch; and nothing for nothing."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from taktgeber.core import Refusal, Section, Unknown, text
from taktgeber.core.format import show
from taktgeber.cycle import House, close_beat, open_house, plan_beat
from taktgeber.cycle.honesty import check_section
from taktgeber.evidence import REGISTRY, section
from taktgeber.evidence.ladder.level import graded
from taktgeber.evidence.registry.enter import conclude_experiment, register_experiment
from taktgeber.evidence.telling.proposals import proposals
from taktgeber.evidence.telling.quoted import quoted, quoted_row
from taktgeber.govern import decide_proposal
from taktgeber.workspace import open_workspace
from tests.cycle.small_house import (
    BOOKINGS,
    EXPLOIT_LEAD,
    LAB_LEAD,
    NOON,
    PLANNED,
    booking_rows,
    load,
    make_house,
    media_rows,
)

from .tested_house import ANALYST, frozen, make_tested_house


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tested") / "house"
    with make_tested_house(folder):
        return folder


@pytest.fixture(scope="module")
def tested(template: Path) -> Iterator[House]:
    with open_house(open_workspace(template), clock=lambda: NOON) as house:
        yield house


@pytest.fixture
def house(template: Path, tmp_path: Path) -> Iterator[House]:
    """To change at will."""
    where = Path(shutil.copytree(template, tmp_path / "house"))
    with open_house(open_workspace(where), clock=lambda: NOON) as made:
        yield made


@pytest.fixture(scope="module")
def said(tested: House) -> Section:
    return section(tested.beat(PLANNED))


def test_a_null_reads_as_well_as_a_win(said: Section):
    words = show(said.headline)
    assert words.startswith('"A box on trial" has no effect that matters: 1.44 %')
    assert "does harm" in words


def test_the_learning_rate_stands_before_the_win_rate(said: Section):
    rate, wins, running, waiting = said.tiles
    assert (rate.now.value, wins.now.value) == (0.75, 0.25)
    assert isinstance(rate.before, Unknown)
    assert (running.now.value, waiting.now.value) == (2, 2)


def test_what_waits_for_somebody_comes_first_with_effect_and_level(said: Section):
    rows = [[show(cell) for cell in row] for row in said.tables[0].rows]
    assert [row[0] for row in rows[:2]] == ["A button on phones", "Button 3"]
    assert [(row[2], row[5]) for row in rows if row[0] == "Button 0"] == [("shown", "E4")]
    assert rows[0][4] == "not to be believed"


def test_one_metric_on_one_axis_without_what_is_not_to_be_believed(said: Section):
    (forest,) = said.pictures
    assert (forest.kind, forest.unit) == ("forest", "share")
    names = ["Button 0", "A box on trial", "Button 2", "Button 3", "Button 1"]
    assert list(map(show, forest.data["label"])) == [row[0] for row in forest.table.rows] == names


def test_what_to_watch_is_said_with_the_way_on(said: Section):
    found = {one.code: one for one in said.findings}
    assert {"not-to-be-believed", "nobody-read-it", "contradicted", "past-best-before"} <= set(found)
    assert show(found["nobody-read-it"].advice) == "Read it: takt experiment read FILE --experiment late"
    assert found["not-to-be-believed"].severity == "stop"
    assert said.findings[0].severity == "stop"


def test_the_section_keeps_the_house_rules(said: Section):
    check_section(said, {})


def test_what_was_read_is_proposed_to_be_concluded_by_the_lead_of_its_hand(said: Section):
    by = {one.id: one for one in said.proposals}
    assert set(by) == {"evidence-conclude-grey", "evidence-conclude-split"}
    one = by["evidence-conclude-grey"]
    assert (one.decider, one.mode, one.moves, one.forecasts) == ("exploit_lead", "exploit", (), ())
    assert "its figures say no effect that matters, -1.16 %" in show(one.says)
    assert "Frozen before: Shown: everywhere." in show(one.says)


def test_a_win_is_not_proposed_without_what_suffered(tested: House):
    registry = tested.book.state(REGISTRY)
    grey = registry.experiments["grey"]
    held = ({"metric": "refunds", "arm": "new", "crossed": True}, {"metric": "visits", "arm": "new", "crossed": None})
    harmed = replace(grey, looks=(*grey.looks[:-1], replace(grey.looks[-1], guardrails=held)))
    (one,) = proposals(replace(registry, experiments={"grey": harmed}))
    assert show(one.says).startswith('refunds suffered beyond its margin with "new". Conclude ')
    assert "visits" not in show(one.says)
    check_section(Section("evidence", None, text("Read."), (), (), (), (one,), (), ()), {})


def test_approval_writes_the_conclusion_and_the_beat_closes(house: House):
    planned = plan_beat(house)
    assert {"evidence-conclude-grey", "evidence-conclude-split"} <= set(planned.waiting)
    with pytest.raises(Refusal, match="does not conclude experiments of this hand"):
        decide_proposal(house.book, "2025-06-09/evidence-conclude-grey", "approve", "", LAB_LEAD)
    for name in ("grey", "split"):
        decide_proposal(house.book, f"2025-06-09/evidence-conclude-{name}", "approve", "", EXPLOIT_LEAD)
    known = house.book.state(REGISTRY).experiments
    assert known["grey"].conclusion is not None
    assert (known["grey"].conclusion.verdict, known["grey"].conclusion.who) == ("no_effect", EXPLOIT_LEAD)
    assert known["split"].conclusion is not None
    assert known["split"].conclusion.reason == "sample-ratio"
    assert graded(known["grey"]).name == "E4"
    assert house.book.verify() is None
    assert section(house.beat(PLANNED)).proposals == ()


def test_what_was_concluded_by_hand_meanwhile_is_not_concluded_again(house: House):
    plan_beat(house)
    conclude_experiment(house.book, "grey", "Nothing.", EXPLOIT_LEAD)
    with pytest.raises(Refusal, match="was concluded on"):
        decide_proposal(house.book, "2025-06-09/evidence-conclude-grey", "approve", "", EXPLOIT_LEAD)


def test_a_proposal_of_the_lab_says_what_it_teaches_and_holds_no_money(house: House):
    registry = house.book.state(REGISTRY)
    box = registry.experiments["box"]
    open_again = replace(registry, experiments={"box": replace(box, conclusion=None)})
    (one,) = proposals(open_again)
    assert (one.decider, one.mode) == ("explore_lead", "explore")
    assert one.learns is not None
    assert "Shops that try a box order again." in show(one.learns)
    check_section(Section("evidence", None, text("Read."), (), (), (), (one,), (), ()), {})


@pytest.mark.parametrize(
    "odd",
    [
        {"lift": None, "lift_low": None, "lift_high": None},
        {"lift": 1e308, "lift_low": -1e308, "lift_high": 1e308, "estimate": 1e307, "low": -1e308, "high": 1e308},
        {"low": None, "high": None, "lift_low": None, "lift_high": None},
    ],
)
def test_no_effect_whatever_it_is_stops_a_plan(house: House, odd: dict[str, Any]):
    """A look that was only found may hold any number; of the lab no figure is said that may stand for money."""
    for name, hypothesis, hand in (("odd", "boxes-sell", "explore"), ("odder", "blue-sells", "exploit")):
        who = LAB_LEAD if hand == "explore" else ANALYST
        plan = frozen(name, "Odd", hypothesis=hypothesis, metric="spend", first="2025-06-09", last="2025-06-09")
        register_experiment(house.book, plan, who)
        effect = {"arm": "new", "estimate": 1.0, "low": 0.5, "high": 1.5, "error": 0.25, "lift": 0.1, "lift_low": 0.0,
                  "lift_high": 0.2, "lift_error": 0.05, "better": 1}  # fmt: skip
        look = {"experiment": name, "hand": hand, "day": "2025-06-09", "units": 2000, "counts": {"old": 1, "new": 1},
                "metric": "spend", "effects": [effect | odd], "final": True, "findings": [], "stops": [], "file": "f",
                "digest": "0" * 64}  # fmt: skip
        house.book.found("looked", look, who, "notes, 2025-06-09")
    planned = plan_beat(house)
    assert {"evidence-conclude-odd", "evidence-conclude-odder"} <= set(planned.waiting)


def test_the_beat_is_closed_without_a_score_for_them(house: House):
    plan_beat(house)
    decide_proposal(house.book, "2025-06-09/evidence-conclude-grey", "approve", "", EXPLOIT_LEAD)
    load(house, "media", media_rows((("lab_reels", "TikTok", 100),), "2025-09-07"))
    load(house, "bookings", booking_rows([("b9", "2025-09-01", *BOOKINGS[0][2:])]))
    closed = close_beat(house)
    assert not [score for score in closed.scores if "evidence" in score.proposal]


def test_names_that_look_like_figures_stop_no_plan(house: House):
    house.book.decide("hypothesis", {
        "hypothesis": "half", "says": "50 %", "hand": "exploit", "question": "works", "day": "2025-06-09",
    }, ANALYST)  # fmt: skip
    odd = frozen("a b/c", "12.5 %", hypothesis="half", first="2025-06-09", last="2025-06-09",
                 rule="£5 off, p-5c0a00000001", market="5 EUR")  # fmt: skip
    register_experiment(house.book, odd, ANALYST)
    assert plan_beat(house).fresh


def test_people_words_are_set_apart_wherever_they_stand():
    told = quoted(text('"{name}" and {more}', name="50 %", more=text("{rule}", rule="ask p-5c0a00000001")))
    assert show(told) == '"50 %" and ask •••'
    assert [show(cell) for cell in quoted_row(("7 %", "7 %", "plain"))] == ["7 %", "7 %", "plain"]


def test_who_never_registered_anything_is_told_so_at_once(tmp_path: Path):
    with make_house(tmp_path / "house") as house:
        beat = house.beat(PLANNED)
        section(beat)
        start = time.perf_counter()
        said = section(beat)
        assert time.perf_counter() - start < 0.05
    assert show(said.headline) == "No experiment was ever registered: what is known here is what people say."
    assert "takt experiment register FILE" in show(said.how[0])
    assert (said.tiles, said.tables, said.proposals, said.findings) == ((), (), (), ())


def test_a_beat_without_any_conclusion_says_what_runs(tested: House):
    from taktgeber.core import Period
    from taktgeber.evidence.telling.learned import headline

    registry = tested.book.state(REGISTRY)
    early = Period(date(2025, 3, 1), date(2025, 3, 20))
    assert show(headline(registry, early)).startswith("2 experiments run; none was concluded")
    assert show(headline(replace(registry, experiments={}), early)).startswith("No experiment runs")

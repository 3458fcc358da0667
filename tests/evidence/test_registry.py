"""The registry: what is frozen stays, looks follow it, people conclude, and what is found is kept all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.evidence.ladder.level import graded, hypothesis_grade
from taktgeber.evidence.registry.enter import conclude_experiment
from taktgeber.evidence.registry.memory import REGISTRY
from taktgeber.evidence.registry.outcome import outcome_of
from taktgeber.evidence.registry.record import record_look
from taktgeber.evidence.telling.pictures import look_pictures
from taktgeber.govern import LedgerBook
from tests.evidence.registry_cast import (
    ANALYST,
    LAB,
    LEAD,
    SPONSOR,
    Clock,
    experiment,
    hypothesis,
    new_book,
    role,
    units_file,
)

COLUMNS = {"variant": "arm", "unit": "user"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[LedgerBook]:
    made = new_book(tmp_path, clock)
    made.decide("hypothesis", hypothesis(), ANALYST)
    yield made
    made.close()


def run(book: LedgerBook, clock: Clock, folder: Path, lift: float, **more: object) -> None:
    book.decide("experiment", experiment(**more), ANALYST)
    clock.set(date(2025, 4, 7))
    name = str(more.get("name_", "blue"))
    record_look(book, name, units_file(folder / f"{name}.csv", lift), ANALYST, **COLUMNS)


def test_from_registered_to_concluded(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(first="2025-03-12"), ANALYST)
    known = book.state(REGISTRY).experiments["blue"]
    assert [known.state(date(2025, 3, day)) for day in (10, 12)] == ["registered", "running"]
    assert not known.overdue(date(2025, 4, 6))
    assert known.overdue(date(2025, 4, 7))
    clock.set(date(2025, 4, 7))
    record_look(book, "blue", units_file(tmp_path / "blue.csv", 0.05), ANALYST, **COLUMNS)
    known = book.state(REGISTRY).experiments["blue"]
    assert known.state(book.today()) == "read"
    assert outcome_of(known) == "shown"
    assert known.looks[0].counts == {"old": 1000, "new": 1000}
    conclude_experiment(book, "blue", "Blue everywhere.", LEAD)
    known = book.state(REGISTRY).experiments["blue"]
    assert known.state(book.today()) == "concluded"
    assert known.conclusion is not None
    assert (known.conclusion.verdict, known.conclusion.who) == ("shown", LEAD)
    assert graded(known).name == "E4"
    assert book.verify() is None


@pytest.mark.parametrize(
    ("lift", "units", "sd", "outcome"),
    [
        (0.05, 2000, 5.0, "shown"),
        (-0.05, 2000, 5.0, "harm"),
        (0.0, 2000, 1.0, "no_effect"),
        (0.04, 300, 8.0, "unclear"),
    ],
)
def test_the_outcome_follows_the_frozen_threshold(
    book: LedgerBook, clock: Clock, tmp_path: Path, lift: float, units: int, sd: float, outcome: str
):
    book.decide("experiment", experiment(units=units), ANALYST)
    clock.set(date(2025, 4, 7))
    record_look(book, "blue", units_file(tmp_path / "f.csv", lift, units=units, sd=sd), ANALYST, **COLUMNS)
    known = book.state(REGISTRY).experiments["blue"]
    assert outcome_of(known) == outcome
    # A null that was measured well keeps its level; only what is too wide for the decision loses a step.
    assert graded(known).level == (3 if outcome == "unclear" else 4)


def test_less_may_be_better(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(metric="spend:less"), ANALYST)
    clock.set(date(2025, 4, 7))
    record_look(book, "blue", units_file(tmp_path / "f.csv", -0.05), ANALYST, **COLUMNS)
    assert outcome_of(book.state(REGISTRY).experiments["blue"]) == "shown"


def test_a_wrong_split_is_no_evidence_of_an_effect(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(), ANALYST)
    clock.set(date(2025, 4, 7))
    record_look(book, "blue", units_file(tmp_path / "f.csv", 0.05, share=0.4), ANALYST, **COLUMNS)
    known = book.state(REGISTRY).experiments["blue"]
    assert outcome_of(known) == "invalid"
    assert known.looks[0].stops == ("sample-ratio",)
    assert graded(known).name == "E2"
    with pytest.raises(Refusal, match="its figures say: invalid"):
        conclude_experiment(book, "blue", "Blue everywhere.", LEAD, verdict="shown")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"first": "2025-03-09"}, "before it was registered"),
        ({"hypothesis": "green-sells"}, "nobody has said the hypothesis"),
        ({"arms": ["old"]}, "two arms or more"),
        ({"control": "grey"}, "two arms or more"),
        ({"threshold": "some"}, "no smallest effect"),
        ({"threshold": "-2%"}, "no smallest effect"),
        ({"threshold": "inf"}, "no smallest effect"),
        ({"metric": "spend:median"}, "is not understood"),
        ({"guardrails": ["refunds"]}, "is not a margin"),
        ({"guardrails": [" +2%"]}, "is not understood"),
        ({"covariates": ["spend"]}, "a metric and a covariate at once"),
        ({"covariates": ["before:p50"]}, "no plain column"),
        ({"looks": 0}, "at least one look"),
        ({"hand": "explore"}, "of the other hand"),
        ({"day": "2025-03-09"}, "registered today"),
        ({"last": "2025-03-01"}, "before the first"),
    ],
)
def test_what_is_not_sound_is_not_frozen(book: LedgerBook, changed: dict[str, object], why: str):
    with pytest.raises(Refusal, match=why):
        book.decide("experiment", experiment(**changed), ANALYST)
    assert book.state(REGISTRY).experiments == {}


def test_what_was_said_first_stays(book: LedgerBook):
    book.decide("experiment", experiment(), ANALYST)
    with pytest.raises(Refusal, match="what was said first stays"):
        book.decide("hypothesis", hypothesis(chance=0.9), ANALYST)
    with pytest.raises(Refusal, match="what was frozen stays"):
        book.decide("experiment", experiment(metric="visits"), ANALYST)
    book.found("hypothesis", hypothesis(chance=0.9), ANALYST, "notes, 2025-03-11")
    book.found("experiment", experiment(metric="visits"), ANALYST, "notes, 2025-03-11")
    state = book.state(REGISTRY)
    assert state.hypotheses["blue-sells"].chance == 0.3
    assert state.experiments["blue"].plan.metric == "spend:unit=EUR"
    assert len(state.experiments["blue"].changed) == 1


def test_what_is_found_is_kept_and_stands_lower(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.found("experiment", experiment(first="2025-01-06", last="2025-02-02"), ANALYST, "notes, 2025-03-10")
    clock.set(date(2025, 4, 7))
    record_look(book, "blue", units_file(tmp_path / "f.csv", 0.05), ANALYST, **COLUMNS)
    grade = graded(book.state(REGISTRY).experiments["blue"])
    assert (grade.name, [step.code for step in grade.steps if step.down]) == ("E3", ["not-frozen"])


def test_a_look_that_was_not_planned_costs_a_step(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(), ANALYST)
    clock.set(date(2025, 3, 20))
    record_look(book, "blue", units_file(tmp_path / "f.csv", 0.05, units=900), ANALYST, **COLUMNS)
    assert book.state(REGISTRY).experiments["blue"].state(book.today()) == "running"
    clock.set(date(2025, 4, 7))
    record_look(book, "blue", units_file(tmp_path / "f.csv", 0.05), ANALYST, **COLUMNS)
    grade = graded(book.state(REGISTRY).experiments["blue"])
    assert (grade.name, [step.code for step in grade.steps if step.down]) == ("E3", ["unplanned-look"])


def test_planned_looks_cost_nothing_and_correct_the_estimate(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(looks=4), ANALYST)
    clock.set(date(2025, 3, 17))
    early = record_look(book, "blue", units_file(tmp_path / "a.csv", 0.0, units=500), ANALYST, **COLUMNS)
    look = early.experiment.looks[0]
    assert not look.final
    plain = early.reading.comparisons[0].plain
    assert plain is not None
    assert look.effects[0].high - look.effects[0].low > 1.5 * plain.difference.width  # it holds at all looks together
    clock.set(date(2025, 3, 24))
    later = record_look(book, "blue", units_file(tmp_path / "b.csv", 0.08, units=1000), ANALYST, **COLUMNS)
    look = later.experiment.looks[1]
    assert look.final  # it decided, before its last day
    seen = later.reading.comparisons[0].plain
    assert seen is not None
    assert look.effects[0].estimate < seen.difference.value  # winners that stop early look too good
    assert graded(later.experiment).name == "E4"
    with pytest.raises(Refusal, match="read for good"):
        record_look(book, "blue", units_file(tmp_path / "c.csv", 0.08, units=1500), ANALYST, **COLUMNS)


def test_a_cap_that_is_a_quantile_is_read_by_what_was_frozen(book: LedgerBook, clock: Clock, tmp_path: Path):
    run(book, clock, tmp_path, 0.05, metric="spend:cap=p99")
    assert outcome_of(book.state(REGISTRY).experiments["blue"]) == "shown"


def test_a_look_that_was_not_to_be_believed_decides_nothing_later(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(looks=3), ANALYST)
    clock.set(date(2025, 3, 17))
    wrong = units_file(tmp_path / "wrong.csv", 0.3, units=900, share=0.4)
    assert record_look(book, "blue", wrong, ANALYST, **COLUMNS).experiment.looks[0].stops
    clock.set(date(2025, 4, 7))
    file = units_file(tmp_path / "mended.csv", 0.05, units=880)
    read = record_look(book, "blue", file, ANALYST, **COLUMNS)
    assert outcome_of(read.experiment) == "shown"
    assert [len(picture.table.rows) for picture in look_pictures(read.experiment)] == [1]


def test_what_was_looked_at_before_its_end_can_be_read_for_good_when_no_unit_came_since(
    book: LedgerBook, clock: Clock, tmp_path: Path
):
    for name in ("blue", "again", "once"):
        book.decide("experiment", experiment(name, looks=1 + 2 * (name != "once")), ANALYST)
    clock.set(date(2025, 3, 31))
    file = units_file(tmp_path / "f.csv", 0.02, units=1500)
    for name in ("blue", "again"):
        assert not record_look(book, name, file, ANALYST, **COLUMNS).experiment.looks[0].final
    clock.set(date(2025, 4, 7))
    fewer = tmp_path / "fewer.csv"  # the same but for two units that were no customers
    fewer.write_text("".join(file.read_text().splitlines(keepends=True)[:-2]))
    once, same, shrunk = (
        record_look(book, name, read, ANALYST, **COLUMNS).experiment.looks[-1].effects[0]
        for name, read in (("once", file), ("blue", file), ("again", fewer))
    )
    assert once.low is not None
    assert same.low == pytest.approx(once.low, abs=1e-3)  # the same data are one look, which spends the whole error
    assert same.estimate == pytest.approx(once.estimate)
    assert shrunk.low is not None
    assert shrunk.low < same.low - 0.02  # another reading of nearly the same: the look before has spent its part


def test_who_may_conclude(book: LedgerBook, clock: Clock, tmp_path: Path):
    run(book, clock, tmp_path, 0.05)
    for actor in (ANALYST, LAB, "machine:taktgeber"):
        with pytest.raises(Refusal, match="does not conclude experiments of this hand"):
            conclude_experiment(book, "blue", "Blue everywhere.", actor)
    with pytest.raises(Refusal, match="its figures say"):
        conclude_experiment(book, "blue", "Nothing.", SPONSOR, verdict="unclear")
    conclude_experiment(book, "blue", "Nothing.", SPONSOR, verdict="unclear", reason="the shop was down for a week")
    with pytest.raises(Refusal, match="was concluded on"):
        conclude_experiment(book, "blue", "Blue everywhere.", LEAD)


def test_a_market_lead_concludes_what_is_of_the_own_market(book: LedgerBook, clock: Clock, tmp_path: Path):
    here, there, nowhere = "p-de01", "p-fa01", "p-0001"
    for person, unit, market in ((here, "germany", "Germany"), (there, "france", "France")):
        book.decide("unit", {"unit": unit, "name": market, "mode": "exploit", "market": market}, SPONSOR)
        book.decide("role", role(person, "market_lead") | {"unit": unit}, SPONSOR)
    book.decide("role", role(nowhere, "market_lead"), SPONSOR)
    run(book, clock, tmp_path, 0.05)
    for actor in (there, nowhere):
        with pytest.raises(Refusal, match="of the own market"):
            conclude_experiment(book, "blue", "Blue everywhere.", actor)
    assert conclude_experiment(book, "blue", "Blue everywhere.", here).payload["verdict"] == "shown"


def test_nothing_is_concluded_before_it_is_read(book: LedgerBook):
    with pytest.raises(Refusal, match="None is registered"):
        conclude_experiment(book, "blue", "Blue everywhere.", LEAD)
    book.decide("experiment", experiment(), ANALYST)
    with pytest.raises(Refusal, match="has not been read for good"):
        conclude_experiment(book, "blue", "Blue everywhere.", LEAD)
    with pytest.raises(Refusal, match="says why"):
        conclude_experiment(book, "blue", "Stopped.", LEAD, verdict="invalid")
    conclude_experiment(book, "blue", "Stopped.", LEAD, verdict="invalid", reason="the tag fired twice")
    assert book.state(REGISTRY).experiments["blue"].state(book.today()) == "invalid"


def test_a_file_of_something_else_is_refused_and_nothing_is_kept(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(arms=["old", "new", "green"]), ANALYST)
    clock.set(date(2025, 4, 7))
    before = book.count()
    with pytest.raises(Refusal, match="and old, new and green were frozen"):
        record_look(book, "blue", units_file(tmp_path / "f.csv", 0.05), ANALYST, **COLUMNS)
    assert book.count() == before


FOUND_LOOK = {
    "experiment": "blue", "hand": "exploit", "day": "2025-04-07", "units": 2000, "counts": {"old": 1000, "new": 1000},
    "metric": "spend:unit=EUR", "final": True, "findings": [], "stops": [], "file": "f.csv", "digest": "0" * 64,
    "effects": [{"arm": "new", "estimate": 1.0, "low": 0.4, "high": 1.6, "error": 0.3, "lift": 0.05, "lift_low": 0.02,
                 "lift_high": 0.08, "lift_error": 0.015, "better": 1}],
}  # fmt: skip


def test_figures_that_were_only_found_cost_a_step(book: LedgerBook, clock: Clock):
    book.decide("experiment", experiment(), ANALYST)
    clock.set(date(2025, 4, 7))
    book.found("looked", FOUND_LOOK, ANALYST, "a slide, 2025-04-07")
    grade = graded(book.state(REGISTRY).experiments["blue"])
    assert (grade.name, [step.code for step in grade.steps if step.down]) == ("E3", ["figures-found"])


def test_a_look_that_was_only_found_decides_nothing_later(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(looks=3), ANALYST)
    clock.set(date(2025, 4, 7))
    book.found("looked", FOUND_LOOK | {"units": 1900, "final": False}, ANALYST, "a slide, 2025-04-07")
    read = record_look(book, "blue", units_file(tmp_path / "f.csv", 0.05), ANALYST, **COLUMNS)
    assert (outcome_of(read.experiment), graded(read.experiment).name) == ("shown", "E3")


def test_nothing_found_changes_what_was_read_or_concluded(book: LedgerBook, clock: Clock, tmp_path: Path):
    run(book, clock, tmp_path, -0.05)
    book.found("looked", FOUND_LOOK, ANALYST, "a slide, 2025-04-07")
    end = {"experiment": "blue", "hand": "exploit", "verdict": "invalid", "does": "Again.", "reason": "we dislike it"}
    book.found("concluded", end, ANALYST, "a slide, 2025-04-07")  # who may not conclude cannot find it either
    state = book.state(REGISTRY)
    assert (outcome_of(state.experiments["blue"]), state.experiments["blue"].conclusion) == ("harm", None)
    conclude_experiment(book, "blue", "The old one stays.", LEAD)
    book.found("concluded", end, LEAD, "a slide, 2025-04-07")
    state = book.state(REGISTRY)
    assert state.experiments["blue"].state(book.today()) == "concluded"
    assert len(state.strays) == 3


def test_a_test_of_before_is_found_whole(book: LedgerBook):
    book.found("experiment", experiment(first="2025-01-06", last="2025-02-02"), ANALYST, "notes, 2025-03-10")
    book.found("looked", FOUND_LOOK | {"day": "2025-02-03"}, ANALYST, "notes, 2025-03-10")
    end = {"experiment": "blue", "hand": "exploit", "verdict": "shown", "does": "Blue everywhere."}
    book.found("concluded", end, ANALYST, "notes, 2025-03-10")
    known = book.state(REGISTRY).experiments["blue"]
    assert (known.state(book.today()), graded(known).name) == ("concluded", "E3")


def test_looks_and_conclusions_of_nothing_are_kept_and_count_for_nothing(book: LedgerBook):
    body = {"experiment": "ghost", "hand": "exploit", "verdict": "shown", "does": "All of it."}
    book.found("concluded", body, ANALYST, "notes, 2025-03-10")
    assert len(book.state(REGISTRY).strays) == 1


def test_a_finding_in_two_markets_is_the_highest_step(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(), ANALYST)
    book.decide("experiment", experiment("blue-fr", market="France"), ANALYST)
    clock.set(date(2025, 4, 7))
    for seed, name in enumerate(("blue", "blue-fr")):
        record_look(book, name, units_file(tmp_path / f"{name}.csv", 0.05, seed=seed), ANALYST, **COLUMNS)
    grade = hypothesis_grade(book.state(REGISTRY), "blue-sells")
    assert grade.name == "E5"
    assert grade.steps[-1].code == "replicated"


def test_two_markets_that_differ_are_no_replication(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(), ANALYST)
    book.decide("experiment", experiment("blue-fr", market="France"), ANALYST)
    clock.set(date(2025, 4, 7))
    for lift, name in ((0.05, "blue"), (-0.05, "blue-fr")):
        record_look(book, name, units_file(tmp_path / f"{name}.csv", lift), ANALYST, **COLUMNS)
    assert hypothesis_grade(book.state(REGISTRY), "blue-sells").name == "E4"


def test_the_planned_split_is_frozen_too(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(shares={"old": 3, "new": 2}), ANALYST)
    clock.set(date(2025, 4, 7))
    with pytest.raises(TypeError):
        record_look(book, "blue", units_file(tmp_path / "f.csv", 0.05, share=0.4), ANALYST, split={"old": 1}, **COLUMNS)
    record_look(book, "blue", units_file(tmp_path / "f.csv", 0.05, share=0.4), ANALYST, **COLUMNS)
    assert outcome_of(book.state(REGISTRY).experiments["blue"]) == "shown"


@pytest.mark.parametrize("shares", [{"old": 1, "grey": 1}, {"old": 1, "new": 0}, {"old": 1}, {"old": 1, "new": "one"}])
def test_a_split_of_other_arms_is_not_frozen(book: LedgerBook, shares: dict[str, object]):
    with pytest.raises(Refusal, match=r"names other arms|weights above 0"):
        book.decide("experiment", experiment(shares=shares), ANALYST)


def test_a_look_without_new_units_waits(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(looks=4), ANALYST)
    clock.set(date(2025, 3, 17))
    record_look(book, "blue", units_file(tmp_path / "a.csv", 0.0, units=500), ANALYST, **COLUMNS)
    with pytest.raises(Refusal, match="no unit has come"):
        record_look(book, "blue", units_file(tmp_path / "b.csv", 0.0, units=500, seed=2), ANALYST, **COLUMNS)


def test_no_look_is_of_a_day_to_come(book: LedgerBook, clock: Clock, tmp_path: Path):
    book.decide("experiment", experiment(), ANALYST)
    with pytest.raises(Refusal, match="has not come yet"):
        record_look(book, "blue", units_file(tmp_path / "f.csv", 0.05), ANALYST, day=date(2025, 6, 1), **COLUMNS)


def test_an_insight_that_was_only_found_changes_none_that_was_written(book: LedgerBook):
    body = {"insight": "seen", "hand": "exploit", "rests_on": ["blue-sells"], "holds": True, "day": "2025-03-10"}
    book.decide("insight", body | {"says": "What is seen is bought."}, ANALYST)
    book.found("insight", body | {"says": "Nothing is."}, ANALYST, "notes, 2025-03-10")
    assert book.state(REGISTRY).insights["seen"].says == "What is seen is bought."


def test_who_may_write(book: LedgerBook):
    book.decide("role", {"person": "p-a0d1", "role": "auditor", "first": "2025-03-10"}, SPONSOR)
    for actor in ("p-a0d1", LAB, "machine:taktgeber"):
        with pytest.raises(Refusal, match="writes nothing of experiments of this hand"):
            book.decide("experiment", experiment(), actor)
    book.decide("experiment", experiment(), LEAD)


# what bets taught, and who uses it -----------------------------------------------------------------

TAUGHT = {"insight": "ask", "hand": "explore", "says": "They ask us.", "on": "boxes", "day": "2025-03-10"}


def test_what_a_bet_of_the_lab_taught_may_rest_on_nothing_tested(book: LedgerBook):
    book.decide("insight", TAUGHT, LAB)
    assert book.state(REGISTRY).insights["ask"].holds is None


@pytest.mark.parametrize(
    ("change", "mend"),
    [
        ({"on": None}, "or the initiative that taught it"),
        ({"hand": "exploit"}, "rests on what was tested"),
        ({"rests_on": ["ghost"]}, "rests on what was tested"),
    ],
)
def test_an_insight_rests_on_something(book: LedgerBook, change: dict[str, Any], mend: str):
    with pytest.raises(Refusal) as wrong:
        book.decide("insight", TAUGHT | change, SPONSOR)
    assert mend in show(wrong.value.mend)
    assert not book.state(REGISTRY).insights


def test_who_builds_on_an_insight_is_kept_and_each_named_once(book: LedgerBook):
    from taktgeber.evidence.registry.enter import use_insight, write_insight

    write_insight(book, {name: TAUGHT[name] for name in ("insight", "says", "on")}, LAB)
    use_insight(book, "ask", ["service"], LEAD)
    use_insight(book, "ask", ["crm", "service"], ANALYST)
    assert book.state(REGISTRY).used_by("ask") == ("service", "crm")


@pytest.mark.parametrize(
    ("insight", "by", "says"),
    [
        ("ghost", ["crm"], "nobody has written"),
        ("ask", [], "does not say who"),
        ("ask", ["p-1ab0"], "does not say who"),
        ("ask", ["one@example.org"], "does not say who"),
        ("ask", ["crm", TAUGHT["on"]], "does not say who"),
    ],
)
def test_the_use_of_an_insight_names_what_is_there_and_no_person(
    book: LedgerBook, insight: str, by: list[str], says: str
):
    from taktgeber.evidence.registry.enter import use_insight

    book.decide("insight", TAUGHT, LAB)
    with pytest.raises(Refusal) as wrong:
        use_insight(book, insight, by, LAB)
    assert says in show(wrong.value.says)
    with pytest.raises(Refusal, match="nothing of the use"):
        use_insight(book, "ask", ["crm"], "p-0b0d")

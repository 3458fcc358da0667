"""The lab's own yardsticks: known answers, what moves them and what must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import Estimate, Exact, Money, Period, Unknown
from taktgeber.core.format import show
from taktgeber.evidence.registry.hypothesis import Hypothesis
from taktgeber.evidence.registry.insight import Insight, Reuse
from taktgeber.evidence.registry.memory import Registry
from taktgeber.explore import YARDSTICKS, Assumption, Lab, sheet
from taktgeber.explore.memory import Stage
from taktgeber.explore.opportunities.opportunity import Opportunity
from taktgeber.explore.reused_elsewhere import Homes
from taktgeber.explore.yardsticks.questions import questions
from taktgeber.explore.yardsticks.record import Record
from taktgeber.govern import Initiative
from taktgeber.govern.kept import Kept
from tests.evidence.test_knowing import HARM, NULL, PLAN, SHOWN, VISITS, WIDE, done

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
ASKED = date(2025, 2, 1)


def asked(words: str, held: bool | None, chance: float | None = 0.5, days: int = 30, on: str = "boxes") -> Assumption:
    settled = None if held is None else ASKED + timedelta(days=days)
    state = "open" if held is None else "held" if held else "refuted"
    return Assumption(on, words, chance, Money(100, "GBP"), state, ASKED, None, settled, 1)


def started(name: str, *approach: str, **more: Any) -> Initiative:
    made = Initiative(name, "lab", name, (), (), 4, {}, "whether", None, date(2026, 3, 1), "running", "decided", 1)
    return replace(made, approach=approach, **more)


def record(
    *assumptions: Assumption, initiatives: tuple[Initiative, ...] = (), registry: Registry | None = None, **more: Any
) -> Record:
    by: dict[str, dict[str, Assumption]] = {}
    for one in assumptions:
        by.setdefault(one.initiative, {})[one.assumption] = one
    kept: Kept[Any] = Kept()
    for name, said in by.items():
        kept = kept.put(name, said)
    return Record(Lab(asked=kept, **more), registry or Registry(), initiatives, (), Homes({}, initiatives))


def now(code: str, made: Record) -> Any:
    return YARDSTICKS[code](made, YEAR).now


def words(code: str, made: Record) -> str:
    return " ".join(show(says) for says in YARDSTICKS[code](made, YEAR).reads)


# questions ---------------------------------------------------------------------------------------


def test_held_and_refuted_retire_a_question_alike_and_open_ones_do_not():
    made = record(asked("a", True), asked("b", False), asked("c", None))
    assert now("settled", made) == Exact(2, "questions", YEAR)
    assert words("settled", made).startswith("Held: 1. Did not hold: 1.")


def test_the_share_that_held_has_jeffreys_interval():
    made = record(*(asked(f"q{n}", n < 3) for n in range(10)))
    share = now("held", made)
    # As it was counted; 5 % and 95 % points of Beta(3.5, 7.5) by scipy.stats.beta.ppf.
    assert (share.value, share.n) == (0.3, 10)
    assert (share.low, share.high) == (pytest.approx(0.117329, abs=1e-6), pytest.approx(0.558127, abs=1e-6))


def test_three_of_three_that_held_are_all_of_them_and_may_be_fewer():
    share = now("held", record(*(asked(f"q{n}", True) for n in range(3))))
    # Where all said yes, Brown, Cai & DasGupta 2001, eq. (6): the exact end, .05 ** (1 / 3), and one.
    assert (share.value, share.low, share.high) == (1, pytest.approx(0.05 ** (1 / 3)), 1)


@pytest.mark.parametrize(("held", "says"), [(10, "Nearly all held"), (0, "Hardly any held"), (5, "Neither high")])
def test_nearly_all_is_no_praise_and_hardly_any_no_blame(held: int, says: str):
    assert words("held", record(*(asked(f"q{n}", n < held) for n in range(10)))).startswith(says)


def test_four_answers_are_too_few_for_a_word_on_them():
    assert words("held", record(*(asked(f"q{n}", True) for n in range(4)))).startswith("Neither high")


def test_surprise_is_bits_told_against_bits_promised():
    made = record(asked("a", True, 0.25), asked("b", False, 0.5))
    assert now("surprise", made).value == pytest.approx((2 + 1) / 2)
    assert "promised 0.91 bits" in words("surprise", made)  # (H(1/4) + H(1/2)) / 2 = (0.8113 + 1) / 2


def test_a_chance_stated_after_the_answer_is_no_forecast():
    made = record(asked("a", True, 0.9, days=0), asked("b", False, 0.9, days=0))
    assert isinstance(now("surprise", made), Unknown)
    assert isinstance(now("calibration", made), Unknown)
    assert now("settled", made).value == 2


def test_brier_and_what_was_said_beside_what_happened():
    made = record(asked("a", True, 0.9), asked("b", False, 0.9), asked("c", False, 0.1))
    assert show(now("calibration", made)).startswith("0.277")  # ((.1)^2 + (.9)^2 + (.1)^2) / 3 = 0.2767
    (table,) = YARDSTICKS["calibration"](made, YEAR).tables
    assert [(show(row[0]), row[1].value) for row in table.rows] == [("0 % to 20 %", 1), ("80 % to 100 %", 2)]


def test_open_questions_count_in_the_speed_and_the_mean_of_the_quick_does_not():
    quick = [asked(f"q{n}", True, days=10 + n) for n in range(20)]
    alone, with_open = record(*quick), record(*quick, *(asked(f"o{n}", None) for n in range(4)))
    assert (now("speed", alone).value, now("speed", alone).n) == (19, 20)
    assert (now("speed", with_open).value, now("speed", with_open).n) == (21, 24)
    assert isinstance(now("speed", record(*quick[:2], *(asked(f"o{n}", None) for n in range(4)))), Unknown)


def test_a_hypothesis_is_settled_by_a_test_that_is_ready_for_a_decision():
    said = Hypothesis("blue", "Blue sells.", "explore", "works", 0.5, "boxes", PLAN.day, "decided", 1)
    for effect, count in ((SHOWN, 1), (NULL, 1), (HARM, 1), (WIDE, 0)):
        tested = replace(done(effect), plan=replace(PLAN, hand="explore"))
        made = record(registry=Registry({"blue": said}, {"de": tested}, {"visits": VISITS}))
        period = Period(PLAN.first, date(2027, 1, 1))
        assert YARDSTICKS["settled"](made, period).now.value == count


@pytest.mark.parametrize(("effect", "held"), [(SHOWN, True), (NULL, False), (WIDE, None)])
def test_an_assumption_and_the_hypothesis_that_tests_it_are_one_question(effect: Any, held: bool | None):
    said = Hypothesis("blue", "Blue sells.", "explore", "works", 0.75, "boxes", PLAN.day, "decided", 1)
    tested = replace(done(effect), plan=replace(PLAN, hand="explore"))
    registry = Registry({"blue": said}, {"de": tested})
    ones = [replace(asked(words, None, None), hypothesis="blue", asked=PLAN.day) for words in ("a", "b")]
    last = date(2027, 1, 1)
    late = [replace(one, state="held", settled=last, chance=1.0, stated=last) for one in ones]
    for each in (ones, late, ones[:1]):
        made = record(*each, registry=registry)
        (one,) = questions(made)
        assert (one.says, one.on, one.asked, one.chance) == ("a", "boxes", PLAN.day, 0.75)
        assert one.held == (held if held is not None or each is not late else True)
        settled = YARDSTICKS["settled"](made, Period(PLAN.first, last)).now
        assert settled.value == (one.held is not None)
    elsewhere = replace(ones[0], initiative="club")
    assert [one.on for one in questions(record(*ones, elsewhere, registry=registry))] == ["boxes", "club"]
    unknown = replace(ones[0], hypothesis="of the other hand")
    assert len(questions(record(unknown, registry=registry))) == 2


@given(
    st.lists(st.tuples(st.booleans(), st.floats(0.01, 0.99), st.integers(1, 300)), min_size=2, max_size=12),
)
def test_failures_and_successes_of_equal_information_move_every_yardstick_alike(tests: list[tuple[bool, float, int]]):
    """All answers turned round, with the chances of the other answer: nothing moves but the share that held, which is
    mirrored, so that it is as far from a half as before."""
    ones = [asked(f"q{n}", held, chance, days) for n, (held, chance, days) in enumerate(tests)]
    others = [asked(f"q{n}", not held, 1 - chance, days) for n, (held, chance, days) in enumerate(tests)]
    mine, theirs = (
        record(*ones, initiatives=(started("boxes", "a"),)),
        record(*others, initiatives=(started("boxes", "a"),)),
    )
    for code in YARDSTICKS:
        one, other = now(code, mine), now(code, theirs)
        if code == "held":
            assert one.value == pytest.approx(1 - other.value)
        elif isinstance(one, Estimate):
            assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high))
        elif code == "calibration":
            assert one.value.value == pytest.approx(other.value.value, abs=1e-3)
        else:
            assert one == other


# approaches --------------------------------------------------------------------------------------


def tried(*approaches: tuple[str, ...]) -> Record:
    names = [f"i{n}" for n in range(len(approaches))]
    return record(
        *(asked("q", True, on=name) for name in names),
        initiatives=tuple(started(name, *tags) for name, tags in zip(names, approaches, strict=True)),
    )


def approaches(*tags: tuple[str, ...]) -> float:
    value: float = now("diversity", tried(*tags)).value.value
    return value


tag_sets = st.lists(
    st.sets(st.sampled_from("abcdef"), min_size=1).map(lambda s: tuple(sorted(s))), min_size=1, max_size=6
)


@given(tag_sets, st.data())
def test_one_more_initiative_that_goes_about_it_alike_adds_nothing(tags: list[tuple[str, ...]], data: st.DataObject):
    again = data.draw(st.sampled_from(tags))
    assert abs(approaches(*tags, again) - approaches(*tags)) < 0.1


def test_five_that_share_nearly_all_tags_count_as_little_more_than_one():
    common = tuple("abcdefghijklmnopqrs")
    five = [(*common, f"own{n}") for n in range(5)]  # 19 of 21 tags in common: 90.5 % alike
    assert approaches(*five) == pytest.approx(1.08, abs=0.01)


def test_different_ways_count_one_each_and_untold_ones_are_named():
    assert approaches(("shop",), ("film",), ("club",)) == 3
    made = tried(("shop",), ())
    assert now("diversity", made).value.value == 1
    assert "i1" in words("diversity", made)


# what was opened, what lies idle ------------------------------------------------------------------


def test_options_end_on_their_last_day_and_ripeness_and_idleness_are_told():
    made = record(
        asked("a", True, days=10), asked("b", None, on="club"),
        initiatives=(
            started("boxes", maturity="trial", competences=("Packing", "packing"), partners=("Printers",)),
            started("club", maturity="idea", until=date(2026, 1, 31)), started("film", until=None),
            started("gone", state="stopped"),
        ),
    )  # fmt: skip
    options = YARDSTICKS["options"](made, YEAR)
    assert options.now.value == 3
    assert [row[0] for row in options.tables[0].rows] == ["club", "boxes", "film"]
    assert now("maturity", made).value == 1
    assert now("competences", made).value == 1
    assert now("partners", made).value == 1
    idle = YARDSTICKS["idle"](made, YEAR)
    assert idle.now.value == (YEAR.last - ASKED).days
    assert [row[0] for row in idle.tables[0].rows] == ["club", "boxes", "film"]


def test_new_fields_are_counted_by_what_they_would_be():
    def said(name: str, model: str, day: date) -> Opportunity:
        return Opportunity(name, name, "", "", model, "", "", (), ("Bank",), (), "open", day, (), "decided", 1)

    made = replace(record(), opportunities=(said("a", "community", ASKED), said("b", "community", date(2024, 1, 1)),
                                            said("c", "platform", ASKED)))  # fmt: skip
    fields = YARDSTICKS["fields"](made, YEAR)
    assert fields.now.value == 2
    assert [row[1].value for row in fields.tables[0].rows] == [1, 1]
    assert now("partners", made).value == 1


def test_insights_are_counted_by_step_and_never_averaged():
    taught = Insight("a", "explore", "They ask.", (), False, (), None, ASKED, 1, "boxes")
    proven = replace(taught, insight="b", rests_on=("blue",), holds=True, on=None)
    said = Hypothesis("blue", "Blue sells.", "explore", "works", None, None, ASKED, "decided", 1)
    registry = Registry({"blue": said}, {"de": done()}, {}, {"a": taught, "b": proven},
                        reuses={"a": (Reuse(("service",), ASKED, 3),)})  # fmt: skip
    made = record(registry=registry)
    (table,) = YARDSTICKS["insights"](made, YEAR).tables
    assert [row[1].value for row in table.rows] == [1, 0, 0, 0, 1, 0]
    assert now("reused", made).value == 1


def test_an_empty_lab_is_told_what_would_be_enough():
    for one in sheet(record(), YEAR):
        assert isinstance(one.now, Unknown) or one.now.value == 0
        assert show(one.now)


def test_a_house_leaves_out_what_it_does_not_use():
    codes = [one.code for one in sheet(record(), YEAR, off=("diversity", "held"))]
    assert "diversity" not in codes
    assert len(codes) == len(YARDSTICKS) - 2


def test_one_more_question_is_no_new_evidence():
    late = replace(asked("more", None), asked=ASKED + timedelta(days=200))
    made = record(asked("first", None), late, initiatives=(started("boxes"),))
    assert now("idle", made) == Exact((YEAR.last - ASKED).days, "days", YEAR)


def test_the_questions_are_read_once_for_all_initiatives(monkeypatch: pytest.MonkeyPatch):
    from taktgeber.explore.yardsticks import options

    read: list[Record] = []
    real = options.questions
    monkeypatch.setattr(options, "questions", lambda made: read.append(made) or real(made))
    names = [f"i{n}" for n in range(50)]
    made = record(*(asked("q", None, on=name) for name in names), initiatives=tuple(map(started, names)))
    assert now("idle", made) == Exact((YEAR.last - ASKED).days, "days", YEAR)
    assert len(read) == 1


def test_one_half_said_of_everything_buys_no_certain_figure():
    assert isinstance(now("surprise", record(*(asked(f"q{n}", n < 2, 0.5) for n in range(6)))), Unknown)


def test_what_was_stopped_unanswered_makes_the_lab_no_slower():
    asked_of = [asked(f"q{n}", True, days=20 + n, on="boxes") for n in range(12)]
    left = [asked(f"open{n}", None, on="circle") for n in range(3)]
    stage = Stage("stopped", None, ASKED + timedelta(days=5), 1)
    stopped = record(*asked_of, *left, stages=Kept().put("circle", (stage,)))
    assert now("speed", stopped).value == now("speed", record(*asked_of)).value
    assert now("speed", record(*asked_of, *left)).value > now("speed", stopped).value

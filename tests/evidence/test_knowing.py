"""What is known: strength as a step with its reasons, scope, best-before, learning rate and speed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from taktgeber.core import Estimate, Period, Unknown
from taktgeber.core.format import show
from taktgeber.evidence.knowing.findings import of_insight, of_rate
from taktgeber.evidence.knowing.freshness import HALF_LIFE, freshness_of
from taktgeber.evidence.knowing.known import known_on
from taktgeber.evidence.knowing.learning_rate import learning_rate
from taktgeber.evidence.knowing.scope import scope_of
from taktgeber.evidence.knowing.strength import strength_of
from taktgeber.evidence.knowing.words import insight_table
from taktgeber.evidence.knowing.words import of_rate as rate_says
from taktgeber.evidence.registry.experiment import Conclusion, Effect, Experiment, Look, Registration
from taktgeber.evidence.registry.fieldwork import Fieldwork
from taktgeber.evidence.registry.hypothesis import Hypothesis
from taktgeber.evidence.registry.insight import Insight
from taktgeber.evidence.registry.memory import Registry

DAY = date(2025, 3, 10)
LAST = DAY + timedelta(days=27)
TODAY = date(2025, 9, 1)
PLAN = Registration(
    "de", "exploit", "blue", "Blue in Germany", "randomised", "spend", "2%", ("old", "new"), "old", 2000, 1, DAY, LAST,
    "Shown: everywhere.", (), (), "Germany", False, DAY, "decided", 1,
)  # fmt: skip
SHOWN = Effect("new", 1.0, 0.4, 1.6, 0.3, 0.05, 0.02, 0.08, 0.015, 1)
NULL = Effect("new", 0.0, -0.1, 0.1, 0.05, 0.0, -0.005, 0.005, 0.0025, 1)
HARM = Effect("new", -1.0, -1.6, -0.4, 0.3, -0.05, -0.08, -0.02, 0.015, 1)
WIDE = Effect("new", 0.2, -1.0, 1.4, 0.6, 0.01, -0.05, 0.07, 0.03, 1)
LOOK = Look(LAST + timedelta(days=1), 2000, {"old": 1000, "new": 1000}, "spend", (), (), (), (), True, "f.csv", "0", 2)
VERDICT = {SHOWN: "shown", NULL: "no_effect", HARM: "harm", WIDE: "unclear"}
VISITS = Fieldwork(
    "visits", "explore", "blue", "works", "observation", DAY, 14, ("Germany",), "for", "They saw it.",
    True, True, True, True, True, 3,
)  # fmt: skip
BLUE = Insight("blue-works", "exploit", "Blue works.", ("blue",), True, ("Germany",), None, TODAY, 9)


def done(effect: Effect = SHOWN, *, stops: tuple[str, ...] = (), **plan: Any) -> Experiment:
    """Concluded on the third day after its end, as its figures say."""
    frozen = replace(PLAN, **plan)
    end = Conclusion(frozen.last + timedelta(days=3), "invalid" if stops else VERDICT[effect], "as ruled", "", "p-1", 3)
    look = replace(LOOK, day=frozen.last + timedelta(days=1), effects=(effect,), stops=stops)
    return Experiment(frozen, (look,), end)


def registry(*made: Experiment | Fieldwork | Hypothesis | Insight) -> Registry:
    said = Hypothesis("blue", "Blue sells.", "exploit", "works", None, None, DAY, "decided", 1)
    return Registry(
        {"blue": said} | {one.hypothesis: one for one in made if isinstance(one, Hypothesis)},
        {one.name: one for one in made if isinstance(one, Experiment)},
        {one.fieldwork: one for one in made if isinstance(one, Fieldwork)},
        {one.insight: one for one in made if isinstance(one, Insight)},
    )


FRANCE = {"experiment": "fr", "market": "France", "name": "Blue in France"}


@pytest.mark.parametrize(
    ("made", "standing", "level"),
    [
        ((), "unsupported", 0),
        ((done(),), "supported", 4),
        ((done(standing="found"),), "supported", 3),
        ((VISITS,), "supported", 2),
        ((replace(VISITS, finds="mixed"),), "unsupported", 0),
        ((done(), VISITS), "supported", 4),
        ((done(), done(**FRANCE)), "supported", 5),
        ((done(), done(experiment="again")), "supported", 4),
        ((done(), done(experiment="again", market="germany")), "supported", 4),
        ((done(), done(experiment="again", market=None)), "supported", 4),
        ((done(HARM),), "contradicted", 0),
        ((done(), done(NULL, experiment="again")), "contradicted", 3),
        ((done(), done(HARM, experiment="again", standing="found")), "supported", 4),
        ((done(standing="found"), done(NULL, experiment="again")), "contradicted", 2),
        ((done(), replace(VISITS, finds="against")), "supported", 4),
        ((done(WIDE),), "unsupported", 0),
        ((done(stops=("sample-ratio",)),), "unsupported", 0),
        ((replace(done(), conclusion=None),), "unsupported", 0),
        ((replace(done(), looks=()),), "unsupported", 0),
    ],
)
def test_strength_is_a_step_with_its_reasons(made: tuple[Any, ...], standing: str, level: int):
    found = strength_of(registry(*made), BLUE)
    assert (found.standing, found.level) == (standing, level)
    assert found.because


def test_a_person_may_call_an_experiment_invalid_and_not_a_null_a_win():
    spoilt = replace(done(), conclusion=replace(done().conclusion, verdict="invalid", reason="the page was broken"))
    assert strength_of(registry(spoilt), BLUE).standing == "unsupported"
    dressed = replace(done(NULL), conclusion=replace(done().conclusion, verdict="shown", reason="we like it"))
    assert strength_of(registry(dressed), BLUE).standing == "contradicted"


def test_nulls_support_what_says_that_it_does_not_hold():
    idle = replace(BLUE, holds=False, scope=())
    assert strength_of(registry(done(NULL)), idle).level == 4
    assert strength_of(registry(done(NULL), done(NULL, **FRANCE)), idle).level == 5
    assert strength_of(registry(done(NULL), done(**FRANCE)), idle).standing == "contradicted"


def test_what_fails_elsewhere_takes_nothing_from_local_evidence():
    failed = done(HARM, **FRANCE)
    here = strength_of(registry(done(), failed), BLUE)
    assert (here.standing, here.level) == ("supported", 4)
    assert [piece.name for piece in here.speaking("elsewhere")] == ["fr"]
    assert strength_of(registry(done(), failed), replace(BLUE, scope=())).standing == "contradicted"
    nowhere = done(HARM, experiment="all", market=None)
    assert strength_of(registry(done(), nowhere), BLUE).standing == "contradicted"


def test_an_insight_is_as_strong_as_the_weakest_thing_it_rests_on():
    both = replace(BLUE, rests_on=("blue", "green"))
    untested = strength_of(registry(done()), both)
    assert (untested.standing, untested.level) == ("unsupported", 0)
    assert 'Nothing that was tested speaks for "green" yet.' in [show(says) for says in untested.because]
    seen = strength_of(registry(done(), replace(VISITS, hypothesis="green")), both)
    assert (seen.standing, seen.level) == ("supported", 2)
    assert [show(says) for says in seen.because] == ['"They saw it." (E2) speaks for "green".']


def test_an_insight_that_was_found_to_rest_on_nothing_is_shown_with_that():
    known = registry(replace(BLUE, rests_on=()))
    strength = strength_of(known, known.insights["blue-works"])
    assert (strength.standing, strength.level) == ("unsupported", 0)
    table = insight_table(known_on(known, TODAY))
    assert "An insight rests on" in show(table.rows[0][2])


def test_reasons_name_the_evidence():
    told = strength_of(registry(done(), done(NULL, experiment="again", name="Blue again")), BLUE)
    assert [show(says) for says in told.because] == [
        '"Blue in Germany" (E4) speaks for "blue".',
        '"Blue again" (E4) speaks against it: one step less.',
    ]


def fresh(insight: Insight, *made: Any, day: date = TODAY) -> Any:
    known = registry(*made)
    return freshness_of(known, insight, strength_of(known, insight), day)


def test_best_before_is_a_half_life_after_the_data_end():
    for question, weeks in HALF_LIFE.items():
        said = Hypothesis("blue", "Blue sells.", "exploit", question, None, None, DAY, "decided", 1)
        assert fresh(BLUE, done(), said).best_before == LAST + timedelta(weeks=weeks)
    assert fresh(replace(BLUE, weeks=4), done()).best_before == LAST + timedelta(weeks=4)
    assert fresh(BLUE) is None
    assert fresh(replace(BLUE, weeks=10**9), done()).best_before == date.max


def test_it_ages_from_its_data_however_late_it_was_read():
    late = done()
    late = replace(late, looks=(replace(late.looks[0], day=LAST + timedelta(days=300)),))
    early = replace(late, looks=(replace(late.looks[0], day=LAST - timedelta(days=7)),))
    assert (fresh(BLUE, late).newest, fresh(BLUE, early).newest) == (LAST, LAST - timedelta(days=7))


def test_a_confirmation_moves_the_day_and_weaker_evidence_does_not():
    later = {"first": date(2025, 6, 2), "last": date(2025, 6, 29), "day": date(2025, 6, 2)}
    assert fresh(BLUE, done(), done(experiment="again", **later)).newest == date(2025, 6, 29)
    assert fresh(BLUE, done(), done(experiment="again", standing="found", **later)).newest == LAST
    assert fresh(BLUE, done(), replace(VISITS, day=date(2025, 8, 1))).newest == LAST
    assert fresh(BLUE, VISITS, replace(VISITS, fieldwork="more", day=date(2025, 8, 1))).newest == date(2025, 8, 1)


@pytest.mark.parametrize(
    ("days", "state"), [(0, "fresh"), (364 - 57, "fresh"), (364 - 55, "due"), (364, "due"), (365, "past")]
)
def test_it_is_due_eight_weeks_before_and_past_after(days: int, state: str):
    assert fresh(BLUE, done(), day=LAST + timedelta(days=days)).state == state


def test_of_two_hypotheses_the_first_to_go_stale_counts():
    need = Hypothesis("green", "Green is asked for.", "explore", "need", None, None, DAY, "decided", 1)
    found = fresh(replace(BLUE, rests_on=("green", "blue")), done(), replace(VISITS, hypothesis="green"), need)
    assert (found.hypothesis, found.weeks) == ("blue", 52)


@pytest.mark.parametrize(
    ("scope", "made", "wider", "untested"),
    [
        (("Germany",), (done(),), False, ()),
        (("germany",), (done(),), False, ()),
        (("Germany", "France"), (done(),), True, ("France",)),
        ((), (done(),), True, ()),
        ((), (done(market=None),), False, ()),
        (("Italy",), (done(market=None),), False, ()),
        (("Germany", "France"), (done(), done(NULL, **FRANCE)), True, ("France",)),
    ],
)
def test_what_is_claimed_is_held_against_where_it_was_tested(scope, made, wider: bool, untested):
    insight, known = replace(BLUE, scope=scope), registry(*made)
    found = scope_of(insight, strength_of(known, insight))
    assert (found.wider, found.untested) == (wider, untested)


def test_all_it_rests_on_is_tested_in_a_place_that_counts_as_tested():
    insight = replace(BLUE, rests_on=("blue", "green"), scope=("Germany", "France"))
    known = registry(done(), done(**FRANCE), replace(VISITS, hypothesis="green"))
    assert scope_of(insight, strength_of(known, insight)).untested == ("France",)


def codes(*made: Any, day: date = TODAY) -> list[str]:
    return [finding.code for one in known_on(registry(*made), day) for finding in of_insight(one)]


def test_findings_name_what_is_to_be_watched():
    assert codes(BLUE, done()) == []
    assert codes(BLUE) == ["nothing-speaks-for-it"]
    assert codes(BLUE, done(HARM)) == ["contradicted"]
    assert codes(BLUE, done(), day=date(2027, 1, 1)) == ["past-best-before"]
    assert codes(BLUE, done(), day=LAST + timedelta(weeks=50)) == ["due-soon"]
    assert codes(replace(BLUE, scope=()), done(), done(NULL, **FRANCE)) == ["contradicted", "claimed-wider"]


YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
MIXED = (done(), done(HARM, experiment="a"), done(NULL, experiment="b"), done(WIDE, experiment="c"),
         done(experiment="d", stops=("sample-ratio",)))  # fmt: skip


def test_the_learning_rate_counts_all_that_is_ready_for_a_decision():
    found = learning_rate(registry(*MIXED), YEAR)
    assert (found.concluded, found.valid, found.ready) == (5, 4, 3)
    assert isinstance(found.rate, Estimate)
    assert isinstance(found.wins, Estimate)
    assert (found.rate.value, found.wins.value, found.rate.n) == (0.6, 0.2, 5)
    assert found.rate.low < 0.6 < found.rate.high
    assert [(one.experiment, one.stops) for one in found.not_believed] == [("d", ("sample-ratio",))]


def test_only_what_was_concluded_in_the_period_counts():
    assert learning_rate(registry(*MIXED), Period(date(2025, 5, 1), date(2025, 12, 31))).concluded == 0
    assert learning_rate(registry(*MIXED), Period(date(2025, 1, 1), LAST)).concluded == 0


def test_without_experiments_it_cannot_be_told_and_says_what_would_be_enough():
    found = learning_rate(registry(), YEAR)
    assert isinstance(found.rate, Unknown)
    assert found.speed is None
    says = [show(sentence) for sentence in rate_says(found)]
    assert "cannot be told" in says[0]
    assert says[1] == "Enough to tell: one experiment that is concluded."


def test_what_was_concluded_unread_or_against_its_figures_is_named():
    unread = replace(done(experiment="u", name="Blue again"), looks=())
    dressed = replace(done(NULL), conclusion=replace(done().conclusion, verdict="shown", reason="we like it"))
    spoilt = replace(done(experiment="s"), conclusion=replace(done().conclusion, verdict="invalid", reason="broken"))
    found = learning_rate(registry(unread, dressed, spoilt), YEAR)
    assert (found.ready, found.by["shown"], found.by["no_effect"]) == (1, 0, 1)
    assert found.otherwise == ("de",)
    assert [show(finding.says) for finding in of_rate(found)] == [
        '"Blue in Germany" taught nothing. It was found invalid: "broken".',
        '"Blue again" taught nothing. No effect was read for good.',
        "Concluded as something else than the figures say: de. Here the figures count.",
    ]


def test_speed_counts_those_that_still_run():
    running = [replace(done(experiment=f"r{n}"), looks=(), conclusion=None) for n in range(3)]
    assert learning_rate(registry(done()), YEAR).speed.value == 30
    two = learning_rate(registry(done(), *running[:2]), YEAR).speed
    assert (two.value, two.n, two.ended) == (None, 3, 1)
    assert "cannot be told yet" in show(rate_says(learning_rate(registry(done(), *running), YEAR))[-1])
    soon = learning_rate(registry(done(), *running), Period(DAY, LAST + timedelta(days=3))).speed
    assert (soon.value, soon.n) == (None, 4)


def test_what_was_written_down_after_its_end_tells_nothing_of_speed():
    late = done(day=LAST + timedelta(days=1), standing="found")
    assert learning_rate(registry(late), YEAR).speed is None


# what a bet taught, with nothing tested under it ---------------------------------------------------

TAUGHT = replace(BLUE, hand="explore", rests_on=(), holds=False, scope=(), day=DAY, on="boxes")


def test_what_a_bet_taught_stands_on_the_lowest_step_and_says_why():
    found = strength_of(registry(), TAUGHT)
    assert (found.standing, found.level, found.held) == ("unsupported", 0, ())
    assert [show(says) for says in found.because] == [
        '"boxes" taught it; nothing was tested that speaks for it, so it stands on the lowest step.'
    ]
    assert scope_of(TAUGHT, found).tested == ()


def test_what_a_bet_taught_ages_from_the_day_it_was_written_or_to_the_day_that_people_set():
    def until(insight: Insight) -> date | None:
        fresh = freshness_of(registry(), insight, strength_of(registry(), insight), TODAY)
        return fresh.best_before if fresh else None

    assert until(TAUGHT) == DAY + timedelta(weeks=52)
    assert until(replace(TAUGHT, weeks=10)) == DAY + timedelta(weeks=10)
    assert until(replace(TAUGHT, best_before=date(2031, 1, 1))) == date(2031, 1, 1)
    assert until(replace(TAUGHT, on=None)) is None


def test_a_day_that_people_set_shortens_trust_and_never_prolongs_it():
    made = registry(done())

    def until(set_to: date | None) -> date:
        insight = replace(BLUE, best_before=set_to)
        fresh = freshness_of(made, insight, strength_of(made, insight), TODAY)
        assert fresh is not None
        return fresh.best_before

    by_evidence = until(None)
    assert until(by_evidence - timedelta(days=9)) == by_evidence - timedelta(days=9)
    assert until(by_evidence + timedelta(days=9)) == by_evidence

"""Plans: sizes that keep their promise, looks on whole weeks, and what a test is worth."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.evidence.planning.alternatives import alternatives, powers_of
from taktgeber.evidence.planning.findings import plan_findings
from taktgeber.evidence.planning.history import Past
from taktgeber.evidence.planning.plan import chance_of_flip, detectable_lift, look_days, plan_experiment
from taktgeber.evidence.planning.wish import Measure, Prior, Wish, spending_of
from taktgeber.evidence.planning.words import figures_of, headline, says, tables
from taktgeber.stats.power import Comparison, power_of

SPEND = Measure("mean", 20.0, 30.0)
SIGN_UP = Measure("proportion", 0.04)
START = date(2026, 12, 7)


def test_one_look_needs_what_the_textbook_says():
    """Chow, Shao & Wang 2008, p. 89: shares .65 and .85 need 70 an arm at 5 % and 80 %."""
    plan = plan_experiment(Measure("proportion", 0.65), Wish(0.2, looks=1))
    assert plan.by_arm == (70, 70)
    assert plan.inflation == pytest.approx(1)


def test_looks_cost_a_little_and_keep_power_and_error():
    plan = plan_experiment(SPEND, Wish(1.0, looks=4))
    assert plan.units == pytest.approx(plan.fixed * plan.inflation, abs=4)
    assert 1.015 < plan.inflation < 1.03
    assert plan.looks[-1].found == pytest.approx(0.8, abs=2e-4)
    assert plan.looks[-1].found_wrongly == pytest.approx(0.05, abs=1e-9)


@pytest.mark.parametrize(("arms", "share"), [(2, None), (3, None), (4, 0.4), (2, 0.8)])
def test_every_arm_gets_its_share_and_its_error(arms, share):
    wish = Wish(1.0, arms=arms, control_share=share, looks=1)
    plan = plan_experiment(SPEND, wish)
    assert len(plan.by_arm) == arms
    assert plan.by_arm[0] / plan.units == pytest.approx(share or 1 / arms, abs=1e-3)
    control, treated = wish.shares
    reached = power_of(Comparison(900, 900, control, treated), 1.0, plan.units, 0.05 / (arms - 1))
    assert reached == pytest.approx(0.8, abs=1e-3)


def test_a_covariate_saves_its_share():
    plain, adjusted = plan_experiment(SPEND, Wish(1.0)), plan_experiment(Measure("mean", 20, 30, 0.4), Wish(1.0))
    assert adjusted.units / plain.units == pytest.approx(0.6, abs=1e-3)


def test_not_worse_needs_half_the_error_on_one_side():
    """The same as the two-sided interval's lower end above the margin; the control counts (1 + margin) times."""
    plan = plan_experiment(SPEND, Wish(0.0, margin=-0.4, relative=False, looks=1))
    drift = 1.959964 + 0.841621
    assert plan.units == pytest.approx(4 * 900 * (drift / 0.4) ** 2, rel=1e-4)
    relative = plan_experiment(SPEND, Wish(0.0, margin=-0.4, looks=1))
    assert relative.units == pytest.approx(plan.units * (1 + 0.98**2) / 2, rel=1e-4)
    less_is_better = plan_experiment(SPEND, Wish(0.0, margin=0.4, relative=False, looks=1))
    assert less_is_better.units == plan.units


@settings(max_examples=15)
@given(st.floats(0.5, 5), st.floats(100, 50_000), st.integers(1, 7))
def test_whole_weeks_bring_enough_and_one_less_would_not(lift, per_day, looks):
    plan = plan_experiment(SPEND, Wish(lift, looks=looks), per_day)
    assert plan.days is not None
    assert plan.days % 7 == 0
    assert plan.planned >= plan.units - 1
    assert plan.reached >= 0.8 - 1e-3
    assert plan.days == 7 or per_day * (plan.days - 7) < 1.005 * plan.units + 2
    days = [look.day for look in plan.looks]
    assert days == sorted(set(days))
    assert days[-1] == plan.days
    if looks <= plan.days // 7:
        assert all(day % 7 == 0 for day in days if day)


def test_looks_fall_on_ends_of_weeks_where_there_are_enough():
    assert look_days(4, 4) == [7, 14, 21, 28]
    assert look_days(5, 2) == [21, 35]
    assert look_days(2, 4) == [4, 7, 11, 14]
    with pytest.raises(Refusal, match="Look once a day"):
        look_days(1, 8)


@settings(max_examples=25)
@given(st.sampled_from((SPEND, SIGN_UP, Measure("ratio", 0.2, 0.8))), st.floats(3e3, 1e6), st.integers(1, 6))
def test_what_a_size_shows_needs_that_size(measure, units, looks):
    lift = detectable_lift(measure, Wish(1e-6, looks=looks), units)
    again = plan_experiment(measure, Wish(lift, looks=looks))
    assert again.units == pytest.approx(units, rel=1e-3, abs=3)


def test_what_weeks_show_needs_those_weeks():
    lift = detectable_lift(SPEND, Wish(1.0, looks=3), 14 * 1500, 2)
    assert plan_experiment(SPEND, Wish(lift, looks=3), 1500).days == 14


def test_giving_up_costs_units_and_saves_them_where_there_is_nothing():
    plain, giving_up = (plan_experiment(SPEND, Wish(1.0, give_up=given)) for given in (False, True))
    assert giving_up.units > plain.units
    assert giving_up.average_if_none < plain.average_if_none
    assert giving_up.looks[-1].given_up == pytest.approx(0.2, abs=1e-3)
    assert giving_up.looks[-1].found == pytest.approx(0.8, abs=1e-3)
    assert [look.upper for look in giving_up.looks] == [look.upper for look in plain.looks]


def test_other_aims_need_what_their_own_plan_needs():
    plan = plan_experiment(SPEND, Wish(1.0))
    rows = {row.sought: row.units for row in alternatives(plan)}
    at = powers_of(plan.wish).index(0.9)
    assert rows[2.0][at] == plan_experiment(SPEND, Wish(2.0, power=0.9)).units
    assert rows[1.0][powers_of(plan.wish).index(0.8)] == plan.units


def test_a_proportion_beyond_one_is_left_out_of_the_other_aims():
    plan = plan_experiment(Measure("proportion", 0.6), Wish(0.25))
    assert max(row.sought for row in alternatives(plan)) == pytest.approx(0.375)


def test_a_test_that_changes_nothing_is_named():
    plan = plan_experiment(SPEND, Wish(1.0))
    show_ = figures_of(plan, START)
    sure = Prior(0.1, 2.0, 0.5)
    codes = [finding.code for finding in plan_findings(plan, show_, sure)]
    assert codes == ["decision-stands"]
    assert "no test would change that" in show(says(plan, show_, sure)[-1])
    open_ = Prior(1.0, 0.0, 0.2)
    now, perfect, needed = chance_of_flip(plan, open_)
    assert 0.3 < now < perfect < 0.5
    assert needed is not None
    assert "changes that with a chance of" in show(says(plan, show_, open_)[-1])


def test_a_test_too_small_to_matter_is_named():
    plan = plan_experiment(SPEND, Wish(20.0, looks=1))
    found = plan_findings(plan, figures_of(plan, START), Prior(0.6, 0.0, 0.3))
    assert "test-too-small" in [finding.code for finding in found]


def test_the_first_sentence_says_it_all():
    plan = plan_experiment(SPEND, Wish(1.0), 1100.0)
    assert show(headline(plan, figures_of(plan, START))) == (
        "A lift of 5 % is shown with a chance of 80 % by 28,814 units at most in 28 days (4 whole weeks), in 4 looks"
        " with boundaries of O'Brien and Fleming's kind; one single look at the end would need 28,258 units."
    )
    fixed = plan_experiment(SIGN_UP, Wish(-0.004, looks=1))
    assert show(headline(fixed, figures_of(fixed, START))).startswith("A fall of 10 % is shown with a chance of 80 %")
    safe = plan_experiment(SPEND, Wish(0.0, margin=-0.4))
    assert show(headline(safe, figures_of(safe, START))).startswith("That there is no fall of 2 % or more is shown")


@pytest.mark.parametrize(
    "wish", [Wish(1.0), Wish(1.0, arms=3, give_up=True), Wish(0.0, margin=-0.5), Wish(1.0, looks=28)]
)
@pytest.mark.parametrize("per_day", [None, 800.0])
def test_every_table_and_finding_can_be_shown_in_every_language(wish, per_day):
    plan = plan_experiment(SPEND, wish, per_day)
    show_ = figures_of(plan, START)
    for locale in ("en_GB", "de_DE", "it_IT", "zh_CN"):
        for table in tables(plan, show_):
            assert all(show(cell, locale) for row in table.rows for cell in row)
        assert all(show(finding, locale) for finding in plan_findings(plan, show_, Prior(1.0)))


def test_a_long_or_rare_experiment_is_named():
    long = plan_experiment(SPEND, Wish(0.5), 1000.0)
    assert "long-run" in [f.code for f in plan_findings(long, figures_of(long, START))]
    rare = plan_experiment(Measure("proportion", 0.001), Wish(0.01, looks=1))
    assert "few-events" in [f.code for f in plan_findings(rare, figures_of(rare, START))]
    few = plan_experiment(SPEND, Wish(25.0, arms=3), 1000.0)
    codes = [f.code for f in plan_findings(few, figures_of(few, START))]
    assert {"few-units", "arms-share-error", "spare-units"} <= set(codes)


def test_a_short_past_is_named():
    plan = plan_experiment(SPEND, Wish(1.0))
    codes = [
        [f.code for f in plan_findings(plan, figures_of(plan, START), None, Past(SPEND, n, n))] for n in (200, 20_000)
    ]
    assert codes == [["short-past"], []]


@pytest.mark.parametrize(
    ("make", "where"),
    [
        (lambda: Measure("proportion", 1.2), "--baseline"),
        (lambda: Measure("proportion", 0.2, 3.0), "--sd"),
        (lambda: Measure("mean", 2.0), "--sd"),
        (lambda: Measure("mean", 2.0, -1.0), "--sd"),
        (lambda: Measure("mean", math.nan, 1.0), "--baseline"),
        (lambda: Measure("mean", 1e308, 1.0), "--baseline"),
        (lambda: Measure("mean", 2.0, 1.0, 1.0), "--r2"),
        (lambda: Wish(0.0), "--lift"),
        (lambda: Wish(math.inf), "--lift"),
        (lambda: Wish(1.0, power=1.0), "--power"),
        (lambda: Wish(1.0, error=0.0), "--alpha"),
        (lambda: Wish(1.0, looks=0), "--looks"),
        (lambda: Wish(1.0, looks=1000), "--looks"),
        (lambda: Wish(1.0, arms=1), "--arms"),
        (lambda: Wish(1.0, control_share=1.0), "--control-share"),
        (lambda: Wish(-1.0, margin=-0.5), "--margin"),
        (lambda: Prior(0.0), "--prior-sd"),
        (lambda: spending_of("power", 0.0), "--rho"),
        (lambda: plan_experiment(Measure("proportion", 0.5), Wish(0.6)), "--lift"),
        (lambda: plan_experiment(SPEND, Wish(1e-9)), "--lift"),
        (lambda: plan_experiment(SPEND, Wish(1.0), -3.0), "--per-day"),
        (lambda: plan_experiment(SPEND, Wish(1.0), 0.01), "--per-day"),
        (lambda: detectable_lift(SPEND, Wish(1.0), 2), "--units"),
        (lambda: detectable_lift(Measure("proportion", 0.5), Wish(0.1), 12), "--units"),
    ],
)
def test_nonsense_is_refused_in_words(make, where):
    with pytest.raises(Refusal) as refused:
        make()
    assert refused.value.where == where
    assert show(refused.value.mend)

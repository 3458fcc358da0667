"""takt experiment look: known answers through the verb, one schema for machines, words for people, refusals."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.desks.experiments.look import experiment_look
from taktgeber.desks.experiments.plan import SpendingFamily, experiment_plan
from taktgeber.stats.tails import normal_above

SCHEMA = Draft202012Validator(
    json.loads(files("taktgeber.desks.experiments").joinpath("schemas", "experiment_look.json").read_text("utf-8"))
)
KNOWN = json.loads((Path(__file__).parents[2] / "stats" / "fixtures" / "group_sequential.json").read_text("utf-8"))
TWO = ["7000,0.9,0.41", "14000,0.7,0.29"]


def plain(**given) -> dict:
    data = json.loads(json.dumps(experiment_look(**given).plain(), allow_nan=False))
    SCHEMA.validate(data)
    return data


def codes(data: dict) -> list[str]:
    return [finding["code"] for finding in data["findings"]]


def at(units: int, z: float, spread: float = 34.3) -> str:
    """A look with the error that so many units bring where units differ by spread."""
    error = spread / math.sqrt(units)
    return f"{units},{z * error!r},{error!r}"


@pytest.mark.parametrize("known", KNOWN["boundaries"], ids=lambda known: f"{known['family']}-{known['upper'][0]}")
def test_the_boundaries_are_those_that_others_print(known):
    data = plain(
        planned=10**6,
        look=[at(round(share * 10**6), 0.5 * share) for share in known["fractions"]],
        alpha=str(known["error"] * 2 / known["sides"]),
        boundaries=SpendingFamily(known["family"]),
        rho=float(known["rho"]),
        one_sided=known["sides"] == 1,
    )
    assert data["alpha_of_one_comparison"] == pytest.approx(known["error"])
    for look, theirs in zip(data["looks"], known["upper"], strict=True):
        assert theirs is None or look["boundary"] == pytest.approx(theirs, abs=known["digits"])


@pytest.mark.parametrize("design", ["obrien_fleming", "pocock"])
def test_the_corrected_estimate_is_that_of_the_book(design):
    """The book's first boundary by the power family: the rho that spends as much by the first of four looks."""
    known, (first, second) = KNOWN["stopped"][design], KNOWN["stopped"]["fractions"]
    rho = math.log(normal_above(known["upper"][0]) / 0.025) / math.log(first / (4 * first))
    data = plain(
        planned=4 * first,
        look=[at(first, 1.0, 1.0), at(second, KNOWN["stopped"]["z"], 1.0)],
        boundaries=SpendingFamily.power,
        rho=rho,
        ended=True,
    )
    assert data["looks"][0]["boundary"] == pytest.approx(known["upper"][0], abs=1e-9)
    assert data["verdict"] == "shown"
    made = data["corrected"]
    assert made["p"] == pytest.approx(2 * known["p"], abs=2e-8)
    assert made["estimate"] == pytest.approx(known["estimate"], abs=5e-4)
    assert (made["low"], made["high"]) == pytest.approx(known["interval"], abs=6e-4)


def test_it_counts_errors_as_the_plan_does():
    """At the looks of a plan, two arms or four, the boundaries are those of the plan."""
    for arms, margin in ((2, None), (4, None), (3, "-2%")):
        wish = {"lift": "5%"} if margin is None else {"margin": margin}
        plan = experiment_plan(baseline=20.0, sd=30.0, per_day=1100.0, arms=arms, **wish).plain()
        looks = [at(look["units"], 0.3) for look in plan["looks"]]
        data = plain(planned=plan["planned_units"], look=looks, arms=arms, one_sided=margin is not None)
        assert data["alpha_of_one_comparison"] == plan["alpha_of_one_comparison"]
        bounds = [look["boundary"] for look in data["looks"]]
        assert bounds == pytest.approx([look["upper"] for look in plan["looks"]])


def test_the_first_sentence_says_go_on_with_the_interval_of_now():
    answer = experiment_look(planned=28814, look=TWO, unit="EUR")
    assert show(answer.says[0]) == (
        "Go on: nothing is decided yet; by the interval that may be shown now, which holds at all looks together, the "
        "effect is €0.70 (95 %: -€0.17 to €1.57)."
    )
    assert show(answer.says[1]) == (
        "With 14,000 of 28,814 planned units in, 0.26 % of the 5 % that a false alarm may take is spent; Z is 2.41, the"
        " boundary 3.01."
    )
    assert [show(cell) for cell in answer.tables[0].rows[0]] == [
        "1", "7,000", "24.3 %", "€0.90", "2.2", "4.4", "0.00109 %",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "verdict", "begins"),
    [
        (3.4, "shown", "Shown: the effect is"),
        (-3.4, "harm shown", "Harm shown: the effect is"),
        (1.2, "not shown", "Not shown: the effect is"),
    ],
)
def test_at_the_end_the_corrected_estimate_comes_first(last, verdict, begins):
    given = {"planned": 28814, "look": [at(14000, 0.9), at(28814, last)]}
    data, said = plain(**given), [show(sentence) for sentence in experiment_look(**given).says]
    assert data["verdict"] == verdict
    assert said[0].startswith(begins)
    assert "corrected for the looks; p" in said[0]
    assert said[-1].startswith("Read as if it had been the only look")
    assert data["spent"] == pytest.approx(0.05)
    assert abs(data["corrected"]["estimate"]) <= abs(data["corrected"]["naive"]["estimate"]) + 1e-9


def test_one_look_alone_needs_no_correction():
    said = [show(sentence) for sentence in experiment_look(planned=28814, look=[at(28814, 2.5)]).says]
    assert said[0].startswith("Shown: the effect is 0.505 (95 %: 0.109 to 0.901)")
    assert len(said) == 2


def test_too_early_a_look_says_so():
    said = show(experiment_look(planned=10**6, look=[at(300, 1.0)]).says[0])
    assert said == "Go on: it is too early for anything to stop the experiment, and for an interval."
    assert plain(planned=10**6, look=[at(300, 1.0)])["now"]["low"] is None


def test_one_side_has_a_lower_end_alone():
    data = plain(planned=28814, look=TWO, one_sided=True)
    assert data["now"]["high"] is None
    assert data["now"]["level"] == pytest.approx(0.975)
    assert "(97.5 %: at least -0.173)" in show(experiment_look(planned=28814, look=TWO, one_sided=True).says[0])


def test_without_an_end_the_interval_holds_at_any_time():
    data = plain(expected=28814, look=TWO)
    assert (data["verdict"], data["boundaries"], data["corrected"]) == ("go on", None, None)
    assert data["anytime"]["wider"] == pytest.approx(1.5488, abs=1e-3)
    said = [show(sentence) for sentence in experiment_look(expected=28814, look=TWO, unit="EUR").says]
    assert said[0].startswith(
        "Go on: nothing is decided yet; by an interval that holds at any time the effect is €0.70"
    )
    assert "1.55 times as wide" in said[1]
    assert plain(expected=28814, look=TWO, ended=True)["verdict"] == "not shown"
    assert plain(expected=28814, look=[at(14000, 4.5)])["verdict"] == "shown"
    assert plain(expected=28814, look=[at(14000, -4.5)])["verdict"] == "harm shown"
    assert plain(expected=28814, look=[at(14000, 4.5)], one_sided=True)["now"]["high"] is None


def test_its_half_widths_are_those_of_the_paper():
    """arXiv:2103.06476v7, equations 9 and 161, at unit variance."""
    looks = [at(n, 0.5, 1.0) for n in (100, 1000, 5000, 100_000)]
    halves = [look["high"] - look["estimate"] for look in plain(expected=5000, look=looks)["looks"]]
    assert halves == pytest.approx([0.66943886, 0.10637547, 0.04292434, 0.01055207], abs=5e-9)


def test_the_price_of_looking_at_will_is_that_of_the_plan():
    plan = experiment_plan(baseline=20.0, sd=30.0, lift="5%", arms=3).plain()
    data = plain(expected=plan["units"], look=TWO, arms=3)
    assert data["anytime"]["wider"] == pytest.approx(plan["anytime_wider"], rel=1e-9)


def test_every_look_counts_and_it_says_so():
    told = [f for f in experiment_look(planned=28814, look=TWO).findings if f.code == "name-every-look"]
    assert "2 looks" in show(told[0].says)
    assert "not named makes this answer wrong" in show(told[0].says)
    assert "name-every-look" not in codes(plain(expected=28814, look=TWO))
    one, three = plain(planned=28814, look=TWO[1:]), plain(planned=28814, look=[at(4000, 1.0), *TWO])
    assert one["boundary"] < three["boundary"]


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("over-run", {"planned": 13000, "look": TWO}),
        ("ended-early", {"planned": 28814, "look": TWO, "ended": True}),
        ("error-rises", {"planned": 28814, "look": ["7000,0.9,0.41", "14000,0.7,0.42"]}),
        ("error-rises", {"expected": 28814, "look": ["7000,0.9,0.41", "14000,0.7,0.41"]}),
        ("estimates-jump", {"planned": 28814, "look": ["7000,1.7,0.41", "14000,0.5,0.29"]}),
        ("estimates-jump", {"expected": 28814, "look": ["7000,1.7,0.41", "14000,0.5,0.29"]}),
        ("few-units", {"planned": 400, "look": ["150,1,1"]}),
        ("decided-before", {"expected": 28814, "look": [at(7000, 4.6), at(14000, 2.5)]}),
    ],
)
def test_what_is_odd_is_told(code, given):
    assert code in codes(plain(**given))


def test_ordinary_looks_give_no_warning():
    assert codes(plain(planned=28814, look=TWO)) == ["name-every-look"]
    assert codes(plain(expected=28814, look=TWO)) == []


@pytest.mark.parametrize(
    ("given", "where", "says"),
    [
        ({"planned": 100}, "--look", "nobody has looked"),
        ({"planned": 100, "look": ["a,b,c"]}, "look 1", "no number"),
        ({"planned": 100, "look": ["50,1"]}, "look 1", "not three numbers"),
        ({"planned": 100, "look": ["50,0,9,0,4"]}, "look 1", "not three numbers"),
        ({"planned": 100, "look": [""]}, "look 1", "not three numbers"),
        ({"planned": 100, "look": ["50,1,0.4", "60,nan,0.3"]}, "look 2", "no number"),
        ({"planned": 100, "look": ["50,inf,0.3"]}, "look 1", "no number"),
        ({"planned": 100, "look": ["50,1,0"]}, "look 1", "error above 0"),
        ({"planned": 100, "look": ["50,1,-0.4"]}, "look 1", "error above 0"),
        ({"expected": 100, "look": ["50,1,0"]}, "look 1", "error above 0"),
        ({"planned": 100, "look": ["50.5,1,0.4"]}, "look 1", "whole number"),
        ({"planned": 100, "look": ["0,1,0.4"]}, "look 1", "whole number"),
        ({"planned": 100, "look": ["60,1,0.4", "50,1,0.3"]}, "look 2", "units grow"),
        ({"planned": 100, "look": ["50,9,0.4", "60,1,0.3"]}, "look 1", "had been decided"),
        ({"planned": 100, "look": ["100,0,0.4", "120,1,0.3"]}, "look 1", "all planned units were in"),
        ({"look": TWO}, "--planned", "not known"),
        ({"planned": 100, "expected": 100, "look": TWO}, "--expected", "not both"),
        ({"planned": 0, "look": TWO}, "--planned", "two units at least"),
        ({"expected": -5, "look": TWO}, "--expected", "two units at least"),
        ({"planned": 100, "look": TWO, "alpha": "2"}, "--alpha", "between 0 and 1"),
        ({"planned": 100, "look": TWO, "alpha": "x"}, "--alpha", "no number"),
        ({"planned": 100, "look": TWO, "arms": 1}, "--arms", "from 2"),
        ({"planned": 100, "look": TWO, "rho": math.nan}, "--rho", "rho lies"),
        ({"planned": 100, "look": TWO, "unit": "x" * 41}, "--unit", "one word"),
        ({"expected": 100, "look": TWO, "boundaries": SpendingFamily.pocock}, "--boundaries", "no boundaries"),
        ({"planned": 10**6, "look": [at(n, 0.1) for n in range(1000, 1101)]}, "--look", "up to 100 looks"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(given, where, says):
    with pytest.raises(Refusal) as refused:
        experiment_look(**given)
    assert show(refused.value.where) == where
    assert says in show(refused.value.says)
    assert show(refused.value.mend)


ODD = ("0", "nan", "-1", "1e300", "1e-300", "x", "", "1e14", "-1e-14", "7,7")
LOOKS = st.lists(
    st.one_of(
        st.builds(at, st.integers(1, 30_000), st.floats(-9, 9)),
        st.builds("{},{},{}".format, st.integers(1, 10**6), st.sampled_from(ODD), st.sampled_from((*ODD, "0.3"))),
    ),
    max_size=4,
)
FURTHER = st.fixed_dictionaries(
    {},
    optional={
        "alpha": st.sampled_from(("5%", "0.5", "0.99", "1e-9", "0", "1", "nan")),
        "arms": st.sampled_from((2, 3, 20, 21, 0)),
        "boundaries": st.sampled_from(tuple(SpendingFamily)),
        "rho": st.sampled_from((0.001, 1.0, 50.0, -1.0, math.inf)),
        "one_sided": st.booleans(),
        "ended": st.booleans(),
        "unit": st.sampled_from(("EUR", "share", "orders", "")),
    },
)
SIZES = st.sampled_from(
    ({"planned": 28814}, {"planned": 3}, {"planned": 10**15}, {"planned": -1}, {"expected": 30_000}, {"expected": 2})
)


@settings(max_examples=150, deadline=None)
@drawn(LOOKS, SIZES, FURTHER, st.booleans())
def test_whatever_is_asked_is_read_or_refused_in_words(looks, size, further, ordered):
    if ordered:
        looks = sorted(looks, key=lambda words: int(words.split(",")[0]))
    try:
        answer = experiment_look(look=looks, **size, **further)
    except Refusal as refused:
        refused.shown()
        return
    SCHEMA.validate(json.loads(json.dumps(answer.plain(), allow_nan=False)))
    shown = [show(cell, "de_DE") for table in answer.tables for row in table.rows for cell in row]
    said = [show(words, "de_DE") for words in (*answer.says, *answer.findings)]
    assert all(shown)
    assert all(said)
    assert not {"nan", "inf", "-inf"} & {word.strip("(),:;.") for words in (*shown, *said) for word in words.split()}


def test_the_shell_looks_without_a_workspace_and_without_scipy(tmp_path: Path):
    command = [sys.executable, "-X", "importtime", "-m", "taktgeber", "experiment", "look", "--planned", "28814"]
    for look in TWO:
        command += ["--look", look]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"TAKT_LANG": "en"})
    assert result.returncode == 0, result.stderr[-500:]
    assert result.stdout.startswith("Go on: nothing is decided yet; by the interval that may be shown now")
    loaded = {line.rsplit("|", 1)[-1].strip() for line in result.stderr.splitlines()}
    assert not loaded & {"scipy", "pandas", "ibis", "duckdb", "altair", "sqlalchemy"}

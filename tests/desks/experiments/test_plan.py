"""takt experiment plan: one schema for machines, words for people, no workspace."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.desks.experiments.plan import PlannedKind, SpendingFamily, experiment_plan

SCHEMA = Draft202012Validator(
    json.loads(files("taktgeber.desks.experiments").joinpath("schemas", "experiment_plan.json").read_text("utf-8"))
)
START = datetime(2026, 12, 7)  # noqa: DTZ001  a day, as typer hands it over


def plain(**given) -> dict:
    data = experiment_plan(start=START, **given).plain()
    SCHEMA.validate(json.loads(json.dumps(data)))
    return data


def test_the_plan_of_a_mean():
    data = plain(baseline=20.0, sd=30.0, lift="5%", looks=4, per_day=1100.0)
    assert (data["units"], data["fixed_units"], data["days"]) == (28814, 28258, 28)
    assert [look["date"] for look in data["looks"]] == ["2026-12-13", "2026-12-20", "2026-12-27", "2027-01-03"]
    assert data["lift"] == pytest.approx(1.0)
    assert data["decision"] is None


@pytest.mark.parametrize(
    "given",
    [
        {"kind": PlannedKind.proportion, "baseline": 0.04, "lift": "5%", "arms": 3, "give_up": True},
        {"kind": PlannedKind.ratio, "baseline": 0.2, "sd": 0.8, "lift": "0.01", "looks": 1},
        {"baseline": 20.0, "sd": 30.0, "margin": "-2%", "per_day": 5000.0},
        {"baseline": 20.0, "sd": 30.0, "units": 40_000},
        {"baseline": 20.0, "sd": 30.0, "weeks": 2, "per_day": 3000.0, "boundaries": SpendingFamily.pocock},
        {"baseline": 0.0, "sd": 3.0, "lift": "0.1", "boundaries": SpendingFamily.power, "rho": 3.0},
        {"baseline": 20.0, "sd": 30.0, "lift": "5%", "looks": 28, "per_day": 1200.0},
        {"baseline": 20.0, "sd": 30.0, "lift": "5%", "prior_sd": "3%", "worth": "1%"},
        {"baseline": 20.0, "sd": 30.0, "lift": "5%", "prior_sd": "0.1%", "prior_mean": "9%"},
    ],
)
def test_machines_are_told_by_the_schema(given):
    assert list(SCHEMA.iter_errors(json.loads(json.dumps(plain(**given))))) == []


def test_a_size_given_is_a_size_used():
    data = plain(baseline=20.0, sd=30.0, weeks=2, per_day=3000.0)
    assert (data["days"], data["planned_units"]) == (14, 42_000)
    assert data["units"] == pytest.approx(42_000, abs=4)


def test_past_data_say_how_much_is_needed(tmp_path: Path):
    file = tmp_path / "past.csv"
    rows = "".join(f"{i},{i % 7 + (i * i) % 11},{i % 7}\n" for i in range(400))
    file.write_text("user,spend,before\n" + rows)
    asked = {"from_": file, "metric": "spend", "unit": "user", "lift": "5%"}
    without, adjusted = plain(**asked), plain(**asked, covariate="before")
    assert without["measured_over"] == 400
    assert adjusted["fixed_units"] == pytest.approx(without["fixed_units"] * (1 - adjusted["explained"]), abs=6)
    said = experiment_plan(start=START, **asked, covariate="before").says
    assert show(said[-1]).startswith("Measured in past.csv over 400 units")


@pytest.mark.parametrize(
    ("given", "where", "says"),
    [
        ({"lift": "5%"}, "--baseline", "not known"),
        ({"baseline": 2.0, "sd": 1.0}, "--lift", "what shall be shown"),
        ({"baseline": 2.0, "sd": 1.0, "lift": "5%", "units": 9}, "--units", "not both"),
        ({"baseline": 2.0, "sd": 1.0, "margin": "-2%", "units": 9}, "--units", "follows from the margin"),
        ({"baseline": 2.0, "sd": 1.0, "weeks": 2}, "--weeks", "how many units"),
        ({"baseline": 2.0, "sd": 1.0, "weeks": 0, "per_day": 5.0}, "--weeks", "a week at least"),
        ({"baseline": 2.0, "sd": 1.0, "lift": "five"}, "--lift", "no number"),
        ({"baseline": 2.0, "sd": 1.0, "lift": "nan"}, "--lift", "no number"),
        ({"baseline": 0.0, "sd": 1.0, "lift": "5%"}, "--lift", "baseline of 0"),
        ({"baseline": 2.0, "sd": 1.0, "lift": "5%", "power": "100%"}, "--power", "between"),
        ({"baseline": 2.0, "sd": 1.0, "lift": "5%", "metric": "y"}, "--metric", "no file"),
        ({"from_": Path("x.csv"), "lift": "5%"}, "--metric", "which column"),
        ({"from_": Path("x.csv"), "metric": "y", "sd": 1.0, "lift": "5%"}, "--sd", "measured in the past"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(given, where, says):
    with pytest.raises(Refusal) as refused:
        experiment_plan(start=START, **given)
    assert refused.value.where == where
    assert says in show(refused.value.says)


SOUND = st.one_of(
    st.fixed_dictionaries({"kind": st.just(PlannedKind.proportion), "baseline": st.floats(0.01, 0.6)}),
    st.fixed_dictionaries({"baseline": st.floats(1, 99), "sd": st.floats(0.1, 99)}),
)
AMOUNTS = st.sampled_from(("5%", "-3%", "0.02", "-0.5", "0", "1e9", "500%", "nan", ""))
SHARES = st.sampled_from(("0.8", "90%", "0.05", "1e-9", "0", "1", "2"))
NUMBERS = st.sampled_from((20.0, 0.04, 0.0, -2.0, 1e14, 1e-14, 1e300, math.nan, math.inf))
ODD = st.dictionaries(
    st.sampled_from(("baseline", "sd", "per_day", "r2", "lift", "margin", "prior_sd", "worth", "power", "alpha")),
    st.just(None),
    max_size=2,
).flatmap(lambda names: st.fixed_dictionaries({name: _odd(name) for name in names}))
FURTHER = st.fixed_dictionaries(
    {},
    optional={
        "looks": st.sampled_from((1, 2, 7, 0, 1000)),
        "arms": st.sampled_from((2, 3, 21)),
        "control_share": SHARES,
        "boundaries": st.sampled_from(tuple(SpendingFamily)),
        "give_up": st.booleans(),
    },
)


def _odd(name: str) -> st.SearchStrategy:
    if name in ("power", "alpha"):
        return SHARES
    return AMOUNTS if name in ("lift", "margin", "prior_sd", "worth") else NUMBERS


@settings(max_examples=80)
@drawn(SOUND, ODD, FURTHER)
def test_whatever_is_asked_is_planned_or_refused_in_words(sound, odd, further):
    try:
        answer = experiment_plan(start=START, **{"lift": "5%", **sound, **odd, **further})
    except Refusal as refused:
        refused.shown()
        return
    SCHEMA.validate(json.loads(json.dumps(answer.plain(), allow_nan=False)))
    shown = [show(cell, "de_DE") for table in answer.tables for row in table.rows for cell in row]
    assert all(shown)
    assert not {"nan", "inf", "-inf"} & set(shown)
    assert all(map(show, (*answer.says, *answer.findings)))


def test_the_shell_plans_without_a_workspace_and_without_scipy(tmp_path: Path):
    command = [sys.executable, "-X", "importtime", "-m", "taktgeber", "experiment", "plan"]
    command += ["--kind", "mean", "--baseline", "20", "--sd", "30", "--lift", "5%", "--looks", "4", "--per-day", "2000"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"TAKT_LANG": "en"})
    assert result.returncode == 0, result.stderr[-500:]
    assert result.stdout.startswith("A lift of 5 % is shown with a chance of 80 % by 28,846 units at most in 21 days")
    loaded = {line.rsplit("|", 1)[-1].strip() for line in result.stderr.splitlines()}
    assert not loaded & {"scipy", "pandas", "ibis", "duckdb", "altair", "sqlalchemy"}

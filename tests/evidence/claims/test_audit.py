"""What the audit of a claim does with what it is given: controls, time, weights, placebos, bad input."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from taktgeber.core import Refusal
from taktgeber.evidence.claims import audit_claim

N = 400


def table(seed: int = 1, n: int = N, effect: float = 1.0) -> dict[str, Any]:
    """z moves x and y a little, x moves y by `effect`."""
    rng = np.random.default_rng(seed)
    z = rng.normal(size=n)
    x = (0.4 * z + rng.normal(size=n) > 0).astype(float)
    return {"y": effect * x + 0.3 * z + 0.7 * rng.normal(size=n), "x": x, "z": z, "w": rng.normal(size=n)}


def test_an_effect_that_nothing_explains_holds_with_its_interval_strength_and_experiment():
    found = audit_claim(table(), "y", "x", ["z", "w"])
    assert (found.verdict, found.cause) == ("holds", None)
    assert found.adjusted.low < 1 < found.adjusted.high
    assert (found.rows, found.left_out, found.levels, found.outcome_kind) == (N, 0, ("0", "1"), "number")
    assert sum(one.moved for one in found.controls) == pytest.approx(found.raw.value - found.adjusted.value)
    assert found.sensitivity.strongest == "z"
    assert 0 < found.sensitivity.robustness_alpha < found.sensitivity.robustness < 1
    plan = found.experiment
    assert (plan.kind, plan.first, plan.second) == ("mean", "0", "1")
    assert plan.lift == found.adjusted.value
    assert plan.units % 2 == 0
    assert 8 <= plan.units < 100


def test_an_interval_is_wider_at_a_higher_level():
    wide, narrow = (audit_claim(table(), "y", "x", ["z"], level=level).adjusted for level in (0.99, 0.8))
    assert wide.low < narrow.low < narrow.high < wide.high


def test_without_anything_named_nobody_can_tell():
    found = audit_claim(table(), "y", "x")
    assert (found.verdict, found.cause.kind, found.adjusted) == ("cannot_tell", "unnamed", None)


def test_a_yes_no_outcome_has_an_e_value_beside_its_effect():
    rows = table(2, 2000)
    rows["y"] = np.where(rows["y"] > 0.8, "yes", "no")
    found = audit_claim(rows, "y", "x", ["z"])
    assert (found.outcome_levels, found.experiment.kind, found.experiment.sd) == (("no", "yes"), "proportion", None)
    assert found.evalue.ratio.value > 1
    assert found.evalue.value > found.evalue.limit > 1
    turned = audit_claim({**rows, "x": 1 - rows["x"]}, "y", "x", ["z"])
    assert turned.evalue.ratio.value == pytest.approx(1 / found.evalue.ratio.value)
    assert turned.evalue.value == pytest.approx(found.evalue.value)


def test_a_dose_by_its_quartiles_is_planned_by_them():
    rows = table()
    rows["x"] = rows["z"] * 0.3 + np.random.default_rng(3).normal(size=N)
    rows["y"] = rows["y"] + rows["x"]
    found = audit_claim(rows, "y", "x", ["z"])
    low, high = np.quantile(rows["x"], (0.25, 0.75))
    assert (found.exposure_kind, found.levels) == ("dose", None)
    assert (found.experiment.first, found.experiment.second) == (f"{low:.6g}", f"{high:.6g}")
    assert found.experiment.lift == pytest.approx(found.adjusted.value * (high - low))


def test_one_level_is_taken_against_all_others():
    rows = table()
    rows["channel"] = np.where(rows["x"] == 1, "film", np.where(rows["w"] > 0, "radio", "print"))
    found = audit_claim(rows, "y", "channel=film", ["z", "channel"])
    assert found.levels == ("not film", "film")
    assert found.adjusted.value == pytest.approx(audit_claim(rows, "y", "x", ["z"]).adjusted.value)
    assert {one.column: one.reason for one in found.refused} == {"channel": "is_exposure"}


def test_counts_of_rows_are_rows():
    rng = np.random.default_rng(4)
    rows = {
        "y": rng.normal(size=60),
        "x": (rng.random(60) > 0.5) * 1,
        "g": list("abc") * 20,
        "n": rng.integers(1, 4, 60),
    }
    each = {name: np.repeat(np.array(values), rows["n"]) for name, values in rows.items()}
    counted, one_by_one = (audit_claim(t, "y", "x", ["g"], weight=w) for t, w in ((rows, "n"), (each, None)))
    for side in ("raw", "adjusted"):
        a, b = getattr(counted, side), getattr(one_by_one, side)
        assert (a.value, a.low, a.high, a.n) == pytest.approx((b.value, b.low, b.high, b.n))
    assert counted.overlap == one_by_one.overlap
    assert [one.n for one in counted.strata] == [one.n for one in one_by_one.strata]


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        (lambda t: t["y"] * -2 + 3, "is_outcome"),
        (lambda t: 1 - t["x"], "is_exposure"),
        (lambda t: np.ones(N), "constant"),
        (lambda t: 3 * t["z"] + 1, "repeats"),
        (lambda t: [f"row {n}" for n in range(N)], "too_many_levels"),
        (lambda t: t["x"] * (t["w"] > 0), "only_exposed"),
    ],
)
def test_what_must_not_be_held_still_is_refused_with_its_reason_and_changes_nothing(column, reason):
    rows = table()
    plain = audit_claim(rows, "y", "x", ["z"])
    found = audit_claim({**rows, "more": column(rows)}, "y", "x", ["z", "more"])
    assert {one.column: one.reason for one in found.refused} == {"more": reason}
    assert found.adjusted.value == pytest.approx(plain.adjusted.value)


def test_a_strong_cause_of_a_yes_no_outcome_is_no_leak_but_a_column_that_knows_it_is():
    rng = np.random.default_rng(5)
    z, x = rng.normal(size=(2, 3000))
    y = 2 * z + x + rng.logistic(size=3000) > 0
    knows = np.where(y, 1.0, 0.0) * rng.exponential(size=3000) + 0.01 * rng.random(3000)
    found = audit_claim({"y": y, "x": x, "z": z, "knows": knows}, "y", "x", ["z", "knows"])
    assert {one.column: one.reason for one in found.refused} == {"knows": "leaks"}
    assert "settles_one_side" not in {one.kind for one in found.warnings if one.column == "z"}


def test_a_collider_hides_the_effect_unless_it_is_declared():
    rows = table()
    rows["late"] = rows["x"] + rows["y"] + 0.5 * rows["w"]
    assert audit_claim(rows, "y", "x", ["z", "late"]).verdict != "holds"
    found = audit_claim(rows, "y", "x", ["z", "late"], after=["late"])
    assert (found.verdict, found.refused[0].reason) == ("holds", "after")


def test_where_the_exposed_are_found_nowhere_else_nobody_can_tell():
    rows = table()
    found = audit_claim({**rows, "x": (rows["z"] > 0) * 1}, "y", "x", ["z"])
    assert (found.verdict, found.cause.kind, found.cause.column) == ("cannot_tell", "no_overlap", "z")
    assert found.overlap.share < 0.2
    assert not found.overlap.enough
    assert found.adjusted is None


def test_a_film_shown_in_summer_alone_cannot_be_told_from_the_summer():
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(730)]
    summer = np.array([day.month in (6, 7, 8) for day in days])
    drinks = 5 + 3 * summer + np.random.default_rng(6).normal(size=730)
    found = audit_claim({"film": summer, "drinks": drinks, "day": days}, "drinks", "film", time="day")
    assert (found.verdict, found.cause.kind) == ("cannot_tell", "season")


def series(n: int = 500) -> tuple[np.random.Generator, np.ndarray, list[str]]:
    return np.random.default_rng(7), np.zeros(n), [str(date(2015, 1, 5) + timedelta(weeks=k)) for k in range(n)]


def test_an_outcome_that_comes_first_is_found_by_the_future():
    rng, y, weeks = series()
    for t in range(1, 500):
        y[t] = 0.7 * y[t - 1] + rng.normal()
    x = np.concatenate([[0.0], y[:-1]]) + 0.7 * rng.normal(size=500)
    found = audit_claim({"y": y, "x": x, "week": weeks}, "y", "x", time="week")
    assert (found.verdict, found.cause.kind) == ("cannot_tell", "time_order")
    assert not next(one for one in found.placebos if one.kind == "future").passed


def test_two_seasons_are_no_cause_and_the_calendar_takes_it_all():
    rng, _, weeks = series()
    wave = np.sin(2 * np.pi * np.arange(500) / 52.1775)
    rows = {"y": wave + 0.5 * rng.normal(size=500), "x": wave + 0.5 * rng.normal(size=500), "week": weeks}
    found = audit_claim(rows, "y", "x", time="week")
    assert (found.verdict, found.vanishes, found.cause.kind) == ("weakened", True, "season")
    assert found.calendar_share == pytest.approx(1, abs=0.2)
    assert found.clusters == 500


def test_a_negative_outcome_that_moves_shows_a_hidden_cause():
    rng = np.random.default_rng(8)
    hidden, z = rng.normal(size=(2, N))
    x = (hidden + rng.normal(size=N) > 0) * 1
    rows = {"y": hidden + 0.5 * rng.normal(size=N), "x": x, "z": z, "never": hidden + rng.normal(size=N)}
    found = audit_claim(rows, "y", "x", ["z"], negative="never")
    assert (found.verdict, found.cause.kind, found.cause.column) == ("cannot_tell", "hidden", None)


def test_rows_with_something_missing_are_left_out_and_counted():
    rows: dict[str, Any] = table()
    rows["z"] = [None if n % 4 == 0 else value for n, value in enumerate(rows["z"])]
    found = audit_claim(rows, "y", "x", ["z"])
    assert (found.rows, found.left_out) == (300, 100)
    assert "missing_rows" in {one.kind for one in found.warnings}


def test_ten_rows_and_perfect_fits_and_scales_out_of_the_ordinary_are_answered():
    rows = table()
    assert "few_rows" in {
        one.kind for one in audit_claim({k: v[:10] for k, v in rows.items()}, "y", "x", ["z"]).warnings
    }
    perfect = {**rows, "y": 2 * rows["x"] + rows["z"]}
    assert audit_claim(perfect, "y", "x", ["z"]).adjusted.value == pytest.approx(2, rel=1e-6)
    plain = audit_claim(rows, "y", "x", ["z"]).adjusted.value
    for scale in (1e-30, 1e30):
        scaled = {**rows, "y": rows["y"] * scale, "z": rows["z"] / scale}
        assert audit_claim(scaled, "y", "x", ["z"]).adjusted.value == pytest.approx(plain * scale, rel=1e-6)


@pytest.mark.parametrize(
    ("change", "asked", "says"),
    [
        ({}, {"outcome": "x"}, "a column always goes with itself"),
        ({}, {"outcome": "nowhere"}, "there is no such column"),
        ({}, {"given": ["nowhere"]}, "there is no such column"),
        ({"y": np.ones(N)}, {}, "it is the same in every row"),
        ({"x": ["a"] * N}, {}, "it is the same in every row"),
        ({"x": list("abcd") * (N // 4)}, {}, 'It holds "a". Mend it, or take one level against all others: "x=a"'),
        ({"x": list("abcd") * (N // 4)}, {"exposure": "x=e"}, 'no row says "e" there'),
        ({"y": list("abcd") * (N // 4)}, {}, "An outcome is a number or yes/no"),
        ({"x": ["2024-03-31", "2024-04-01"] * (N // 2)}, {}, "An exposure is a number or has two levels"),
        ({"y": [None] * N}, {}, "0 rows are too few"),
        ({"y": np.full(N, 1e60)}, {}, "is no number to compare with"),
        ({"y": np.where(np.arange(N) == 3, np.inf, 1.0)}, {}, "is no number to compare with"),
        ({"z": np.ones(N - 1)}, {}, "different lengths: 399 and 400"),
        ({"n": np.full(N, -1)}, {"weight": "n"}, '"-1" is no number of rows'),
        ({"n": ["many"] * N}, {"weight": "n"}, '"many" is no number of rows'),
        ({"n": np.zeros(N)}, {"weight": "n"}, "0 rows are too few"),
        ({"day": ["soon"] * N}, {"time": "day"}, '"soon" is no time'),
    ],
)
def test_a_table_that_cannot_carry_the_question_is_refused_in_words(change, asked, says):
    wanted = {"outcome": "y", "exposure": "x", "given": ["z"], **asked}
    with pytest.raises(Refusal) as refused:
        audit_claim({**table(), **change}, **wanted)
    assert says in str(refused.value)

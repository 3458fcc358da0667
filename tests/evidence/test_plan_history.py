"""Level, spread and explained share of past data: as NumPy computes them, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.evidence.planning.history import measure_past


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, np.ndarray]]:
    """Users with spend before and after, visits and orders; some without a before."""
    rng = np.random.default_rng(7)
    n = 3000
    before = rng.gamma(2.0, 10.0, n).round(2)
    columns = {
        "user": np.arange(n),
        "before": before,
        "spend": (1e6 + 0.6 * before + rng.gamma(1.5, 8.0, n)).round(2),
        "visits": 1 + rng.poisson(4, n),
        "bought": (rng.random(n) < 0.2).astype(int),
    }
    columns["orders"] = rng.binomial(columns["visits"], 0.3)
    file = tmp_path_factory.mktemp("past") / "past.csv"
    rows = [",".join(columns)]
    for i in range(n):
        cells = [str(column[i]) for column in columns.values()]
        rows.append(
            ",".join("" if name == "before" and i % 10 == 0 else c for name, c in zip(columns, cells, strict=True))
        )
    file.write_text("\n".join(rows) + "\n")
    return file, columns


def filled(before: np.ndarray) -> np.ndarray:
    known = np.arange(len(before)) % 10 != 0
    return np.where(known, before, before[known].mean())


def test_a_mean_with_its_covariate_is_that_of_numpy(past):
    file, columns = past
    made = measure_past(file, "spend", covariate="before").measure
    assert made.baseline == pytest.approx(columns["spend"].mean(), rel=1e-12)
    assert made.sd == pytest.approx(columns["spend"].std(ddof=1), rel=1e-9)
    share = np.corrcoef(columns["spend"], filled(columns["before"]))[0, 1] ** 2
    assert made.explained == pytest.approx(share, rel=1e-6)


def test_a_ratio_is_linearised(past):
    file, columns = past
    made = measure_past(file, "orders/visits", "ratio", covariate="before").measure
    ratio = columns["orders"].sum() / columns["visits"].sum()
    linear = (columns["orders"] - ratio * columns["visits"]) / columns["visits"].mean()
    assert made.baseline == pytest.approx(ratio, rel=1e-12)
    assert made.sd == pytest.approx(linear.std(ddof=1), rel=1e-9)
    assert made.explained == pytest.approx(np.corrcoef(linear, filled(columns["before"]))[0, 1] ** 2, rel=1e-6)


def test_a_proportion_has_its_own_spread(past):
    file, columns = past
    made = measure_past(file, "bought", "proportion")
    assert (made.measure.kind, made.measure.sd, made.units) == ("proportion", None, 3000)
    assert made.measure.baseline == pytest.approx(columns["bought"].mean())


def test_rows_are_added_up_by_unit(tmp_path: Path):
    file = tmp_path / "visits.csv"
    file.write_text("user,spend,size\na,1,7\na,2,7\nb,4,1\nc,0,3\nc,5,3\n")
    made = measure_past(file, "spend", unit="user", covariate="size")
    assert (made.measure.baseline, made.units) == (4.0, 3)
    assert made.measure.explained == pytest.approx(np.corrcoef([3, 4, 5], [7, 1, 3])[0, 1] ** 2)


def test_a_covariate_that_varies_within_a_unit_is_refused_as_the_reading_refuses_it(tmp_path: Path):
    file = tmp_path / "visits.csv"
    file.write_text("user,spend,size\na,1,7\na,2,8\nb,4,1\nc,0,3\n")
    with pytest.raises(Refusal, match="more than one"):
        measure_past(file, "spend", unit="user", covariate="size")


@pytest.mark.parametrize(("missing", "covered"), [("zero", 3), ("drop", 2)])
def test_units_with_a_covariate_are_counted_among_those_that_count(tmp_path: Path, missing, covered):
    file = tmp_path / "gaps.csv"
    file.write_text("spend,before\n1,2\n,3\n5,\n7,4\n")
    past = measure_past(file, "spend", covariate="before", missing=missing)
    assert (past.units, past.covered) == (4 if missing == "zero" else 3, covered)


def test_empty_cells_are_what_one_says_they_are(tmp_path: Path):
    file = tmp_path / "gaps.csv"
    file.write_text("user,spend\na,1\nb,\nc,5\n")
    assert measure_past(file, "spend", missing="zero").measure.baseline == 2.0
    assert measure_past(file, "spend", missing="drop").units == 2
    with pytest.raises(Refusal) as refused:
        measure_past(file, "spend")
    assert show(refused.value.where) == 'gaps.csv, row 3, column "spend"'


@pytest.mark.parametrize(
    ("content", "asked", "says"),
    [
        ("a,y\n1,x\n2,z\n", {"metric": "y"}, "needs numbers"),
        ("a,y\n1,2\n2,3\n", {"metric": "q"}, 'no column "q"'),
        ("a,y\n1,2\n2,3\n", {"metric": "y", "covariate": "q"}, 'no column "q"'),
        ("a,y\n1,2\n2,3\n", {"metric": "y", "unit": "q"}, 'no column "q"'),
        ("a,y\n1,2\n2,2\n", {"metric": "y"}, "nothing varies"),
        ("a,y\n1,2\n", {"metric": "y"}, "fewer than two units"),
        ("a,y\n1,2\n2,3\n", {"metric": "y", "kind": "proportion"}, "read from 0 and 1"),
        ("a,y\n1,2\n2,3\n", {"metric": "y", "kind": "ratio"}, "not a ratio"),
        ("a,y\n0,2\n0,3\n", {"metric": "y/a", "kind": "ratio"}, "its sum is 0"),
        ("a,y\n1,2\n1,3\n", {"metric": "y", "covariate": "a"}, "explains nothing"),
        ("a,y\n1,2\n2,3\n3,4\n", {"metric": "y", "covariate": "a"}, "more than 99 %"),
        ("a,y\n1,1e308\n2,-1e308\n", {"metric": "y"}, "too large"),
        ("a,y\n1,nan\n2,nan\n", {"metric": "y", "missing": "drop"}, "fewer than two units"),
        ("", {"metric": "y"}, "empty"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_words(tmp_path: Path, content, asked, says):
    file = tmp_path / "past.csv"
    file.write_text(content)
    with pytest.raises(Refusal) as refused:
        measure_past(file, **asked)
    assert says in show(refused.value.says)
    assert show(refused.value.mend)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(Refusal, match="no such file"):
        measure_past(tmp_path / "none.csv", "y")

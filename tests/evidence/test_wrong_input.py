"""What cannot be read is refused with place, reason and the way on: never a traceback, never a silent NaN."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest

from taktgeber.core import Refusal
from taktgeber.evidence import parse_margin, parse_metric, parse_ratio, read_experiment

from .experiment_file import shop, write


def refused(path: Path, rows, **asked) -> str:
    file = write(path / "shop.csv", rows)
    with pytest.raises(Refusal) as told:
        read_experiment(file, **{"variant": "arm", "metrics": ["spend"], **asked})
    assert "shop.csv" in str(
        told.value.where.values if hasattr(told.value.where, "values") else told.value.where
    ) or str(told.value.where).startswith("--")
    return told.value.shown()


def listed() -> dict[str, list[object]]:
    return {name: list(values) for name, values in shop().items()}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"metrics": ["spent"]}, 'there is no column "spent", which --metric names'),
        ({"variant": "group"}, 'there is no column "group", which --variant names'),
        ({"unit": "user"}, "--unit names"),
        ({"segments": ["age"]}, "--segment names"),
        ({"covariates": ["age"]}, 'there is no column "age"'),
        ({"delivered": "got"}, 'there is no column "got"'),
        ({"guardrails": [("age", "-2%")]}, "--guardrail names"),
        ({"metrics": ["market"]}, '--metric needs numbers, and here stands "'),
        ({"metrics": ["spend:proportion"]}, "a proportion is of 0 and 1"),
        ({"control": "Z"}, 'there is no variant "Z".\nIt holds these: A and B.'),
        ({"metrics": []}, "no metric is named"),
        ({"covariates": ["spend"]}, "a metric and a covariate at once"),
        ({"rows_per_unit": "many"}, "no column of units is named"),
        ({"cluster": "market", "metrics": ["spend:p90"]}, "a quantile of clusters"),
        ({"cluster": "market"}, 'hold more than one "arm"'),
        ({"variant": "id"}, "it holds 400 variants or more; 20 are the most"),
        ({"segments": ["id"]}, "it holds 400 values or more; 20 are the most"),
        ({"split": {"A": 1, "C": 1}}, "the planned split names A and C, the file holds A and B"),
        ({"confidence": 1.0}, "a level lies between"),
        ({"prior": 0.0}, "a prior has a width"),
        ({"delivered": "orders"}, "a proportion is of 0 and 1"),
        ({"covariates": ["spend:p90"]}, "no plain column"),
    ],
)
def test_what_is_asked_wrongly(tmp_path: Path, asked, says):
    assert says in refused(tmp_path, shop(), **asked)


def test_an_arm_that_is_alone(tmp_path: Path):
    rows = shop()
    rows["arm"] = np.repeat("A", 400)
    assert 'there is only one variant, "A"' in refused(tmp_path, rows)


def test_an_arm_of_one_unit(tmp_path: Path):
    rows = shop()
    rows["arm"] = np.array(["B"] + ["A"] * 399)
    assert 'variant "B" has one unit' in refused(tmp_path, rows)


def test_a_unit_without_a_variant(tmp_path: Path):
    rows = listed()
    rows["arm"][41] = None
    says = refused(tmp_path, rows)
    assert 'shop.csv, row 43, column "arm": one unit has no variant' in says


def test_a_control_that_is_not_clear(tmp_path: Path):
    rows = shop()
    rows["arm"] = np.where(rows["arm"] == "A", "gate_30", "gate_40")
    assert "which of gate_30 and gate_40 is the control is not clear" in refused(tmp_path, rows)


def test_units_that_stand_twice(tmp_path: Path):
    rows = shop()
    rows["id"] = rows["id"] // 2
    says = refused(tmp_path, rows, unit="id")
    assert "400 rows hold only 200 units" in says
    assert "--rows-per-unit many" in says


def test_rows_without_a_unit(tmp_path: Path):
    rows = listed()
    rows["id"][5] = None
    assert "row 7" in refused(tmp_path, rows, unit="id")
    assert "rows without a unit" in refused(tmp_path, rows, unit="id", rows_per_unit="many")


def test_rows_without_a_cluster(tmp_path: Path):
    rows = listed()
    rows["store"] = [f"{arm}{i % 9}" for i, arm in enumerate(rows["arm"])]
    rows["store"][5] = None
    assert "rows without a cluster" in refused(tmp_path, rows, cluster="store")


@pytest.mark.parametrize("value", [None, "nan", "inf"])
@pytest.mark.parametrize("metric", ["spend", "spend:p90", "spend:cap=p99"])
def test_cells_without_a_number(tmp_path: Path, value, metric: str):
    rows = listed()
    rows["spend"][8] = value
    says = refused(tmp_path, rows, metrics=[metric])
    assert 'row 10, column "spend": one unit has no number here' in says
    assert "--missing zero" in says


def test_delivery_must_be_known_of_every_unit(tmp_path: Path):
    rows = listed()
    rows["got"] = [int(arm == "B") for arm in rows["arm"]]
    rows["got"][3] = None
    assert "Say of every unit whether it was delivered" in refused(tmp_path, rows, delivered="got", missing="zero")


@pytest.mark.parametrize("cells", [["nan"] * 400, [None] * 400])
def test_a_column_of_nothing(tmp_path: Path, cells):
    rows = listed()
    rows["spend"] = cells
    file = write(tmp_path / "shop.csv", rows)
    for missing in ("refuse", "drop"):
        with pytest.raises(Refusal):
            read_experiment(file, variant="arm", metrics=["spend", "orders"], missing=missing)


def test_numbers_too_large_to_square(tmp_path: Path):
    rows = listed()
    rows["spend"][8] = 1e308
    assert "too large to square and add up" in refused(tmp_path, rows)
    read_experiment(tmp_path / "shop.csv", variant="arm", metrics=["spend:cap=100"])


def test_one_cell_of_text_is_named_with_its_row(tmp_path: Path):
    rows = listed()
    rows["spend"][70] = "12,50 EUR"
    assert 'row 72, column "spend": --metric needs numbers, and here stands "12,50 EUR".' in refused(tmp_path, rows)


def test_text_far_down_a_column_of_numbers(tmp_path: Path):
    rows = {name: list(values) for name, values in shop(n=40_000).items()}
    rows["spend"][35_000] = "12,50 EUR"
    assert 'shop.csv, row 35002: here stands "12,50 EUR" in a column of numbers' in refused(tmp_path, rows)


def test_a_ratio_over_nought_is_not_told(tmp_path: Path):
    rows = shop()
    rows["visits"] = np.zeros(400, int)
    file = write(tmp_path / "shop.csv", rows)
    (one,) = read_experiment(file, variant="arm", ratios=["orders/visits"]).comparisons
    assert one.read is None
    assert "nought" in one.why.msgid


def test_a_level_below_nought_has_a_lift_of_its_size(tmp_path: Path):
    rows = shop(n=4000)
    rows["profit"] = -100 + 5 * (rows["arm"] == "B") + np.cos(rows["id"])
    (one,) = read_experiment(write(tmp_path / "shop.csv", rows), variant="arm", metrics=["profit"]).comparisons
    assert one.plain.lift.value == pytest.approx(0.05, abs=0.001)
    assert one.verdict == "higher"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.csv", None, "there is no such file"),
        ("empty.csv", b"", "the file is empty"),
        ("heads.csv", b"arm,spend\n", "no rows"),
        ("shop.xlsx", b"PK\x03\x04", "archive of the workbook is damaged"),
        ("shop.parquet", b"PAR1 and no more", "the Parquet file cannot be read"),
        ("shop.csv.gz", b"\x1f\x8b and no more", "the archive is damaged"),
    ],
)
def test_files_that_are_none(tmp_path: Path, name: str, content, says: str):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Refusal) as told:
        read_experiment(tmp_path / name, variant="arm", metrics=["spend"])
    assert says in told.value.shown()


def test_a_stratum_with_one_arm_alone(tmp_path: Path):
    rows = listed()
    rows["market"] = ["east" if arm == "A" and i % 7 == 0 else "west" for i, arm in enumerate(rows["arm"])]
    assert "fewer than two units in a stratum" in refused(tmp_path, rows, stratum="market")


def test_a_segment_with_one_arm_alone_cannot_be_told(tmp_path: Path):
    rows = listed()
    rows["market"] = ["east" if arm == "A" and i % 7 == 0 else "west" for i, arm in enumerate(rows["arm"])]
    file = write(tmp_path / "shop.csv", rows)
    (part,) = read_experiment(file, variant="arm", metrics=["spend"], segments=["market"]).segmented
    assert {effect.level: effect.seen is None for effect in part.effects} == {"east": True, "west": False}
    assert part.interaction is None


def test_a_segment_without_a_third_arm_is_told_of_the_others(tmp_path: Path):
    rows = listed()
    rows["arm"] = ["C" if i in (0, 1, 2) else arm for i, arm in enumerate(rows["arm"])]
    rows["market"] = ["east" if i == 0 or i % 5 == 3 else "west" for i in range(400)]
    reading = read_experiment(
        write(tmp_path / "shop.csv", rows), variant="arm", control="A", metrics=["spend"], segments=["market"]
    )
    told = {(part.arm, e.level): e.seen is not None for part in reading.segmented for e in part.effects}
    assert told == {("B", "east"): True, ("B", "west"): True, ("C", "east"): False, ("C", "west"): True}


def test_a_covariate_that_differs_within_a_unit(tmp_path: Path):
    rows = shop()
    rows["id"] = rows["id"] // 2
    says = refused(tmp_path, rows, unit="id", rows_per_unit="many", covariates=["before"])
    assert 'more than one "before"' in says


def test_a_timestamp_is_no_number(tmp_path: Path):
    duckdb.sql(f"COPY (SELECT now() AS at, i % 2 AS arm FROM range(9) t(i)) TO '{tmp_path / 'at.parquet'}'")
    with pytest.raises(Refusal, match="needs numbers"):
        read_experiment(tmp_path / "at.parquet", variant="arm", metrics=["at"])


@pytest.mark.parametrize(
    "words", ["spend:p0", "spend:median", "spend:cap=", "spend:cap=nan", "a:proportion,cap=3", "a:"]
)
def test_metrics_that_are_not_understood(words: str):
    with pytest.raises(Refusal, match="not understood"):
        parse_metric(words)


@pytest.mark.parametrize("words", ["orders", "/visits", "orders/", "a/b:p90"])
def test_ratios_that_are_none(words: str):
    with pytest.raises(Refusal):
        parse_ratio(words)


@pytest.mark.parametrize("words", ["0", "two", "nan%", "inf", "-100%", ""])
def test_margins_that_are_none(words: str):
    with pytest.raises(Refusal, match="is not a margin"):
        parse_margin(words)


def test_metrics_that_are_understood():
    assert parse_metric("wait:p90,less").share == 0.9
    assert parse_metric("wait:p90,less").less
    assert parse_metric("spend:cap=500,unit=eur").cap == 500
    assert parse_metric("spend:cap=p99.5").cap_share == pytest.approx(0.995)
    assert parse_metric("spend:unit=usd").unit == "USD"
    assert parse_metric("plain").kind == "mean"
    assert parse_margin("-2%") == (-0.02, True)
    assert parse_margin("+0.5") == (0.5, False)


@pytest.mark.parametrize("size", [1e-200, 1e120, 1e12])
def test_numbers_of_any_size_are_read_or_refused(tmp_path: Path, size: float):
    rows = {name: list(values) for name, values in shop().items()}
    rows["odd"] = [size * (i % 7 - 3) for i in range(400)]
    asked = {"metrics": ["odd:unit=EUR", "odd:p90"], "ratios": ["orders/odd", "odd/orders"], "covariates": ["before"]}
    file = write(tmp_path / "shop.csv", rows)
    reading = read_experiment(file, variant="arm", guardrails=[("odd", "-2%")], segments=["market"], **asked)
    assert len(reading.comparisons) == 4


def test_a_segment_is_not_the_variant_itself(tmp_path: Path):
    assert "--segment names the column of variants" in refused(tmp_path, shop(), segments=["arm"])
    assert "--stratum names the column of variants or of units" in refused(tmp_path, shop(), unit="id", stratum="id")


def test_quantiles_alone_need_no_sums(tmp_path: Path):
    rows = shop()
    rows["got"] = (rows["arm"] == "B").astype(int)
    file = write(tmp_path / "shop.csv", rows)
    reading = read_experiment(file, variant="arm", metrics=["spend:p50"], covariates=["before"], delivered="got")
    assert reading.comparisons[0].plain is not None


def test_a_file_whose_name_looks_like_many(tmp_path: Path):
    write(tmp_path / "shop1.csv", shop(n=40))
    file = write(tmp_path / "shop[1]*?.csv", shop())
    assert read_experiment(file, variant="arm", metrics=["spend"]).units == 400

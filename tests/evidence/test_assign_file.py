"""A file of units assigned: read as it is written, each unit once, the outcome whole or not there at all."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import duckdb
import pytest

from taktgeber.core import Refusal
from taktgeber.evidence import assign, assign_file, assignment_plan
from tests.data.workbooks import workbook

PLAN = assignment_plan("checkout", {"control": 1, "blue": 1}, traffic=".8", holdout_salt="held", holdout=".1")
IDS = [*(f"{n:04d}" for n in range(200)), *(f"Zoë {n}" for n in range(200)), 'a "b", c', "1,5"]
EXPECTED = [(unit, *assign(unit, PLAN)) for unit in IDS]


def table(delimiter: str = ",") -> str:
    rows = [["id", "spend"], *([unit, "1,250"] for unit in IDS)]
    return "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)


SAVED = {
    "plain.csv": table().encode(),
    "with its mark.csv": table().encode("utf-8-sig"),
    "as Excel in Germany saves it.csv": table(";").encode("cp1252"),
    "UTF-16.csv": table("\t").encode("utf-16"),
    "packed.csv.gz": gzip.compress(table(";").encode(), mtime=0),
    "under a title.csv": b"Our customers\n\n" + table().encode(),
    "a star * and [a bracket].csv": table().encode(),
    "a workbook.xlsx": workbook({"June": [["id", "spend"], *([unit, 1.25] for unit in IDS)]}),
}


def written(out: Path) -> list[tuple[str | None, ...]]:
    if out.suffix == ".parquet":
        with duckdb.connect() as db:
            return db.read_parquet(str(out)).fetchall()
    with out.open(newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["unit", "arm", "why"]
    return [tuple(cell or None for cell in row) for row in rows]


@pytest.mark.parametrize("name", SAVED)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_units_stand_in_their_order_with_arm_and_reason(tmp_path: Path, name: str, kind: str):
    file, out = tmp_path / name, tmp_path / f"out [1].{kind}"
    file.write_bytes(SAVED[name])
    made = assign_file(file, "id", PLAN, out)
    assert written(out) == EXPECTED
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((name, out.name))
    assert (made.rows, made.units) == (len(IDS), len(IDS))
    assert made.by_arm == {name: sum(arm == name for _, arm, _ in EXPECTED) for name in ("control", "blue")}
    assert made.without["holdout"] == sum(why == "holdout" for _, _, why in EXPECTED) > 0
    assert made == assign_file(file, "id", PLAN)


def test_a_unit_that_stands_twice_counts_once_where_it_first_stands(tmp_path: Path):
    file, out = tmp_path / "u.csv", tmp_path / "o.csv"
    file.write_text("id\n" + "".join(f"{unit}\n" for unit in ("b", "a", "b", "007", "7", "a")))
    made = assign_file(file, "id", PLAN, out)
    assert (made.rows, made.units) == (6, 4)
    assert [row[0] for row in written(out)] == ["b", "a", "007", "7"]


def test_names_of_columns_that_differ_by_case_alone_are_two(tmp_path: Path):
    file = tmp_path / "u.csv"
    file.write_text("id,ID\n1,a\n2,b\n")
    for column, ids in (("id", ["1", "2"]), ("ID", ["a", "b"])):
        assign_file(file, column, PLAN, tmp_path / "o.csv", replace=True)
        assert [row[0] for row in written(tmp_path / "o.csv")] == ids


def test_a_column_alone_may_hold_any_signs(tmp_path: Path):
    file = tmp_path / "u.csv"
    ids = ["a;b;c", "x|y", "d\te"]
    file.write_text("id\n" + "".join(f"{unit}\n" for unit in ids))
    assign_file(file, "id", PLAN, tmp_path / "o.csv")
    assert [row[0] for row in written(tmp_path / "o.csv")] == ids


@pytest.mark.parametrize("kind", ["BIGINT", "VARCHAR", "UUID", "DECIMAL(9,0)", "UTINYINT"])
def test_parquet_is_read_by_its_types(tmp_path: Path, kind: str):
    file = tmp_path / "u.parquet"
    unit = "uuid()" if kind == "UUID" else "i"
    duckdb.sql(f"COPY (SELECT {unit}::{kind} AS id FROM range(200) t(i)) TO '{file}' (FORMAT parquet)")
    assign_file(file, "id", PLAN, tmp_path / "o.csv")
    rows = written(tmp_path / "o.csv")
    assert rows == [(unit, *assign(unit, PLAN)) for unit, _, _ in rows]
    if kind != "UUID":
        assert [row[0] for row in rows] == [str(n) for n in range(200)]


def test_a_plan_that_takes_everybody_gives_no_reason(tmp_path: Path):
    file = tmp_path / "u.csv"
    file.write_text("id\n1\n2\n3\n")
    made = assign_file(file, "id", assignment_plan("s", {"a": 1, "b": 1}), tmp_path / "o.csv")
    assert sum(made.by_arm.values()) == 3
    assert {why for _, _, why in written(tmp_path / "o.csv")} == {None}


@pytest.mark.parametrize("apart", [1, 10**15])
@pytest.mark.parametrize("kind", ["BIGINT", "VARCHAR"])
def test_repeated_numbers_count_once_near_and_far(tmp_path: Path, kind: str, apart: int):
    file = tmp_path / "u.parquet"
    duckdb.sql(
        f"COPY (SELECT ((i % 70 - 30) * {apart})::{kind} AS id FROM range(200) t(i)) TO '{file}' (FORMAT parquet)"
    )
    made = assign_file(file, "id", PLAN, tmp_path / "o.csv")
    assert (made.rows, made.units) == (200, 70)
    assert [row[0] for row in written(tmp_path / "o.csv")] == [str((n - 30) * apart) for n in range(70)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("id,x\n1,1\n,2\n3,3\n", 'u.csv, row 3, column "id": one row names no unit'),
        ('id,x\n1,1\n"",2\n,3\n', 'u.csv, row 3, column "id": 2 rows name no unit'),
        ("user,x\na,1\n", 'there is no column "id", which --unit names.\nIt holds these columns: user and x'),
        ("id,x\n", "it holds no rows"),
        ("", "the file is empty"),
        ("id,x\n1,2\n3\n", "row 3: the row has 1 cells, the header has 2"),
        ("id,id\n1,2\n", "the header stands 2 times"),
    ],
)
def test_a_file_that_names_no_units_is_refused_and_nothing_is_written(tmp_path: Path, content: str, says: str):
    file, out = tmp_path / "u.csv", tmp_path / "o.csv"
    file.write_text(content)
    with pytest.raises(Refusal) as refused:
        assign_file(file, "id", PLAN, out)
    assert says in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["u.csv"]


@pytest.mark.parametrize("kind", ["DOUBLE", "TIMESTAMP", "BLOB", "INTEGER[]"])
def test_units_that_are_written_differently_elsewhere_are_refused(tmp_path: Path, kind: str):
    file = tmp_path / "u.parquet"
    value = {"TIMESTAMP": "now()", "BLOB": "'a'", "INTEGER[]": "[1]"}.get(kind, "1.5")
    duckdb.sql(f"COPY (SELECT {value}::{kind} AS id) TO '{file}' (FORMAT parquet)")
    with pytest.raises(Refusal, match="units are texts or whole numbers"):
        assign_file(file, "id", PLAN)


def test_what_stands_there_stays_unless_it_may_be_replaced(tmp_path: Path):
    file, out = tmp_path / "u.csv", tmp_path / "o.csv"
    file.write_text("id\n1\n")
    out.write_text("mine")
    with pytest.raises(Refusal, match=r'--out: there is a file "o\.csv" already'):
        assign_file(file, "id", PLAN, out)
    assert out.read_text() == "mine"
    assign_file(file, "id", PLAN, out, replace=True)
    assert len(written(out)) == 1


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("o.xlsx", "ends neither in .csv nor in .parquet"),
        ("none/o.csv", "--out: there is no such folder"),
        ("u.csv", '"u.csv" must stay as it is'),
        ("folder.csv", '"folder.csv" must stay as it is'),
    ],
)
def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, name: str, says: str):
    file = tmp_path / "u.csv"
    file.write_text("id\n1\n")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(Refusal, match=says):
        assign_file(file, "id", PLAN, tmp_path / name, replace=True)
    assert file.read_text() == "id\n1\n"


def test_a_disk_that_fails_is_said_so_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "u.csv"
    file.write_text("id\n1\n")

    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "touch", full)
    with pytest.raises(Refusal, match="reading or writing failed: No space left on device"):
        assign_file(file, "id", PLAN, tmp_path / "o.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["u.csv"]

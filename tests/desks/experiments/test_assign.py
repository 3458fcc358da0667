"""takt experiment assign: counts for people and machines, an expression alone, refusals in words."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest
from jsonschema import Draft202012Validator

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.desks.experiments.assign import Engine, experiment_assign

SCHEMA = Draft202012Validator(
    json.loads(files("taktgeber.desks.experiments").joinpath("schemas", "experiment_assign.json").read_text("utf-8"))
)
ARMS = ["control=1", "blue=3"]


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    file = tmp_path / "customers.csv"
    file.write_text("id\n" + "".join(f"{n:04d}\n" for n in range(1000)) + "0001\n0002\n")
    return file


def answered(**given):
    answer = experiment_assign(**{"unit": "id", "salt": "checkout", "arm": ARMS, **given})
    data = json.loads(json.dumps(answer.plain(), allow_nan=False))
    SCHEMA.validate(data)
    return answer, data


def test_it_says_how_many_are_in_which_arm_and_why_others_are_not(customers: Path):
    answer, data = answered(file=customers, traffic="1/2", layer="l", end=".8", holdout_salt="h", holdout="5%")
    made = data["assigned"]
    inside, without = sum(arm["units"] for arm in made["by_arm"]), made["without"]
    assert (made["rows"], made["units"]) == (1002, 1000)
    assert inside + sum(without.values()) == 1000
    assert [show(sentence) for sentence in answer.says] == [
        f"Of 1,000 units, {inside} are in the experiment.",
        "2 rows name a unit that stands before them already; each unit counts once.",
    ]
    arms, others = ([[show(cell) for cell in row] for row in table.rows] for table in answer.tables)
    assert [row[:3] for row in arms] == [[arm["name"], share, str(arm["units"])] for arm, share in
                                         zip(made["by_arm"], ("25 %", "75 %"), strict=True)]  # fmt: skip
    assert others == [
        ["in the holdout", str(without["holdout"])],
        ["kept for other experiments of the layer", str(without["other_experiment"])],
        ["not in the traffic yet", str(without["not_in_traffic"])],
    ]
    assert data["layer"] == {"name": "l", "from": 0.0, "to": 0.8}
    assert data["holdout"] == {"salt": "h", "share": 0.05}
    assert data["arms"] == [{"name": "control", "share": 0.25}, {"name": "blue", "share": 0.75}]


def test_where_all_are_in_there_is_one_table(customers: Path):
    answer, data = answered(file=customers)
    assert show(answer.says[0]) == "Of 1,000 units, 1,000 are in the experiment."
    assert len(answer.tables) == 1
    assert data["layer"] is data["holdout"] is data["out"] is data["sql"] is None


def test_where_nobody_is_in_no_share_is_told(tmp_path: Path):
    file = tmp_path / "u.csv"
    file.write_text("id\n1\n")
    answer, _ = answered(file=file, traffic="0.000001")
    assert [show(row[3]) for row in answer.tables[0].rows] == ["cannot tell", "cannot tell"]


def test_the_file_that_is_written_holds_what_is_counted(customers: Path):
    out = customers.with_name("assigned.parquet")
    answer, data = answered(file=customers, out=out, traffic="60%")
    counts = dict(duckdb.sql(f"SELECT coalesce(arm, why), count(*) FROM '{out}' GROUP BY 1").fetchall())
    made = data["assigned"]
    assert counts == {**{arm["name"]: arm["units"] for arm in made["by_arm"]},
                      "not in traffic": made["without"]["not_in_traffic"]}  # fmt: skip
    assert show(answer.says[-1]) == "assigned.parquet holds one row a unit: its arm, or why it has none."
    assert data["out"] == str(out)


@pytest.mark.parametrize("engine", Engine)
def test_the_expression_stands_alone(engine: Engine):
    answer, data = answered(sql=engine, traffic=".5")
    assert [show(sentence) for sentence in answer.says] == [data["sql"]["arm"]]
    assert answer.tables == answer.findings == ()
    assert data["sql"]["dialect"] == engine.value
    assert data["assigned"] is None
    assert "'not in traffic'" in data["sql"]["why"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "FILE: no file is given."),
        ({"sql": Engine.spark, "out": Path("o.csv")}, "--out: only an expression is printed"),
        ({"sql": Engine.spark, "unit": ""}, '--unit: "" cannot be a name here'),
        ({"sql": Engine.spark, "file": Path("o.csv")}, "FILE: only an expression is printed"),
        ({"file": Path("u.csv"), "replace": True}, "--replace: no file is given"),
        ({"file": Path("u.csv")}, "u.csv: there is no such file"),
        ({"arm": None}, "--arm: an experiment has two arms or more"),
        ({"arm": ["control", "blue"]}, '--arm: "control" is not a name and a weight'),
        ({"arm": ["control=1", "blue=0"]}, '"blue=0" is not a name and a weight'),
        ({"arm": ["control=1", "control=2"]}, 'two arms are called "control"'),
        ({"taken": ["0-.5"]}, "--taken: a range is a part of a layer, and no layer is named"),
        ({"layer": "l", "end": ".5", "taken": ["0.5-1", "half"]}, '--taken: "half" is no share'),
        ({"layer": "l", "end": ".5", "taken": ["0.5-2"]}, '--taken: "2" is no share between 0 and 1'),
        ({"layer": "l", "end": ".5", "taken": ["0.5-.5"]}, "--taken: the range ends at .5 and begins at 0.5"),
        ({"layer": "l", "end": ".5", "taken": ["0.5-1", "0.4-.5"]}, 'the range 0-0.5 of layer "l" crosses 0.4-0.5'),
        ({"layer": "l", "start": ".5", "end": ".4"}, "--to: the range ends at .4 and begins at .5"),
        ({"traffic": "much"}, '--traffic: "much" is no share'),
    ],
)
def test_what_is_no_wish_is_refused(given, says: str):
    with pytest.raises(Refusal) as refused:
        answered(**given)
    assert says in str(refused.value)
    assert len(str(refused.value).splitlines()) == 2


def test_an_arm_may_have_the_sign_in_its_name(customers: Path):
    _, data = answered(file=customers, arm=["price=9.99=1", "price=12=1"])
    assert [arm["name"] for arm in data["arms"]] == ["price=9.99", "price=12"]

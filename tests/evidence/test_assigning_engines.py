"""One plan, one answer: Python, DuckDB, PostgreSQL and Spark assign 10,000 units alike, however they are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from taktgeber.evidence import assign, assignment_plan, assignment_sql, reason_sql
from tests.postgres import ON_POSTGRES

SIGNS = ("", "0", "00", "ü", "客户", "🙂", "a:b", "'", '"', "\\", "%", "$", "e\u0301", "é", " ", "\t", "NULL", "-")
IDS = list(
    dict.fromkeys(
        [
            *(str(n) for n in range(3000)),
            *(f"{n:012d}" for n in range(1800)),
            *(f"{sign}{n}{sign}" for sign in SIGNS for n in range(300)),
            *(f"{n}-" + "long" * 500 for n in range(200)),
            *("0" * n for n in range(1, 200)),
            " ",
        ]
    )
)
PLANS = {
    "two arms": assignment_plan("checkout", {"control": 1, "blue": 1}),
    "everything": assignment_plan(
        'Preis\'s \\ "Größe" 客户: 100 % $1',
        {"control": "1/3", "it's": "1/7", 'a "b" \\ c': 0.1, "größer": 2},
        layer="Kasse's",
        start=".1",
        end="9/10",
        traffic="2/3",
        holdout_salt="nobody\\",
        holdout="5%",
    ),
}


def test_the_units_are_many():
    assert len(IDS) >= 10_000


def same(plan: Any, answers: Sequence[Sequence[Any]]) -> None:
    assert {unit: (arm, why) for unit, arm, why in answers} == {unit: tuple(assign(unit, plan)) for unit in IDS}


@pytest.mark.parametrize("name", PLANS)
def test_duckdb_assigns_as_python_does(name: str):
    plan = PLANS[name]
    with duckdb.connect() as db:
        db.execute('CREATE TABLE units AS SELECT unnest($1) AS "my ""unit"', [IDS])
        arm, why = (sql(plan, 'my "unit', "duckdb") for sql in (assignment_sql, reason_sql))
        same(plan, db.execute(f'SELECT "my ""unit", {arm}, {why} FROM units').fetchall())
        db.execute("CREATE TABLE nobody AS SELECT unnest([NULL, '']) AS unit")
        told = ", ".join(sql(plan, "unit", "duckdb") for sql in (assignment_sql, reason_sql))
        assert db.execute(f"SELECT {told} FROM nobody").fetchall() == [(None, "no unit")] * 2


@pytest.mark.parametrize("database", [ON_POSTGRES])
@pytest.mark.parametrize("made_so", ["", "ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"])
def test_postgres_assigns_as_python_does(database: str, made_so: str, postgres_server):
    """Also where texts are kept in another encoding, as far as that has the signs."""
    import psycopg

    address = postgres_server.new_database(made_so)
    latin = bool(made_so)
    ids = [unit for unit in IDS if not latin or _is_latin(unit)]
    plan = PLANS["two arms"] if latin else PLANS["everything"]
    assert len(ids) > 8_000
    with psycopg.connect(address, client_encoding="utf8") as db:
        db.execute('CREATE TEMP TABLE units ("my ""unit" text)')
        with db.cursor().copy("COPY units FROM STDIN") as rows:
            for unit in ids:
                rows.write_row((unit,))
        arm, why = (sql(plan, 'my "unit', "postgres") for sql in (assignment_sql, reason_sql))
        told = db.execute(f'SELECT "my ""unit", {arm}, {why} FROM units'.encode()).fetchall()
        numbers = assignment_sql(plan, "n", "postgres")
        counted = db.execute(f"SELECT n, {numbers} FROM generate_series(1, 500) t(n)".encode()).fetchall()
        nobody = ", ".join(sql(plan, "unit", "postgres") for sql in (assignment_sql, reason_sql))
        empty = db.execute(f"SELECT {nobody} FROM (VALUES (NULL), ('')) t(unit)".encode()).fetchall()
    assert {unit: (arm, why) for unit, arm, why in told} == {unit: tuple(assign(unit, plan)) for unit in ids}
    assert counted == [(n, assign(n, plan).arm) for n in range(1, 501)]
    assert empty == [(None, "no unit")] * 2


def _is_latin(unit: str) -> bool:
    try:
        return bool(unit.encode("latin-1"))
    except UnicodeEncodeError:
        return False


@pytest.mark.xdist_group("sail")
@pytest.mark.parametrize("name", PLANS)
def test_spark_assigns_as_python_does(name: str, spark_connect: str, tmp_path: Path):
    plan = PLANS[name]
    table = tmp_path / "units.parquet"
    with duckdb.connect() as db:
        db.execute("CREATE TABLE units AS SELECT unnest($1) AS unit", [IDS])
        db.execute(f"COPY units TO '{table}' (FORMAT parquet)")
    with spark(spark_connect) as session:
        session.read.parquet(str(table)).createOrReplaceTempView("units")
        arm, why = (sql(plan, "unit", "spark") for sql in (assignment_sql, reason_sql))
        same(plan, session.sql(f"SELECT unit, {arm} AS arm, {why} AS why FROM units").collect())
        numbers = assignment_sql(plan, "id", "spark")
        counted = session.sql(f"SELECT id, {numbers} AS arm FROM range(500)").collect()
        assert [tuple(row) for row in counted] == [(n, assign(n, plan).arm) for n in range(500)]


@contextmanager
def spark(address: str) -> Iterator[Any]:
    from taktgeber.data.spark_session import connect, disconnect

    session = connect(address, None, 30)
    try:
        yield session
    finally:
        disconnect(session)


def test_bigquery_is_written_as_it_wants_it():
    """By its text alone: no server of it runs here. Its literals take backslashes, its MD5 gives bytes."""
    plan = assignment_plan("it's", {"control": 1, "a\\b": 1}, traffic=".25")
    assert assignment_sql(plan, "user_id", "bigquery") == (
        "CASE\n"
        "  WHEN CAST(`user_id` AS STRING) IS NULL OR CAST(`user_id` AS STRING) = '' THEN NULL\n"
        "  WHEN to_hex(md5('it\\'s/traffic:' || CAST(`user_id` AS STRING))) >= '4000000000000' THEN NULL\n"
        "  WHEN to_hex(md5('it\\'s:' || CAST(`user_id` AS STRING))) < '8000000000000' THEN 'control'\n"
        "  ELSE 'a\\\\b'\n"
        "END"
    )

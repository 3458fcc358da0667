"""The engine over Spark Connect: which addresses are understood, what it refuses, and that nothing else pays for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.data import DuckEngine, current_snapshot, open_engine
from taktgeber.data.engine_spark import SparkEngine
from taktgeber.workspace import open_workspace
from tests.spark_connect import free_port, sail

from .test_engine import HEAD, Total

pytestmark = pytest.mark.xdist_group("sail")
LINES = "".join(f"C{i % 3},2024-03-{1 + i % 9:02},{i}.25,{i * 10},{i}\n" for i in range(30))


@pytest.fixture
def loaded(house):
    """Loaded twice: the second export replaces a part of the first."""
    h = house()
    h.load(h.write("a.csv", HEAD + LINES), account="O'Brien \\ Söhne")
    h.load(h.write("b.csv", HEAD + "C1,2024-03-02,1000,1,1\n"), account="O'Brien \\ Söhne")
    return h


def totals(engine, book):
    batch = engine.batch(current_snapshot(book))
    handles = [batch.add(Total(column)) for column in ("spend", "clicks", "impressions")]
    batch.run()
    engine.close()
    return [handle.get() for handle in handles], batch.queries


def set_engine(h, *lines: str):
    path = h.workspace.root / "taktgeber.toml"
    path.write_text("\n".join(lines) + "\n" + path.read_text("utf-8"), "utf-8")
    return open_workspace(h.workspace.root)


def test_the_settings_pick_the_engine_and_both_read_the_same(loaded, spark_connect):
    here = open_engine(loaded.workspace, loaded.book)
    there = open_engine(set_engine(loaded, f'engine = "{spark_connect}"'), loaded.book)
    assert isinstance(here, DuckEngine)
    assert isinstance(there, SparkEngine)
    expected = totals(here, loaded.book)
    assert totals(there, loaded.book) == expected
    assert totals(there, loaded.book) == expected, "a closed engine opens again"
    assert expected[1] == 1, "merged into one query on either engine"


def test_the_server_reads_where_it_sees_the_tables(loaded, spark_connect, tmp_path):
    expected = totals(open_engine(loaded.workspace, loaded.book), loaded.book)
    seen = tmp_path / "wie der Server's sie sieht 表"
    shutil.move(loaded.workspace.tables, seen)
    workspace = set_engine(loaded, f'engine = "{spark_connect}"', f'tables = "{seen}/"')
    assert totals(open_engine(workspace, loaded.book), loaded.book) == expected


def test_rows_that_the_server_does_not_see_are_missed_in_words(loaded, spark_connect):
    """Some servers take a file that is not there for an empty one."""
    stored = sorted((loaded.workspace.tables / "media").glob("*.parquet"), key=lambda p: p.stat().st_size)
    engine = SparkEngine(spark_connect, str(loaded.workspace.tables), loaded.book)
    shutil.copy(stored[0], stored[1])
    with pytest.raises(Refusal, match=r'does not see the stored rows of "a\.csv"'):
        engine.batch(current_snapshot(loaded.book))
    stored[0].unlink()
    stored[1].unlink()
    with pytest.raises(Refusal, match=r"does not see the stored rows") as refused:
        engine.batch(current_snapshot(loaded.book))
    assert "tables in taktgeber.toml" in str(refused.value)


def test_a_folder_that_reads_as_a_pattern_is_refused(loaded, spark_connect):
    engine = SparkEngine(spark_connect, "/data/[acme]/tables", loaded.book)
    with pytest.raises(Refusal, match="as a pattern"):
        engine.batch(current_snapshot(loaded.book))


def test_a_server_that_is_not_there_is_refused_in_words(loaded):
    address = f"sc://127.0.0.1:{free_port()}"
    engine = SparkEngine(address, str(loaded.workspace.tables), loaded.book, patience=0.5)
    start = time.monotonic()
    with pytest.raises(Refusal, match="cannot be reached") as refused:
        engine.batch(current_snapshot(loaded.book))
    assert time.monotonic() - start < 10
    assert 'engine = "duckdb"' in str(refused.value)


def test_a_server_that_stops_in_between_is_refused_in_words(loaded, spark_connect, tmp_path, monkeypatch, capfd):
    from taktgeber.data import spark_session

    monkeypatch.setattr(spark_session, "_RETRIES", 1)
    with sail(tmp_path / "log") as address:
        engine = SparkEngine(address, str(loaded.workspace.tables), loaded.book)
        batch = engine.batch(current_snapshot(loaded.book))
    batch.add(Total("spend"))
    with pytest.raises(Refusal, match="cannot be reached"):
        batch.run()
    engine.close()
    assert "Traceback" not in capfd.readouterr().err


def test_what_the_server_cannot_answer_is_said_in_words_and_once(loaded, spark_connect, capfd):
    engine = SparkEngine(spark_connect, str(loaded.workspace.tables), loaded.book)

    class Wrong(Total):
        def expression(self, tables):
            import ibis

            return ibis.table({"a": "int64"}, name="nobody_made_this").aggregate(total=ibis._.a.sum())

    batch = engine.batch(current_snapshot(loaded.book))
    batch.add(Wrong("spend"))
    with pytest.raises(Refusal, match=r"the engine could not answer: .*nobody_made_this"):
        batch.run()
    engine.close()
    assert capfd.readouterr().err == ""


def test_a_token_is_never_sent_in_the_clear(loaded, spark_connect, monkeypatch):
    monkeypatch.setenv("TAKT_ENGINE_TOKEN", "secret")
    engine = open_engine(set_engine(loaded, f'engine = "{spark_connect}"'), loaded.book)
    engine._patience = 0.5
    with pytest.raises(Refusal, match="never sent without it"):
        engine.batch(current_snapshot(loaded.book))


def test_without_the_client_one_is_told_to_install_it(loaded, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql.connect.session", None)
    with pytest.raises(Refusal, match=r"pip install 'taktgeber\[spark\]'"):
        SparkEngine("sc://127.0.0.1:1", "/x", loaded.book).batch(current_snapshot(loaded.book))


@pytest.mark.parametrize(
    ("engine", "says"),
    [
        ("sc://host:15002/;token=abc", "TAKT_ENGINE_TOKEN"),
        ("sc://host;x-api-key=abc", "TAKT_ENGINE_TOKEN"),
        ("sc://me:abc@host", "no address of an engine"),
        ("sc://host:99999", "no address of an engine"),
        ("sc:/host", "no address of an engine"),
        ("spark", "no address of an engine"),
        ("", "no address of an engine"),
    ],
)
def test_an_address_that_is_none_or_carries_a_secret_is_refused(house, engine, says):
    with pytest.raises(Refusal, match=says) as refused:
        set_engine(house(), f'engine = "{engine}"')
    assert "taktgeber.toml, engine" in str(refused.value)
    assert "abc" not in str(refused.value).replace("sc://me:abc@host", "")


@pytest.mark.parametrize("engine", ["sc://host", "sc://host:15002/", "sc://host:443/;use_ssl=true;x-cluster=9"])
def test_addresses_of_spark_connect_are_understood(house, engine):
    assert set_engine(house(), f'engine = "{engine}"').configuration.engine == engine


def test_the_settings_of_the_docs_page_are_understood(house):
    page = (Path(__file__).parents[2] / "docs" / "servers.md").read_text("utf-8")
    lines = [line.strip() for line in page.splitlines() if line.startswith(("    engine = ", "    tables = "))]
    assert len(lines) == 2
    assert set_engine(house(), *lines).configuration.tables == "s3://acme/taktgeber/tables"


@pytest.mark.parametrize("tables", ["tables", "./tables", "s3://key:secret@bucket/tables", ""])
def test_a_folder_that_no_server_can_find_is_refused(house, tables):
    with pytest.raises(Refusal, match=r"taktgeber\.toml, tables"):
        set_engine(house(), 'engine = "sc://host"', f'tables = "{tables}"')


def test_nobody_pays_for_the_client_who_does_not_use_it(loaded, tmp_path):
    code = (
        "import sys; from taktgeber.cycle import open_house; from taktgeber.workspace import open_workspace\n"
        "with open_house(open_workspace(sys.argv[1])) as house:\n"
        "    house.engine.batch(house.snapshot()).run()\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('pyspark', 'grpc')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(Path(loaded.workspace.root))], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

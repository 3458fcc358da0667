"""The database of what can be erased: one face for a file and a server, its tables brought up to date."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import StatementError

from taktgeber.govern import People
from taktgeber.govern.database import erased_for_good, open_database, place_of, read, writing
from taktgeber.govern.migrations import FOLDER, newest
from taktgeber.govern.tables import PEOPLE, READS
from tests.postgres import ON_POSTGRES, Server, execute

from .cast import refused

BERLIN = timezone(timedelta(hours=2))


@pytest.fixture(params=["sqlite", ON_POSTGRES])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if request.param == "sqlite":
        return tmp_path / "people.sqlite"
    given: str = request.getfixturevalue("postgres")
    return given


@pytest.fixture
def engine(address: Path | str) -> Iterator[Engine]:
    made = open_database(address)
    yield made
    made.dispose()


def insert(engine: Engine, person: str) -> None:
    with writing(engine) as connection:
        connection.execute(PEOPLE.insert().values(person=person, name="Anna Example"))


def names(engine: Engine) -> list[str]:
    return read(engine, lambda db: list(db.execute(PEOPLE.select().order_by(PEOPLE.c.person)).scalars()))


def _open_and_insert(address: Path | str, number: int) -> None:
    engine = open_database(address)
    insert(engine, f"p-{number}")
    engine.dispose()


def test_programs_that_start_at_once_make_the_tables_once(address: Path | str):
    started = multiprocessing.get_context("fork")
    workers = [started.Process(target=_open_and_insert, args=(address, n)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    engine = open_database(address)
    assert names(engine) == [f"p-{n}" for n in range(4)]
    engine.dispose()


def test_the_steps_are_numbered_without_a_gap():
    """What a database at the newest step is not asked about again is right only where numbers are the order."""
    steps = sorted(path.stem[1:5] for path in (FOLDER / "versions").glob("m*.py"))
    assert steps == [f"{n:04}" for n in range(1, len(steps) + 1)]
    assert newest() == steps[-1]
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == newest()


def test_a_file_made_before_there_were_steps_is_taken_over(tmp_path: Path):
    path = tmp_path / "people.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE people (person TEXT PRIMARY KEY, name TEXT NOT NULL, terms TEXT) STRICT")
        db.execute("INSERT INTO people VALUES ('p-1', 'Anna Example', 'a bonus')")
    with closing(People(path)) as people:
        assert (people.name_of("p-1"), people.terms_of("p-1")) == ("Anna Example", "a bonus")


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path):
    path = tmp_path / "people.sqlite"
    open_database(path).dispose()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer version" in str(refused(open_database, path))


def test_a_moment_comes_back_as_the_same_moment_in_utc(engine: Engine):
    at = datetime(2025, 6, 9, 1, 30, 0, 123456, tzinfo=BERLIN)
    with writing(engine) as connection:
        connection.execute(READS.insert().values(at=at, reader="p-1", what="names", count=1, purpose="a test"))
    kept = read(
        engine, lambda db: db.execute(READS.select().with_only_columns(READS.c.at).where(READS.c.at <= at)).scalar()
    )
    assert (kept, kept.tzinfo) == (at, UTC)


def test_a_moment_without_its_zone_is_not_kept(engine: Engine):
    naive = datetime(2025, 6, 9, 1, 30)  # noqa: DTZ001
    with pytest.raises(StatementError, match="without its zone"), writing(engine) as connection:
        connection.execute(READS.insert().values(at=naive, reader="p-1", what="names", count=1, purpose="a test"))


def test_a_transaction_is_kept_whole_or_not_at_all(engine: Engine):
    insert(engine, "p-1")

    def enter_both() -> None:
        with writing(engine) as connection:
            connection.execute(PEOPLE.insert().values(person="p-2", name="Ben Example"))
            connection.execute(PEOPLE.insert().values(person="p-1", name="Anna Example"))

    assert "does not fit what stands" in str(refused(enter_both))
    assert names(engine) == ["p-1"]


def test_threads_share_one_engine(engine: Engine):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: insert(engine, f"p-{n:02}"), range(40)))
        seen = list(threads.map(lambda _: len(names(engine)), range(40)))
    assert seen == [40] * 40


def test_what_is_erased_is_gone_from_file_and_journal_while_others_hold_it_open(tmp_path: Path):
    engine = open_database(tmp_path / "people.sqlite")
    insert(engine, "p-1")
    assert any(b"Anna Example" in path.read_bytes() for path in tmp_path.iterdir())
    with writing(engine) as connection:
        connection.execute(PEOPLE.delete())
    erased_for_good(engine, "people")
    assert not any(b"Anna Example" in path.read_bytes() for path in tmp_path.iterdir())
    engine.dispose()


def test_a_writer_that_holds_the_file_too_long_is_told_of_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("taktgeber.govern.database.PATIENCE", 0.1)
    engine = open_database(tmp_path / "people.sqlite")
    with closing(sqlite3.connect(tmp_path / "people.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "kept the database busy" in str(refused(insert, engine, "p-1"))
    insert(engine, "p-1")
    engine.dispose()


@pytest.mark.parametrize("address", ["postgresql://", "postgresql://h", "mysql://u@h/d", "people.sqlite", "::"])
def test_what_is_no_address_is_refused(address: str):
    assert "no address of a PostgreSQL database" in str(refused(open_database, address))


@pytest.mark.xdist_group("postgres")
def test_a_password_comes_from_the_environment_and_is_never_told(
    postgres_server: Server, postgres: str, monkeypatch: pytest.MonkeyPatch
):
    execute(
        postgres, "DO $$ BEGIN CREATE USER guarded SUPERUSER PASSWORD 'open sesame'; EXCEPTION WHEN OTHERS THEN END $$"
    )
    guarded = postgres.replace("takt@", "guarded@")
    assert "TAKT_STORE_PASSWORD" in str(refused(open_database, guarded))
    monkeypatch.setenv("TAKT_STORE_PASSWORD", "a wrong one")
    wrong = str(refused(open_database, guarded))
    assert "password authentication failed" in wrong
    assert "a wrong one" not in wrong
    monkeypatch.setenv("TAKT_STORE_PASSWORD", "open sesame")
    engine = open_database(guarded)
    insert(engine, "p-1")
    assert "sesame" not in f"{engine!r} {place_of(engine)}"
    engine.dispose()
    assert execute(postgres, "SELECT person FROM people") == [("p-1",)]


def test_reading_takes_no_lock_from_who_writes(engine: Engine):
    insert(engine, "p-1")
    with writing(engine) as connection:
        connection.execute(text("UPDATE people SET name = 'Ben Example'"))
        assert names(engine) == ["p-1"]

"""The ledger on a server: many writers, a server that goes away, a commit that gets no answer, hands from outside."""

from __future__ import annotations

import multiprocessing
import re
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from sqlalchemy import text as statement

from taktgeber.core import Entry, Refusal
from taktgeber.govern import BREACHES, UNITS, LedgerBook, append_plan, decide_proposal, open_book
from taktgeber.govern.accounts import open_accounts
from taktgeber.govern.database import open_database, read, writing
from taktgeber.govern.store_postgres import PostgresStore
from tests.postgres import Server, execute

from .broken_line import line_to
from .cast import BEAT, CLERK, CREW, SPONSOR, new_book, plan, proposal, refused, set_firm, unit
from .kill_round import kill_round
from .steps import FIRM, HISTORY, Step
from .stores import tampered
from .test_histories import live
from .test_store import broken, write_some

pytestmark = pytest.mark.xdist_group("postgres")
LOST = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
NO_LOCK = "CREATE OR REPLACE FUNCTION {} () RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
FAIR = {"event": "fair", "day": "2025-03-10"}
_started = multiprocessing.get_context("fork")


def enter(book: LedgerBook) -> Entry:
    return book.found("event", FAIR, CLERK, "press, 2025-03-10")


def at_once(*work: Callable[[], Any]) -> list[Any]:
    """Each in a process of its own, let go together; what it gave, a Refusal as its words."""
    answers, gate = _started.SimpleQueue(), _started.Barrier(len(work))

    def run(number: int) -> None:
        gate.wait()
        try:
            answers.put((number, work[number]()))
        except Refusal as wrong:
            answers.put((number, str(wrong)))

    processes = [_started.Process(target=run, args=(n,)) for n in range(len(work))]
    for process in processes:
        process.start()
    given = dict(answers.get() for _ in processes)
    for process in processes:
        process.join()
    return [given[n] for n in range(len(work))]


def test_four_processes_append_two_hundred_entries_each_and_none_is_lost(postgres: str):
    def write() -> list[str]:
        with open_book(postgres) as book:
            return [enter(book).hash for _ in range(200)]

    links = [link for written in at_once(write, write, write, write) for link in written]
    with open_book(postgres) as book:
        assert (book.count(), book.verify()) == (800, None)
        assert {entry.hash for entry in book.entries()} == {*links}


def test_of_two_who_approve_at_once_one_wins_and_the_other_is_told_who_it_was(postgres: str):
    with new_book(postgres) as book:
        append_plan(set_firm(book), plan(proposal("pulse")), "d" * 64)

    def approve(actor: str) -> Callable[[], str]:
        def decide() -> str:
            with open_book(postgres) as book:
                return decide_proposal(book, f"{BEAT.first.isoformat()}/pulse", "approve", "", actor).kind

        return decide

    answers = at_once(approve(CREW), approve(SPONSOR))
    assert answers.count("decision") == 1
    winner, told = (CREW, answers[1]) if answers[0] == "decision" else (SPONSOR, answers[0])
    assert f"decided by {winner}" in told


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_writer_loses_nothing_that_was_acknowledged(postgres: str, seed: int):
    assert kill_round(postgres, seed)


def test_a_server_that_goes_away_and_comes_back_is_used_again_by_the_same_book(postgres_server: Server, postgres: str):
    book = new_book(postgres)
    kept = enter(book)
    postgres_server.stop("immediate")
    try:
        for ask in (book.head, book.verify, lambda: enter(book), lambda: book.state(UNITS), lambda: [*book.newest()]):
            assert "cannot be reached at the moment. Nothing was lost" in str(refused(ask))
    finally:
        postgres_server.start()
    assert book.head() == kept.hash
    assert [entry.hash for entry in book.entries()] == [kept.hash]
    assert (enter(book).seq, book.verify()) == (2, None)
    book.close()


def test_a_lost_connection_is_not_noticed_by_who_reads(postgres: str):
    engine = open_database(postgres)
    with new_book(postgres) as book:
        head = enter(book).hash
        entries = book.newest()
        execute(postgres, LOST)
        assert (book.head(), next(entries).hash) == (head, head)
        execute(postgres, LOST)
        assert book.verify(head) is None
    assert read(engine, lambda db: db.execute(statement("SELECT count(*) FROM entries")).scalar()) == 1
    engine.dispose()


def test_a_commit_that_got_no_answer_is_looked_up_and_found(postgres: str):
    with line_to(postgres) as line, new_book(line.address) as book:
        enter(book)
        line.break_at = "after"
        second = enter(book)
        assert [entry.hash for entry in book.entries()][1] == second.hash
        assert enter(book).seq == 3


def test_a_commit_that_was_never_heard_is_refused_and_leaves_nothing(postgres: str):
    with line_to(postgres) as line, new_book(line.address) as book:
        enter(book)
        line.break_at = "before"
        assert "nothing of it stands" in str(refused(enter, book))
        assert (book.count(), enter(book).seq) == (1, 2)


def test_a_commit_whose_server_stays_away_is_said_to_be_unknown(postgres: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("taktgeber.govern.store_postgres._PATIENCE", 0.3)
    with line_to(postgres) as line, new_book(line.address) as book:
        line.break_at, line.stays_down = "after", True
        assert "whether it was kept is not known yet" in str(refused(enter, book))
        line.stays_down = False
        assert (book.count(), enter(book).seq) == (1, 2)


def test_names_too_say_that_a_lost_commit_is_unknown(postgres: str):
    with line_to(postgres) as line:
        engine = open_database(line.address)

        def add() -> None:
            with writing(engine) as connection:
                connection.execute(statement("INSERT INTO people VALUES ('p-1', 'Anna Example', NULL)"))
                line.break_at = "after"

        assert "whether it was kept is not known yet" in str(refused(add))
        until = time.monotonic() + 10
        while not execute(postgres, "SELECT 1 FROM people") and time.monotonic() < until:
            time.sleep(0.01)
        assert read(engine, lambda db: db.execute(statement("SELECT person FROM people")).scalar()) == "p-1"
        engine.dispose()


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE entries SET actor = 'p-0000' WHERE seq = 1",
        "DELETE FROM entries WHERE seq = 5",
        "TRUNCATE entries",
        "INSERT INTO entries SELECT seq + 9, at, actor, kind, standing, source, body, previous, 'x' FROM entries",
        "INSERT INTO entries SELECT * FROM entries WHERE seq = 2 ON CONFLICT (seq) DO UPDATE SET actor = 'p-0'",
        "INSERT INTO entries SELECT 6, at, actor, kind, 'decided', source, body, hash, 'ab' FROM entries WHERE seq = 5",
        "SET session_replication_role = replica; DELETE FROM entries",
        "CREATE TEMP TABLE entries (seq BIGINT, hash TEXT); INSERT INTO public.entries "
        "SELECT 1, at, actor, kind, standing, source, body, repeat('0', 64), hash FROM public.entries WHERE seq = 1",
        "WITH gone AS (DELETE FROM entries RETURNING 1) SELECT * FROM gone",
    ],
)
def test_another_program_cannot_change_delete_or_insert(postgres: str, attack: str):
    before = execute(write_some(postgres), "SELECT * FROM entries ORDER BY seq")
    with pytest.raises(psycopg.IntegrityError, match="append-only"):
        execute(postgres, attack)
    assert execute(postgres, "SELECT * FROM entries ORDER BY seq") == before
    assert broken(postgres) is None


@pytest.mark.parametrize(
    "weaker",
    [
        NO_LOCK.format("entries_never_change"),
        "ALTER TABLE entries ENABLE TRIGGER entries_never_change",
        "DROP TRIGGER entries_never_change ON entries; CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION entries_never_change ()",
    ],
)
def test_a_lock_that_was_weakened_is_set_right(postgres: str, weaker: str):
    execute(write_some(postgres), weaker)
    assert broken(postgres) is None
    with pytest.raises(psycopg.IntegrityError, match="append-only"):
        execute(postgres, "SET session_replication_role = replica; DELETE FROM entries")


def test_commits_wait_for_the_disk_whatever_the_server_is_set_to(postgres: str):
    execute(postgres, f"ALTER DATABASE {postgres.rpartition('/')[2]} SET synchronous_commit = off")
    store = PostgresStore(postgres)
    assert store._home().execute("SHOW synchronous_commit").fetchone() == ("on",)
    store.close()


def test_a_database_that_is_no_ledger_is_refused_in_words(postgres_server: Server, postgres: str):
    write_some(postgres)
    tampered(postgres, ("ALTER TABLE entries ALTER source DROP NOT NULL", ()))
    assert "not a whole ledger" in str(refused(open_book, postgres))
    other = postgres_server.new_database("ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    assert "SQL_ASCII, not UTF8" in str(refused(open_book, other))
    third = postgres_server.new_database()
    execute(third, "CREATE TABLE entries (a INT)")
    assert "cannot be read or written" in str(refused(open_book, third))


def test_a_database_of_a_newer_version_is_refused(postgres: str):
    write_some(postgres)
    execute(postgres, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer version" in str(refused(open_book, postgres))


def test_an_hour_of_days_again_reads_page_by_page(postgres: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("taktgeber.govern.store_postgres._PAGE", 3)
    with new_book(postgres) as book, new_book(tmp_path) as file:
        for one in (book, file):
            set_firm(one)
            one.decide("unit", unit("crm", "exploit"), SPONSOR)
        assert list(book.entries()) == list(file.entries())
        assert list(book.entries(("role", "unit"), 2)) == list(file.entries(("role", "unit"), 2))
        day = list(file.entries())[4].at
        assert book.state(UNITS, day) == file.state(UNITS, day)


@settings(max_examples=6)
@given(FIRM, HISTORY)
def test_any_history_becomes_the_same_ledger_on_either_store(
    postgres_server: Server, firm: bool, history: list[tuple[str, Step]]
):
    with (
        tempfile.TemporaryDirectory() as folder,
        new_book(Path(folder)) as file,
        new_book(postgres_server.new_database()) as far,
    ):
        for book in (file, far):
            live(set_firm(book) if firm else book, history)
        assert list(far.entries()) == list(file.entries())
        assert far.verify(file.head()) is None
        assert [b.entry for b in far.state(BREACHES)] == [b.entry for b in file.state(BREACHES)]


def test_the_rights_that_the_docs_list_are_enough_and_no_more(postgres_server: Server, postgres: str):
    """docs/servers.md: an owner starts it once, the user of every day can enter, name and erase, but drop no lock."""
    write_some(postgres)
    docs = (Path(__file__).parents[2] / "docs" / "servers.md").read_text("utf-8")
    user = f"daily_{postgres.rpartition('_')[2]}"
    execute(postgres, f"CREATE USER {user}")
    for grant in re.findall(r"(?:GRANT|REVOKE) [^;`]+;", docs):
        execute(postgres, grant.replace("takt_daily", user))
    daily = postgres.replace("takt@", f"{user}@")
    with open_book(daily) as book:
        assert (enter(book).seq, book.verify()) == (6, None)
    with closing(open_accounts(daily)) as accounts:
        person = accounts.people.add("Anna Example")
        accounts.note_read(person, "names", None, 1, "a test")
        assert accounts.people.erase(person)
    for attack in ("ALTER TABLE entries DISABLE TRIGGER ALL", "DELETE FROM entries", "TRUNCATE entries"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            execute(daily, attack)

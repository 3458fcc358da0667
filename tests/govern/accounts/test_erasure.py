"""A person can be forgotten: in every table, and in the bytes of the file. What was read stays, by pseudonym."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import String, or_

from taktgeber.govern import People
from taktgeber.govern.accounts import Accounts, open_accounts
from taktgeber.govern.accounts.tries import LOGIN, key_of
from taktgeber.govern.tables import ERASABLE

from ..cast import refused
from .conftest import ONE, PASSWORD, Clock, stored_bytes


def places(accounts: Accounts, person: str) -> set[str]:
    """Tables that hold the pseudonym in any column."""
    with accounts._engine.connect() as connection:
        return {
            table.name
            for table in ERASABLE.sorted_tables
            if connection.execute(
                table.select().where(or_(*(c == person for c in table.c if isinstance(c.type, String))))
            ).first()
        }


def test_erasure_reaches_every_table_but_the_log_of_reads(accounts: Accounts, store: Path):
    person = accounts.people.add("Anna Example", "a bonus on lessons")
    other = accounts.people.add("Otto Example")
    for who, login in ((person, "anna.example"), (other, "otto.example")):
        accounts.accept(accounts.invite(who), login, PASSWORD)
        accounts.sign_in(login, PASSWORD, "192.0.2.7", "Annas browser" if who == person else "a browser")
        accounts.make_token(who, "Annas export" if who == person else "export", frozenset({"see.today"}), 30)
        accounts.invite(who)
        accounts.note_read(who, "names", other, 1, "shown on a page")
        refused(accounts.sign_in, login, "a wrong password", "192.0.2.7")
    every = {"people", "accounts", "invitations", "sessions", "tokens", "reads"}
    assert places(accounts, person) == places(accounts, other) == every
    elsewhere = [table for table in ERASABLE.sorted_tables if table.name not in every | {"tries"}]
    assert all("person" in table.c for table in elsewhere), "a new table names its person, so that it can forget"
    assert accounts.people.erase(person)
    assert places(accounts, person) == {"reads"}
    assert places(accounts, other) == every
    assert not accounts.people.erase(person)
    accounts.close()
    kept = stored_bytes(store.parent)
    for gone in (b"Anna", b"anna.example", b"a bonus on", key_of(LOGIN, "anna.example").encode()):
        assert gone not in kept
    assert b"otto.example" in kept


def test_reads_are_listed_by_day_and_reader(accounts: Accounts, clock: Clock):
    accounts.note_read(ONE, "names", "p-0e02", 1, "shown on a page")
    clock.on(days=1)
    accounts.note_read("p-0e02", "customers", None, 250, "answered a complaint")
    day, next_day = clock.now.date().replace(day=10), clock.now.date()
    assert [(r.reader, r.what, r.of, r.count) for r in accounts.reads()] == [
        (ONE, "names", "p-0e02", 1), ("p-0e02", "customers", None, 250)]  # fmt: skip
    assert [r.reader for r in accounts.reads(last=day)] == [ONE]
    assert [r.purpose for r in accounts.reads(first=next_day)] == ["answered a complaint"]
    assert [r.at for r in accounts.reads(reader="p-0e02")] == [clock.now]


def test_a_file_of_names_from_before_there_were_accounts_is_taken_over(store: Path):
    with sqlite3.connect(store) as old:
        old.execute("CREATE TABLE people (person TEXT PRIMARY KEY, name TEXT NOT NULL, terms TEXT) STRICT")
        old.execute("INSERT INTO people VALUES ('p-0a0b0c0d0e0f', 'Anna Example', 'a bonus')")
    old.close()
    accounts = open_accounts(store)
    assert accounts.people.name_of("p-0a0b0c0d0e0f") == "Anna Example"
    assert accounts.empty()
    accounts.invite("p-0a0b0c0d0e0f")
    accounts.close()
    people = People(store)
    assert people.terms_of("p-0a0b0c0d0e0f") == "a bonus"
    people.close()


def test_the_tables_are_those_that_the_migrations_make(accounts: Accounts):
    from sqlalchemy import inspect

    found = inspect(accounts._engine)
    for table in ERASABLE.sorted_tables:
        columns = {c["name"]: bool(c["nullable"]) for c in found.get_columns(table.name)}
        assert set(columns) == set(table.c.keys())
        assert all(columns[c.name] == c.nullable for c in table.c if not c.primary_key), table.name


def test_a_damaged_file_is_refused_in_words(store: Path):
    store.write_text("no database " * 100)
    assert "cannot be read" in str(refused(open_accounts, store))

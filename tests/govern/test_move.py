"""takt ledger move: the same ledger with the same head on a server, or the workspace as it was."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from taktgeber.desks.govern import verbs
from taktgeber.govern import UNITS, People, append_plan, open_book
from taktgeber.govern.database import open_database, writing
from taktgeber.govern.tables import ERASABLE, READS
from taktgeber.workspace import Workspace, make_workspace, open_workspace
from tests.postgres import execute

from .cast import CREW, SPONSOR, plan, proposal, refused, set_firm, setting, unit
from .stores import tampered

pytestmark = pytest.mark.xdist_group("postgres")
TOML = 'firm = "A firm"\ncurrency = "GBP"\nfirst_beat = 2025-03-10\n\n# where we sell\n[[markets]]\nname = "DE"\n'
FOUND = """
[[person]]
alias = "lead"
name = "Ben Example"

[[entry]]
kind = "goal"
standing = "found"
source = "HR list"
since = 2025-03-10
body = {goal = "bonus", person = "@lead", unit = "lab", metric = "CAC", first = 2024-01-01, pay = true}
"""
NOW = datetime(2025, 3, 10, 9, 30, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = make_workspace(tmp_path / "firm", TOML)
    with open_book(made.ledger_address) as book:
        set_firm(book)
    with closing(People(made.people_address)) as people:
        people.add("Anna Müller 安娜", "a bonus on lessons")
    return made


def test_the_ledger_has_the_same_head_in_its_new_home(workspace: Workspace, postgres: str):
    with open_book(workspace.ledger_address) as book:
        head, entries = book.head(), list(book.entries())
    answer = verbs.ledger_move(workspace, postgres)
    moved = open_workspace(workspace.root)
    assert (moved.ledger_address, moved.people_address) == (postgres, postgres)
    with open_book(moved.ledger_address) as book:
        assert (book.head(), book.verify(head), list(book.entries())) == (head, None, entries)
        book.decide("unit", unit("crm", "exploit"), SPONSOR)
    assert answer.data["head"] == head
    assert '# where we sell\n[[markets]]\nname = "DE"' in (workspace.root / "taktgeber.toml").read_text()


def test_people_and_accounts_go_along(workspace: Workspace, postgres: str):
    with closing(People(workspace.people_address)) as people:
        person = people.add("Ben Example")
    rows = _a_row_of_every_table(workspace.people)
    verbs.ledger_move(workspace, postgres)
    with closing(People(open_workspace(workspace.root).people_address)) as people:
        assert people.name_of(person) == "Ben Example"
    arrived = open_database(postgres)
    with arrived.connect() as connection:
        for name, table in ERASABLE.tables.items():
            assert rows[name] in [dict(row) for row in connection.execute(table.select()).mappings()], name
    with writing(arrived) as connection:  # numbers go on after the last, not from one
        connection.execute(READS.insert().values(at=NOW, reader="p-1", what="names", count=1, purpose="a test"))
    arrived.dispose()


def test_no_table_is_forgotten(postgres: str):
    open_database(postgres).dispose()
    made = {name for (name,) in execute(postgres, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    assert made == {*ERASABLE.tables, "entries", "alembic_version"}


def _a_row_of_every_table(people: Path) -> dict[str, dict[str, Any]]:
    """One row each in the tables beside people, with a value in every column."""
    engine, made = open_database(people), {}
    with writing(engine) as connection:
        for name, table in ERASABLE.tables.items():
            values = {c.name: _value(c) for c in table.columns}
            connection.execute(table.insert().values(values))
            made[name] = values
    engine.dispose()
    return made


def _value(column: Any) -> Any:
    python_type = column.type.python_type
    return {str: f"z-{column.name}", bool: True, float: 1.5, int: 7, object: NOW}[python_type]


def test_the_files_stay_behind_and_take_nothing_more(workspace: Workspace, postgres: str):
    with open_book(workspace.ledger_address) as still_open:
        verbs.ledger_move(workspace, postgres)
        assert "has moved to 127.0.0.1/takt_" in str(refused(still_open.decide, "unit", unit("b", "exploit"), SPONSOR))
    assert sorted(p.name for p in workspace.inside.glob("*.sqlite*") if not p.name.endswith(("-wal", "-shm"))) == [
        "ledger.sqlite.moved",
        "people.sqlite.moved",
    ]
    assert "on a server already" in str(refused(verbs.ledger_move, open_workspace(workspace.root), postgres))


def test_every_verb_of_the_ledger_works_in_its_new_home(workspace: Workspace, postgres: str, tmp_path: Path):
    with open_book(workspace.ledger_address) as book:
        append_plan(book, plan(proposal("pulse", sets=(setting("unit", **unit("crm", "exploit")),))), "d" * 64)
    verbs.ledger_move(workspace, postgres)
    moved, file = open_workspace(workspace.root), tmp_path / "found.toml"
    file.write_text(FOUND)
    entered = verbs.ledger_enter(moved, file, SPONSOR).data
    assert (entered["breaches"][0]["rule"], list(entered["people"])) == (1, ["lead"])
    assert verbs.decide(moved, "pulse", "approve", CREW).data["sets"][0]["kind"] == "unit"
    last = verbs.ledger_show(moved, last=1).data
    assert verbs.ledger_verify(moved, last["head"]).data["whole"]
    day = datetime.fromisoformat(last["entries"][0]["at"])
    assert "crm" in [u["unit"] for u in verbs.ledger_replay(moved, day).data["units"]]
    assert verbs.ledger_breaches(moved).data["breaches"]
    assert verbs.ledger_erase(moved, entered["people"]["lead"]).data["erased"]
    assert not list(workspace.inside.glob("*.sqlite"))


def test_a_database_that_holds_something_is_refused(workspace: Workspace, postgres: str):
    with open_book(postgres) as other:
        set_firm(other)
    wrong = refused(verbs.ledger_move, workspace, postgres)
    assert "not empty: it holds entries" in str(wrong)
    assert open_workspace(workspace.root).ledger_address == workspace.ledger


def test_a_broken_ledger_stays_where_it_is(workspace: Workspace, postgres: str):
    tampered(workspace.inside, ("UPDATE entries SET actor = 'p-0000' WHERE seq = 3", ()))
    assert "entry 3 is not as it was written" in str(refused(verbs.ledger_move, workspace, postgres))
    assert execute(postgres, "SELECT count(*) FROM entries") == [(0,)]
    with open_book(open_workspace(workspace.root).ledger_address) as book:
        assert "lab" in book.state(UNITS).units


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://takt:secret@127.0.0.1/x", "a password does not belong"),
        ("mysql://takt@127.0.0.1/x", "no address of a database"),
        ("postgresql://takt@127.0.0.1:1/x", "cannot be reached"),
    ],
)
def test_an_address_that_cannot_be_is_refused_and_no_password_is_told(workspace: Workspace, address: str, says: str):
    wrong = refused(verbs.ledger_move, workspace, address)
    assert says in str(wrong)
    assert "secret" not in str(wrong)
    assert open_workspace(workspace.root).ledger_address == workspace.ledger

"""takt ledger and takt decide: what people read, what machines read, and no way round by the command line."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime, time
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from taktgeber.core import Answer, Refusal
from taktgeber.core.format import show
from taktgeber.desks.govern import verbs
from taktgeber.govern import PROPOSALS, append_plan, open_book
from taktgeber.workspace import Workspace, make_workspace

from .cast import CREW, LAB, SPONSOR, plan, proposal, refused, set_firm, setting, unit

TOML = 'firm = "A firm"\ncurrency = "GBP"\nfirst_beat = 2025-03-10\n'
AS_IS = """
[[person]]
alias = "lead"
name = "Anna Example"
terms = "bonus on CAC"

[[entry]]
kind = "unit"
standing = "found"
source = "organisation chart"
since = 2025-03-10
body = {unit = "attic", name = "Attic", mode = "explore"}

[[entry]]
kind = "goal"
standing = "found"
source = "HR list"
since = 2025-03-10
body = {goal = "bonus", person = "@lead", unit = "attic", metric = "CAC", first = 2024-01-01, pay = true}

[[entry]]
kind = "transfer"
standing = "found"
source = "books"
since = 2024-10-10
body = {source = "reserve:explore", target = "unit:performance", amount = "12000.50", day = 2024-10-10}
"""
RAID = """
[[entry]]
kind = "unit"
standing = "decided"
body = {unit = "crm", name = "CRM", mode = "exploit"}

[[entry]]
kind = "transfer"
standing = "decided"
body = {source = "reserve:explore", target = "unit:performance", amount = "5000 GBP", day = 2025-10-06, reason = "peak"}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = make_workspace(tmp_path / "firm", TOML)
    with open_book(made.ledger) as book:
        set_firm(book)
        append_plan(book, plan(proposal("pulse", sets=(setting("unit", **unit("crm", "exploit")),))), "d" * 64)
    return made


def checked(name: str, answer: Answer) -> Mapping[str, Any]:
    schema = json.loads((resources.files("taktgeber.desks.govern") / "schemas" / f"{name}.json").read_text())
    jsonschema.validate(json.loads(json.dumps(answer.plain())), schema, cls=jsonschema.Draft202012Validator)
    return answer.data


def said(answer: Answer) -> str:
    return " ".join(map(show, answer.says))


def entries_in(workspace: Workspace, written: str) -> Path:
    path = workspace.root / "entries.toml"
    path.write_text(written)
    return path


def takt(workspace: Workspace, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "taktgeber", *words, "--workspace", str(workspace.root)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_enter_takes_a_file_whole_with_its_breaches_and_pseudonyms(workspace: Workspace):
    answer = verbs.ledger_enter(workspace, entries_in(workspace, AS_IS), "sponsor")
    data = checked("ledger_enter", answer)
    person = data["people"]["lead"]
    assert [b["rule"] for b in data["breaches"]] == [1, 3]
    assert data["entries"][1]["body"]["person"] == person
    assert data["entries"][1]["source"] == "HR list, 2025-03-10"
    assert data["entries"][2]["body"]["amount"] == {"is": "Money", "minor": 1_200_050, "currency": "GBP"}
    assert b"Anna" not in workspace.ledger.read_bytes()


def test_a_file_with_one_raid_in_it_enters_nothing(workspace: Workspace):
    wrong = refused(verbs.ledger_enter, workspace, entries_in(workspace, RAID), CREW)
    assert (wrong.rule, wrong.where) == (3, "entry 2 of 2, transfer")
    shown = checked("ledger_show", verbs.ledger_show(workspace))
    assert [e["kind"] for e in shown["entries"]][-2:] == ["planned", "refused"]
    assert shown["entries"][-1]["entry"] == wrong.entry


def test_a_refused_file_leaves_no_names_behind(workspace: Workspace):
    written = entries_in(workspace, AS_IS + RAID)
    assert refused(verbs.ledger_enter, workspace, written, CREW).rule == 3
    with sqlite3.connect(workspace.people) as people:
        assert people.execute("SELECT count(*) FROM people").fetchone() == (0,)
    people.close()


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("kind = 'unit'", "[[entry]] tables"),
        ("[[entry]]\nkind = 'unit'", "a table body"),
        ("[[entry]]\nkind = 'unit'\nstanding = 'found'\nbody = {}", "with a source and a day"),
        ("[[entry]]\nkind = 'unit'\nstanding = 'decided'\nsource = 'me'\nbody = {}", "with a source and a day"),
        ("[[entry]]\nkind = 'unit'\nstanding = 'decided'\nbody = {}", "unit is missing"),
        ("[[entry", "not readable as TOML"),
        (RAID.replace("5000 GBP", "5,000"), "no amount of money"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(workspace: Workspace, written: str, why: str):
    before = verbs.ledger_verify(workspace).data
    assert why in str(refused(verbs.ledger_enter, workspace, entries_in(workspace, written), SPONSOR))
    assert verbs.ledger_verify(workspace).data == before


def test_verify_says_whole_broken_or_cut(workspace: Workspace):
    whole = verbs.ledger_verify(workspace)
    assert (checked("ledger_verify", whole)["whole"], whole.code) == (True, 0)
    cut = verbs.ledger_verify(workspace, "a" * 64)
    assert cut.code == 1
    assert "cut off, or the chain was built anew" in said(cut)
    with sqlite3.connect(workspace.ledger) as db:
        db.execute("DROP TRIGGER entries_never_change")
        db.execute("UPDATE entries SET actor = 'p-0000' WHERE seq = 3")
    db.close()
    broken = verbs.ledger_verify(workspace)
    assert (checked("ledger_verify", broken)["first_broken"], broken.code) == (3, 1)
    assert "Entry 3 is not as it was written" in said(broken)


def test_replay_says_what_was_in_force(workspace: Workspace):
    with open_book(workspace.ledger) as book:
        today = book.today()
    data = checked("ledger_replay", verbs.ledger_replay(workspace, datetime.combine(today, time.min)))
    assert {u["unit"]: u["mode"] for u in data["units"]} == {"lab": "explore", "performance": "exploit"}
    assert data["proposals"] == [{"key": "2025-06-09/pulse", "state": "waiting"}]
    nothing = checked("ledger_replay", verbs.ledger_replay(workspace, datetime.combine(date(2020, 1, 1), time.min)))
    assert nothing["units"] == []


def test_breaches_tell_what_was_refused_and_then_entered_as_found(workspace: Workspace):
    assert "No house rule is broken" in said(verbs.ledger_breaches(workspace))
    refused(verbs.ledger_enter, workspace, entries_in(workspace, RAID), CREW)
    again = RAID.replace('"decided"', '"found"\nsource = "books"\nsince = 2025-10-07')
    entered = verbs.ledger_enter(workspace, entries_in(workspace, again), CREW)
    assert len(checked("ledger_enter", entered)["refused_before"]) == 1
    assert "says as found what was refused" in said(entered)
    answer = verbs.ledger_breaches(workspace)
    data = checked("ledger_breaches", answer)
    assert [b["rule"] for b in data["breaches"]] == [3]
    assert data["breaches"][0]["owner"] == SPONSOR
    assert len(data["found_after_refusal"]) == 1
    assert "says as found what was refused" in said(answer)


def test_erase_forgets_the_name_and_keeps_the_pseudonym(workspace: Workspace):
    entered = verbs.ledger_enter(workspace, entries_in(workspace, AS_IS), SPONSOR)
    person = entered.data["people"]["lead"]
    assert checked("ledger_erase", verbs.ledger_erase(workspace, person)) == {"person": person, "erased": True}
    assert verbs.ledger_erase(workspace, person).data["erased"] is False
    assert verbs.ledger_verify(workspace).code == 0


def test_decide_approves_with_what_the_proposal_sets(workspace: Workspace):
    answer = verbs.decide(workspace, "2025-06-09/pulse", "approve", "exploit_lead")
    data = checked("decide", answer)
    assert data["decision"]["actor"] == CREW
    assert [e["kind"] for e in data["sets"]] == ["unit"]
    assert "is approved" in said(answer)


def test_decide_overrides_with_moves(workspace: Workspace):
    answer = verbs.decide(workspace, "pulse", "override", CREW, "the trade fair", ["unit:performance:held:400.50"])
    move = checked("decide", answer)["decision"]["body"]["instead"][0]
    assert (move["source"], move["target"], move["amount"]["minor"]) == ("unit:performance", "held", 40_050)


@pytest.mark.parametrize(
    "instead", ["held", "unit:a:unit:b", "my pocket:held:5", "held:unit:a:1,000", "held:unit:a:-5"]
)
def test_a_move_that_is_none_is_refused(workspace: Workspace, instead: str):
    with pytest.raises(Refusal, match=r"--instead"):
        verbs.decide(workspace, "pulse", "override", CREW, "so", [instead])


def test_a_role_that_nobody_or_several_hold_is_no_one_person(workspace: Workspace):
    assert "Nobody holds it by decision" in str(refused(verbs.decide, workspace, "pulse", "approve", "auditor"))


def test_the_command_line_refuses_and_says_so_with_exit_code_1(workspace: Workspace):
    entries_in(workspace, RAID)
    tried = takt(workspace, "ledger", "enter", str(workspace.root / "entries.toml"), "--as", CREW, "--json")
    assert tried.returncode == 1
    assert json.loads(tried.stdout)["rule"] == 3
    assert "out of exploration" in tried.stderr
    assert "Traceback" not in tried.stderr
    denied = takt(workspace, "decide", "pulse", "approve", "--as", LAB)
    assert (denied.returncode, "not exploit lead by decision" in denied.stderr) == (1, True)
    with open_book(workspace.ledger) as book:
        assert book.state(PROPOSALS).waiting == ("2025-06-09/pulse",)


def test_a_damaged_ledger_is_refused_in_words_by_every_verb(workspace: Workspace):
    workspace.ledger.write_bytes(b"not a database, " * 500)
    for side in ("-wal", "-shm"):
        Path(f"{workspace.ledger}{side}").unlink(missing_ok=True)
    for words in (("ledger", "verify"), ("ledger", "show"), ("decide", "pulse", "approve", "--as", CREW)):
        tried = takt(workspace, *words)
        assert tried.returncode == 1
        assert "not a whole ledger" in tried.stderr
        assert "Traceback" not in tried.stderr


def test_the_example_of_the_docs_enters_as_told(tmp_path: Path):
    page = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text("utf-8")
    made = make_workspace(tmp_path / "firm", TOML)
    written = entries_in(made, page.split("```toml\n")[1].split("```")[0])
    verbs.ledger_enter(made, written, "p-3f2a09c1d2e4")
    assert [e["kind"] for e in verbs.ledger_show(made).data["entries"]] == ["unit", "goal", "breach", "role"]

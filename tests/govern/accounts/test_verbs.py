"""takt account: what it prints for people and for machines."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from taktgeber.core import Answer
from taktgeber.core.format import show
from taktgeber.desks.accounts import verbs
from taktgeber.govern import open_book
from taktgeber.govern.accounts import open_accounts
from taktgeber.workspace import Workspace, make_workspace

from ..cast import SPONSOR, refused, role
from .conftest import PASSWORD, stored_bytes


@pytest.fixture
def firm(tmp_path: Path) -> Workspace:
    made = make_workspace(tmp_path / "firm", 'firm = "A firm"\ncurrency = "GBP"\nfirst_beat = 2025-03-10\n')
    with open_book(made.ledger_address) as book:
        book.decide("role", role(SPONSOR, "sponsor"), SPONSOR)
    return made


def data_of(part: str, answer: Answer) -> dict[str, object]:
    """As the schema says, and without a name."""
    schema = json.loads(
        files("taktgeber.desks.accounts").joinpath("schemas", f"account_{part}.json").read_text("utf-8")
    )
    written = json.loads(json.dumps(answer.data))
    jsonschema.validate(written, schema, format_checker=jsonschema.FormatChecker())
    assert "Anna" not in json.dumps(written)
    return dict(written)


def test_who_is_invited_by_pseudonym_gets_a_path_that_opens_the_account(firm: Workspace):
    answer = verbs.account_invite(firm, SPONSOR)
    path = data_of("invite", answer)["path"]
    assert f"  {path}" in [show(sentence) for sentence in answer.says]
    assert [i["person"] for i in verbs.account_list(firm).data["invitations"]] == [SPONSOR]
    accounts = open_accounts(firm.people_address)
    assert accounts.accept(str(path).removeprefix("/join/"), "sponsor", PASSWORD) == SPONSOR
    accounts.close()
    (held,) = data_of("list", verbs.account_list(firm))["accounts"]
    assert (held["login"], held["roles"], held["disabled"]) == ("sponsor", ["sponsor"], None)


def test_a_new_person_is_invited_by_name_and_has_no_role(firm: Workspace):
    person = data_of("invite", verbs.account_invite(firm, name="Anna Example", days=2))["person"]
    accounts = open_accounts(firm.people_address)
    assert accounts.people.name_of(str(person)) == "Anna Example"
    accounts.accept(accounts.invite(str(person)), "anna", PASSWORD)
    accounts.close()
    assert data_of("list", verbs.account_list(firm))["accounts"][0]["roles"] == []


def test_what_cannot_be_invited_leaves_nothing_behind(firm: Workspace):
    refused(verbs.account_invite, firm)
    refused(verbs.account_invite, firm, SPONSOR, "Anna Example")
    refused(verbs.account_invite, firm, None, "Anna Example", 0)
    assert b"Anna" not in stored_bytes(firm.inside)
    assert "Nobody has an account yet" in show(verbs.account_list(firm).says[0])


def test_an_account_is_closed_and_its_tokens_end(firm: Workspace):
    accounts = open_accounts(firm.people_address)
    accounts.accept(accounts.invite(SPONSOR), "sponsor", PASSWORD)
    for name in ("export", "import"):
        accounts.make_token(SPONSOR, name, frozenset({"see.today"}), 30)
    accounts.close()
    listed = data_of("tokens", verbs.account_tokens(firm))["tokens"]
    assert sorted(t["name"] for t in listed) == ["export", "import"]
    ended = verbs.account_tokens(firm, SPONSOR, revoke=listed[0]["id"])
    assert [t["id"] for t in data_of("tokens", ended)["tokens"]] == [listed[1]["id"]]
    refused(verbs.account_tokens, firm, SPONSOR, listed[0]["id"])
    refused(verbs.account_tokens, firm, None, listed[1]["id"])
    assert data_of("disable", verbs.account_disable(firm, SPONSOR))["disabled"] is True
    assert data_of("disable", verbs.account_disable(firm, SPONSOR))["disabled"] is False
    assert data_of("tokens", verbs.account_tokens(firm))["tokens"] == []
    assert data_of("list", verbs.account_list(firm))["accounts"][0]["disabled"]


def test_the_log_of_reads_is_shown(firm: Workspace):
    accounts = open_accounts(firm.people_address)
    accounts.note_read(SPONSOR, "name", "p-0e01", 1, "shown on a page")
    accounts.close()
    answer = verbs.account_reads(firm)
    (row,) = data_of("reads", answer)["reads"]
    assert (row["reader"], row["of"], row["purpose"]) == (SPONSOR, "p-0e01", "shown on a page")
    assert answer.tables[0].rows[0][1:4] == (SPONSOR, "name", "p-0e01")
    assert data_of("reads", verbs.account_reads(firm, reader="p-0e01"))["reads"] == []

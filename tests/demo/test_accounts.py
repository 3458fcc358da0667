"""Every role of the house is held by decision in the demo, and can be signed in to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.cycle import House
from taktgeber.demo import make_demo
from taktgeber.demo.cast import LOGINS
from taktgeber.govern.accounts import open_accounts
from taktgeber.govern.permissions import ROLES, access_of
from tests.demo_company import Made


def test_each_login_opens_the_role_that_it_is_called_like(made: Made, house: House, tmp_path: Path) -> None:
    """One of them by its password: ten hashes would only show that ten are slow."""
    shutil.copy(made.demo.workspace.people, tmp_path / "people.sqlite")
    accounts = open_accounts(tmp_path / "people.sqlite")
    signed = accounts.sign_in("market-lead", made.demo.password, "127.0.0.1")
    held = {account.login: account.person for account in accounts.accounts()}
    accounts.close()
    assert signed.person == held["market-lead"] == made.demo.cast.germany
    today = house.book.today()
    roles = {login: {r.role for r in access_of(house.book, person, today).roles} for login, person in held.items()}
    assert roles == {login: {login.replace("-", "_")} for login in LOGINS}
    assert {role for held_roles in roles.values() for role in held_roles} == set(ROLES)
    assert access_of(house.book, signed.person, today).markets("see.exploit") == ("Germany",)


def test_the_password_is_made_by_chance_and_stands_in_no_file(made: Made) -> None:
    assert len(made.demo.password) == 20
    for path in (*made.demo.workspace.inside.rglob("*"), *made.root.glob("*"), *made.root.glob("briefs/*")):
        assert not path.is_file() or made.demo.password.encode() not in path.read_bytes(), path.name


def test_a_weak_password_makes_no_demo(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="fewer than 12"):
        make_demo(tmp_path / "demo", password="short")
    assert not (tmp_path / "demo").exists()

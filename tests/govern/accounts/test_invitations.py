"""An account comes to be by an invitation, accepted once; it carries no role."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.govern.accounts import Accounts

from ..cast import refused
from .conftest import ONE, OTHER, PASSWORD, Clock, stored_bytes


def test_the_first_account_opens_with_the_setup_secret_once(accounts: Accounts):
    assert accounts.empty()
    secret = accounts.setup_secret()
    assert secret is not None
    person = accounts.accept(secret, "anna", PASSWORD, "Anna Example")
    assert (accounts.people.name_of(person), accounts.empty(), accounts.setup_secret()) == ("Anna Example", False, None)
    assert "not known" in str(refused(accounts.accept, secret, "eve", PASSWORD, "Eve"))
    assert len(accounts.accounts()) == 1


def test_a_second_setup_secret_voids_the_first(accounts: Accounts):
    first, second = accounts.setup_secret(), accounts.setup_secret()
    assert first
    assert second
    assert "not known" in str(refused(accounts.accept, first, "eve", PASSWORD))
    assert accounts.accept(second, "anna", PASSWORD)


def test_the_setup_secret_is_void_once_somebody_came_by_an_invitation(accounts: Accounts):
    secret = accounts.setup_secret()
    accounts.accept(accounts.invite(ONE), "one", PASSWORD)
    assert "not known" in str(refused(accounts.accept, secret, "eve", PASSWORD, "Eve"))
    assert [a.person for a in accounts.accounts()] == [ONE]


def test_a_name_says_nothing_of_who_is_invited(accounts: Accounts):
    assert accounts.accept(accounts.invite(ONE), "one", PASSWORD, "Eve") == ONE
    assert accounts.people.name_of(ONE) is None


def test_two_who_accept_at_once_make_one_account(accounts: Accounts):
    secret, made = accounts.setup_secret(), []

    def accept(n: int) -> None:
        with suppress(Refusal):
            made.append(accounts.accept(str(secret), f"login{n}", PASSWORD))

    threads = [threading.Thread(target=accept, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [a.person for a in accounts.accounts()] == made
    assert len(made) == 1


def test_an_invitation_is_accepted_once(accounts: Accounts):
    secret = accounts.invite(ONE)
    assert accounts.accept(secret, " One ", PASSWORD) == ONE
    assert [(a.person, a.login) for a in accounts.accounts()] == [(ONE, "one")]
    assert "was used" in str(refused(accounts.accept, secret, "two", PASSWORD))


def test_an_invitation_runs_out(accounts: Accounts, clock: Clock):
    secret = accounts.invite(ONE, days=2)
    clock.on(days=2, seconds=1)
    assert "run out" in str(refused(accounts.accept, secret, "one", PASSWORD))
    assert accounts.invitations() == ()


def test_a_new_invitation_voids_the_one_before(accounts: Accounts):
    old, new = accounts.invite(ONE), accounts.invite(ONE)
    assert "not known" in str(refused(accounts.accept, old, "one", PASSWORD))
    assert accounts.accept(new, "one", PASSWORD) == ONE


def test_a_taken_login_and_a_weak_password_leave_the_invitation_as_it_is(joined: Accounts):
    secret = joined.invite("p-0e03")
    assert "taken" in str(refused(joined.accept, secret, "ＯＮＥ", PASSWORD))
    assert "fewer than 12" in str(refused(joined.accept, secret, "three", "too short"))
    assert "cannot be a login" in str(refused(joined.accept, secret, "a b", PASSWORD))
    assert joined.accept(secret, "three", PASSWORD) == "p-0e03"


def test_a_bare_invitation_ends_where_its_person_is_given_a_role(accounts: Accounts):
    secret = accounts.invite(ONE, bare=True)
    assert "was given a role" in str(
        refused(partial(accounts.accept, holds=lambda who: who == ONE), secret, "one", PASSWORD)
    )
    assert "was given a role" in str(refused(accounts.accept, secret, "one", PASSWORD))
    assert accounts.accept(secret, "one", PASSWORD, holds=lambda _: False) == ONE


def test_an_invitation_gives_a_new_password_and_ends_the_sessions_of_the_old(joined: Accounts):
    secret = joined.sign_in("one", PASSWORD, "::1").secret
    joined.accept(joined.invite(ONE), "one", "sun on a slate roof")
    assert joined.session(secret) is None
    assert "belong together" in str(refused(joined.sign_in, "one", PASSWORD, "::1"))
    assert joined.sign_in("one", "sun on a slate roof", "::1").person == ONE


def test_a_disabled_account_opens_no_door_and_an_invitation_opens_it_again(joined: Accounts):
    session = joined.sign_in("one", PASSWORD, "::1").secret
    token = joined.make_token(ONE, "export", frozenset({"see.today"}), 30)
    open_invitation = joined.invite(ONE)
    assert joined.disable(ONE)
    assert not joined.disable(ONE)
    assert (joined.session(session), joined.token(token)) == (None, None)
    assert "belong together" in str(refused(joined.sign_in, "one", PASSWORD, "::1"))
    assert "not known" in str(refused(joined.accept, open_invitation, "one", PASSWORD))
    assert joined.sign_in("other", PASSWORD, "::1").person == OTHER
    joined.accept(joined.invite(ONE), "one", PASSWORD)
    assert joined.sign_in("one", PASSWORD, "::1").person == ONE


@pytest.mark.parametrize(("person", "days"), [("Anna Example", 7), (ONE, 0), (ONE, 1000)])
def test_only_pseudonyms_are_invited_and_for_a_sensible_time(accounts: Accounts, person: str, days: int):
    refused(accounts.invite, person, days)
    assert accounts.invitations() == ()


def test_no_secret_and_no_password_stands_in_the_file(joined: Accounts, store: Path):
    invitation = joined.invite("p-0e03")
    session = joined.sign_in("one", PASSWORD, "192.0.2.7").secret
    token = joined.make_token(ONE, "export", frozenset({"see.today"}), 30)
    rotated = joined.rotate(session)
    kept = stored_bytes(store.parent)
    assert b"one" in kept
    for secret in (invitation, session, rotated, token, token.removeprefix("takt_"), PASSWORD, "192.0.2.7"):
        assert secret.encode() not in kept


def test_the_file_is_for_its_owner_alone(joined: Accounts, store: Path):
    assert {path.name: path.stat().st_mode & 0o777 for path in store.parent.iterdir()} == {
        path.name: 0o600 for path in store.parent.iterdir()
    }

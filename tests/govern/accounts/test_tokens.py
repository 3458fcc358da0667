"""A token does what it says, until its day, as long as its person has an account."""

from __future__ import annotations

import pytest

from taktgeber.govern.accounts import Accounts
from taktgeber.govern.permissions import NEVER_BY_TOKEN

from ..cast import refused
from .conftest import ONE, OTHER, PASSWORD, Clock

SEE = frozenset({"see.today", "see.exploit"})


def test_a_token_names_its_person_and_what_it_may(joined: Accounts, clock: Clock):
    secret = joined.make_token(ONE, " weekly export ", SEE, 30)
    token = joined.token(secret)
    assert token
    assert (token.person, token.name, token.permissions) == (ONE, "weekly export", SEE)
    assert secret.startswith("takt_")
    assert [t.id for t in joined.tokens_of(ONE)] == [token.id]
    assert joined.tokens_of(OTHER) == ()
    assert joined.tokens_of(ONE)[0].used == clock.now


def test_a_token_ends_on_its_day(joined: Accounts, clock: Clock):
    secret = joined.make_token(ONE, "export", SEE, 30)
    clock.on(days=30)
    assert joined.token(secret) is None
    assert joined.tokens_of(ONE) == ()


def test_a_token_is_revoked_by_its_person_alone(joined: Accounts):
    secret = joined.make_token(ONE, "export", SEE, 30)
    named = joined.tokens_of(ONE)[0].id
    assert not joined.revoke(OTHER, named)
    assert joined.token(secret)
    assert joined.revoke(ONE, named)
    assert joined.token(secret) is None


@pytest.mark.parametrize("permission", sorted(NEVER_BY_TOKEN))
def test_a_token_makes_neither_people_nor_tokens(joined: Accounts, permission: str):
    assert permission in str(refused(joined.make_token, ONE, "export", frozenset({"see.today", permission}), 30))


@pytest.mark.parametrize(
    ("person", "name", "permissions", "days"),
    [
        (ONE, "", SEE, 30),
        (ONE, "x", set(), 30),
        (ONE, "x", {"see.all"}, 30),
        (ONE, "x", SEE, 0),
        ("p-0e09", "x", SEE, 1),
    ],
)
def test_what_is_no_token_is_refused(joined: Accounts, person: str, name: str, permissions: set[str], days: int):
    refused(joined.make_token, person, name, frozenset(permissions), days)
    assert joined.tokens_of() == ()


def test_a_session_is_no_token_and_a_token_no_session(joined: Accounts):
    assert joined.token(joined.sign_in("one", PASSWORD, "::1").secret) is None
    assert joined.session(joined.make_token(ONE, "export", SEE, 30)) is None

"""Signing in tells nothing about who has an account, and can be tried only so often."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from taktgeber.core import Refusal
from taktgeber.govern.accounts import Accounts, TooManyTries
from taktgeber.govern.accounts.passwords import Passwords
from taktgeber.govern.accounts.tries import network_of
from taktgeber.govern.tables import ERASABLE

from ..cast import refused
from .conftest import ONE, OTHER, PASSWORD, Clock, Counted


def test_login_and_password_open_a_session_however_the_login_is_written(joined: Accounts):
    signed = joined.sign_in(" ＯＮＥ ", PASSWORD, "192.0.2.7", "a browser")
    session = joined.session(signed.secret)
    assert session is not None
    assert (signed.person, session.person, session.agent) == (ONE, ONE, "a browser")


def test_all_that_is_wrong_is_refused_in_the_same_words_after_one_hash(joined: Accounts, hasher: Counted):
    joined.accept(joined.invite("p-0e03"), "gone", PASSWORD)
    joined.disable("p-0e03")
    refused(joined.sign_in, "nobody", PASSWORD, "::1")  # whoever comes first makes the hash that is nobody's
    told = set()
    for login, password in (
        ("one", "another password"), ("nobody", PASSWORD), ("gone", PASSWORD), ("", ""), ("one", ""),
        ("x" * 9999, "y" * 9999),
    ):  # fmt: skip
        before = hasher.verified, hasher.hashed
        told.add(str(refused(joined.sign_in, login, password, "::1")))
        assert (hasher.verified, hasher.hashed) == (before[0] + 1, before[1])
    assert len(told) == 1


def test_the_eleventh_try_is_refused_with_when_to_try_again_even_with_the_right_password(
    joined: Accounts, clock: Clock, hasher: Counted
):
    for _ in range(10):
        assert "belong together" in str(refused(joined.sign_in, "one", "a wrong password", "192.0.2.7"))
    hashes = hasher.verified
    for password in ("a wrong password", PASSWORD):
        with pytest.raises(TooManyTries, match="Try again in 2 minutes") as wrong:
            joined.sign_in("one", password, "198.51.100.9")
        assert wrong.value.after == 90
    assert hasher.verified == hashes
    clock.on(seconds=89)
    with pytest.raises(TooManyTries, match="in one minute"):
        joined.sign_in("one", PASSWORD, "192.0.2.7")
    clock.on(seconds=1)
    assert joined.sign_in("one", PASSWORD, "192.0.2.7").person == ONE


def test_other_logins_of_the_same_origin_go_on_up_to_a_higher_limit(joined: Accounts):
    for _ in range(10):
        refused(joined.sign_in, "one", "a wrong password", "192.0.2.7")
    assert joined.sign_in("other", PASSWORD, "192.0.2.7").person == OTHER
    for n in range(90):
        refused(joined.sign_in, f"guess{n}", PASSWORD, "192.0.2.7")
    with pytest.raises(TooManyTries):
        joined.sign_in("other", PASSWORD, "192.0.2.7")
    assert joined.sign_in("other", PASSWORD, "192.0.2.8").person == OTHER


def test_a_right_password_is_no_try(joined: Accounts):
    for _ in range(30):
        joined.sign_in("one", PASSWORD, "192.0.2.7")


@pytest.mark.parametrize(
    ("origin", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("a socket", "a socket"),
    ],
)
def test_one_network_is_one_origin(origin: str, network: str):
    assert network_of(origin) == network


@settings(max_examples=25)
@given(login=st.text(max_size=80), password=st.text(max_size=80), origin=st.text(max_size=40))
def test_nothing_that_can_be_typed_ends_otherwise_than_in_words(login: str, password: str, origin: str):
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    ERASABLE.create_all(engine)
    accounts = Accounts(engine, Clock(), Passwords(Counted()))
    with pytest.raises(Refusal, match="belong together"):
        accounts.sign_in(login, password, origin)
    accounts.close()


def test_eight_at_once_take_no_more_than_ten_tries_together(joined: Accounts):
    answers: list[str] = []

    def guess() -> None:
        for _ in range(3):
            try:
                joined.sign_in("one", "a wrong password", "192.0.2.7")
            except TooManyTries:
                answers.append("later")
            except Refusal:
                answers.append("wrong")

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers.count("wrong"), answers.count("later")) == (10, 14)


def test_an_outdated_hash_is_renewed_when_its_password_is_known(joined: Accounts, hasher: Counted):
    joined.sign_in("one", PASSWORD, "::1")
    hasher.check_needs_rehash = lambda stored: True  # type: ignore[method-assign]
    before = hasher.hashed
    joined.sign_in("one", PASSWORD, "::1")
    assert hasher.hashed == before + 1
    assert joined.sign_in("one", PASSWORD, "::1").person == ONE

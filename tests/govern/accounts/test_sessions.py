"""A session ends when it should: unused, too old, signed out, or when the password changes."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from taktgeber.govern.accounts import Accounts

from ..cast import refused
from .conftest import ONE, OTHER, PASSWORD, Clock

NEW = "sun on a slate roof"


@pytest.fixture
def secret(joined: Accounts) -> str:
    return joined.sign_in("one", PASSWORD, "::1").secret


def test_a_session_ends_after_eight_hours_without_use(joined: Accounts, clock: Clock, secret: str):
    clock.on(hours=7, minutes=59)
    assert joined.session(secret)
    clock.on(hours=7, minutes=59)
    assert joined.session(secret)
    clock.on(hours=8)
    assert joined.session(secret) is None
    assert joined.sessions_of(ONE) == ()


def test_a_session_ends_after_seven_days_in_any_case(joined: Accounts, clock: Clock, secret: str):
    for _ in range(27):
        clock.on(hours=6)
        secret = joined.rotate(secret)
    assert joined.session(secret)
    clock.on(hours=6)
    assert joined.session(secret) is None
    assert "has ended" in str(refused(joined.rotate, secret))


def test_that_it_was_seen_is_written_once_a_minute_at_most(joined: Accounts, clock: Clock, secret: str):
    start = clock.now
    clock.on(seconds=59)
    joined.session(secret)
    assert joined.sessions_of(ONE)[0].seen == start
    clock.on(seconds=1)
    joined.session(secret)
    assert joined.sessions_of(ONE)[0].seen == start + timedelta(minutes=1)


def test_a_secret_that_nobody_gave_out_opens_nothing(joined: Accounts):
    for unknown in ("", "x", "\ud800", "takt_1234"):
        assert joined.session(unknown) is None
        assert joined.take_told(unknown) is None
        joined.sign_out(unknown)
        assert "has ended" in str(refused(joined.rotate, unknown))


def test_every_sign_in_makes_a_secret_of_its_own(joined: Accounts, secret: str):
    again = joined.sign_in("one", PASSWORD, "::1").secret
    assert again != secret
    assert len(secret) >= 43
    one, other = joined.session(secret), joined.session(again)
    assert one
    assert other
    assert one.id != other.id


def test_signing_out_is_honoured_at_once_everywhere_or_in_one_place(joined: Accounts, secret: str):
    here, there = joined.sign_in("one", PASSWORD, "::1").secret, joined.sign_in("one", PASSWORD, "::1").secret
    joined.sign_out(secret)
    assert joined.session(secret) is None
    held = joined.session(here)
    assert held
    assert not joined.end_session(OTHER, held.id)
    assert joined.end_session(ONE, held.id)
    assert joined.session(here) is None
    joined.sign_out_all(OTHER)
    assert joined.session(there)
    joined.sign_out_all(ONE)
    assert joined.session(there) is None


def test_a_rotation_keeps_the_session_and_voids_the_old_secret(joined: Accounts, secret: str):
    before = joined.session(secret)
    rotated = joined.rotate(secret)
    after = joined.session(rotated)
    assert joined.session(secret) is None
    assert before
    assert after
    assert (after.id, after.signed_in_at) == (before.id, before.signed_in_at)


def test_a_new_password_stops_every_session_and_the_one_that_asked_goes_on(joined: Accounts, secret: str):
    elsewhere = joined.sign_in("one", PASSWORD, "::1").secret
    joined.change_password(ONE, PASSWORD, NEW)
    assert joined.session(elsewhere) is None
    assert joined.session(secret) is None
    assert joined.sessions_of(ONE) == ()
    assert joined.session(joined.rotate(secret))
    assert "belong together" in str(refused(joined.sign_in, "one", PASSWORD, "::1"))
    assert joined.sign_in("one", NEW, "::1").person == ONE


def test_a_password_is_changed_by_who_knows_the_old_one_and_tried_ten_times_at_most(joined: Accounts, secret: str):
    for _ in range(10):
        assert "old password" in str(refused(joined.change_password, ONE, "a wrong password", NEW))
    assert "too many tries" in str(refused(joined.change_password, ONE, PASSWORD, NEW))
    assert joined.session(secret)


def test_a_weak_new_password_changes_nothing(joined: Accounts, secret: str):
    assert "fewer than" in str(refused(joined.change_password, ONE, PASSWORD, "short"))
    assert joined.session(secret)
    assert joined.sign_in("one", PASSWORD, "::1").person == ONE


def test_a_message_is_told_once(joined: Accounts, secret: str):
    joined.set_told(secret, '{"done": "Grüße"}')
    assert joined.take_told(secret) == '{"done": "Grüße"}'
    assert joined.take_told(secret) is None


def test_the_language_goes_with_the_person(joined: Accounts, secret: str):
    assert joined.locale_of(ONE) is None
    joined.set_locale(ONE, "de_DE")
    session = joined.session(secret)
    assert session
    assert (session.locale, joined.locale_of(ONE), joined.locale_of(OTHER)) == ("de_DE", "de_DE", None)


def test_eight_threads_share_one_store(joined: Accounts, clock: Clock):
    wrong: list[BaseException] = []

    def visit(n: int) -> None:
        try:
            for _ in range(5):
                secret = joined.sign_in("one" if n % 2 else "other", PASSWORD, "::1").secret
                joined.set_told(secret, str(n))
                secret = joined.rotate(secret)
                assert joined.session(secret)
                assert joined.take_told(secret) == str(n)
                joined.note_read(ONE, "names", OTHER, 1, "shown on a page")
                joined.sign_out(secret)
                assert joined.session(secret) is None
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=visit, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(joined.reads()) == 40
    assert joined.sessions_of(ONE) == joined.sessions_of(OTHER) == ()

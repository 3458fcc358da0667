"""The same promises on a PostgreSQL server: those that rest on its locks, its times and its row counts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from taktgeber.govern.accounts import Accounts
from taktgeber.govern.accounts.passwords import Passwords
from taktgeber.govern.database import open_database

from .conftest import Clock, Counted
from .test_erasure import test_reads_are_listed_by_day_and_reader, test_the_tables_are_those_that_the_migrations_make
from .test_invitations import (
    test_a_disabled_account_opens_no_door_and_an_invitation_opens_it_again,
    test_two_who_accept_at_once_make_one_account,
)
from .test_sessions import (
    test_a_message_is_told_once,
    test_a_new_password_stops_every_session_and_the_one_that_asked_goes_on,
    test_a_session_ends_after_eight_hours_without_use,
    test_eight_threads_share_one_store,
)
from .test_sign_in import (
    test_eight_at_once_take_no_more_than_ten_tries_together,
    test_the_eleventh_try_is_refused_with_when_to_try_again_even_with_the_right_password,
)
from .test_tokens import test_a_token_names_its_person_and_what_it_may

__all__ = [
    "test_a_disabled_account_opens_no_door_and_an_invitation_opens_it_again",
    "test_a_message_is_told_once",
    "test_a_new_password_stops_every_session_and_the_one_that_asked_goes_on",
    "test_a_session_ends_after_eight_hours_without_use",
    "test_a_token_names_its_person_and_what_it_may",
    "test_eight_at_once_take_no_more_than_ten_tries_together",
    "test_eight_threads_share_one_store",
    "test_reads_are_listed_by_day_and_reader",
    "test_the_eleventh_try_is_refused_with_when_to_try_again_even_with_the_right_password",
    "test_the_tables_are_those_that_the_migrations_make",
    "test_two_who_accept_at_once_make_one_account",
]
pytestmark = pytest.mark.xdist_group("postgres")


@pytest.fixture
def accounts(postgres: str, clock: Clock, hasher: Counted) -> Iterator[Accounts]:
    made = Accounts(open_database(postgres), clock, Passwords(hasher))
    yield made
    made.close()


@pytest.fixture
def secret(joined: Accounts) -> str:
    from .conftest import PASSWORD

    return joined.sign_in("one", PASSWORD, "::1").secret


def test_erasure_reaches_every_table_of_the_server(accounts: Accounts):
    from .conftest import PASSWORD
    from .test_erasure import places

    person = accounts.people.add("Anna Example")
    accounts.accept(accounts.invite(person), "anna", PASSWORD)
    accounts.sign_in("anna", PASSWORD, "192.0.2.7")
    accounts.note_read(person, "names", None, 3, "shown on a page")
    assert accounts.people.erase(person)
    assert places(accounts, person) == {"reads"}

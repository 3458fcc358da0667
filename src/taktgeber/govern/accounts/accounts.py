"""The accounts of a workspace: one face over its parts, for any number of threads.

Whatever changes several tables changes accounts first, then what hangs on them, tries last (the origin before the
login): so no two transactions on a server wait for each other.

An account says who somebody is, never what they may do: that is decided in the ledger and read by permissions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from taktgeber.govern.database import open_database, writing
from taktgeber.govern.people import People
from taktgeber.govern.tables import ACCOUNTS, INVITATIONS, SESSIONS, TOKENS

from .invitations import Invitations
from .passwords import Passwords
from .reads import Reads
from .sessions import Sessions
from .tokens import Tokens


class Accounts(Invitations, Sessions, Tokens, Reads):
    """people: their names and terms, in the same database; to erase a person there erases the account too."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], passwords: Passwords) -> None:
        super().__init__(engine, clock, passwords)
        self.people = People(engine)

    @property
    def engine(self) -> Engine:
        """Of the database, for the other stores in it that can forget."""
        return self._engine

    def disable(self, person: str) -> bool:
        """Nobody signs in with it from now on: sessions, tokens and invitations end. A new invitation opens it again.

        Whether there was an account that was open.
        """
        which = ACCOUNTS.c.person == person, ACCOUNTS.c.disabled.is_(None)
        with writing(self._engine) as connection:
            closed = connection.execute(ACCOUNTS.update().where(*which).values(disabled=self._now())).rowcount
            for table in (INVITATIONS, SESSIONS, TOKENS):
                connection.execute(table.delete().where(table.c.person == person))
        return closed > 0

    def close(self) -> None:
        self._engine.dispose()


def open_accounts(address: Path | str, clock: Callable[[], datetime] | None = None) -> Accounts:
    """address: of the people's store (Workspace.people_address). Raises Refusal where it cannot be reached."""
    return Accounts(open_database(address), clock or _now, Passwords())


def _now() -> datetime:
    return datetime.now(UTC)

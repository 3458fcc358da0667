"""Names and terms of people, beside the ledger and erasable: the ledger itself keeps the pseudonym only."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from taktgeber.core import PersonId

if TYPE_CHECKING:
    from sqlalchemy import Engine


class People:
    """In a file or on a server, in one database with the accounts; erased with them."""

    def __init__(self, place: Path | str | Engine) -> None:
        from .database import open_database

        self._engine = open_database(place) if isinstance(place, Path | str) else place

    def add(self, person_name: str, terms: str | None = None) -> PersonId:
        """A new pseudonym by chance, so that it says nothing about the name."""
        from .database import writing
        from .tables import PEOPLE

        person = PersonId(f"p-{secrets.token_hex(6)}")
        with writing(self._engine) as connection:
            connection.execute(PEOPLE.insert().values(person=person, name=person_name, terms=terms))
        return person

    def name_of(self, person: str) -> str | None:
        return self._kept("name", person)

    def terms_of(self, person: str) -> str | None:
        return self._kept("terms", person)

    def _kept(self, column: str, person: str) -> str | None:
        from .database import read
        from .tables import PEOPLE

        asked = PEOPLE.select().with_only_columns(PEOPLE.c[column]).where(PEOPLE.c.person == person)
        return read(self._engine, lambda connection: connection.execute(asked).scalar())

    def erase(self, person: str) -> bool:
        """Name, terms, account, invitations, sessions, tokens. What the person read stays, by pseudonym.

        Whether anything stood there.
        """
        from .database import erased_for_good, writing
        from .tables import ACCOUNTS, INVITATIONS, PEOPLE, SESSIONS, TOKENS

        with writing(self._engine) as connection:
            gone = [
                connection.execute(table.delete().where(table.c.person == person)).rowcount
                for table in (PEOPLE, ACCOUNTS, INVITATIONS, SESSIONS, TOKENS)
            ]
        erased_for_good(self._engine)
        return sum(gone) > 0

    def close(self) -> None:
        self._engine.dispose()

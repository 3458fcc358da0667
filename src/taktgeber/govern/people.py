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
        """The new pseudonym."""
        from .database import writing
        from .tables import PEOPLE

        person = new_pseudonym()
        with writing(self._engine) as connection:
            connection.execute(PEOPLE.insert().values(person=person, name=person_name, terms=terms))
        return person

    def names(self) -> dict[str, str]:
        """Everybody who has a name here, by pseudonym."""
        from .database import read
        from .tables import PEOPLE

        asked = PEOPLE.select().with_only_columns(PEOPLE.c.person, PEOPLE.c.name).order_by(PEOPLE.c.name)
        return {row.person: row.name for row in read(self._engine, lambda connection: connection.execute(asked).all())}

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
        """All that stands here of the person: name, terms, account, sessions, tokens, words. What the person read
        stays, by pseudonym. Whether anything stood there."""
        from .accounts.tries import LOGIN, key_of
        from .database import erased_for_good, writing
        from .tables import ACCOUNTS, ERASABLE, TRIES

        with writing(self._engine) as connection:
            login = ACCOUNTS.select().with_only_columns(ACCOUNTS.c.login).where(ACCOUNTS.c.person == person)
            tried = [key_of(LOGIN, name) for name in connection.execute(login).scalars()]
            gone = [
                connection.execute(table.delete().where(table.c.person == person)).rowcount
                for table in ERASABLE.sorted_tables
                if "person" in table.c
            ]
            connection.execute(TRIES.delete().where(TRIES.c.key.in_(tried)))
        erased_for_good(self._engine, *ERASABLE.tables)
        return sum(gone) > 0

    def close(self) -> None:
        self._engine.dispose()


def new_pseudonym() -> PersonId:
    """By chance, so that it says nothing about the name."""
    return PersonId(f"p-{secrets.token_hex(6)}")

"""The words themselves: in the erasable store with the people, each with the salt of its digest.

Without the salt, which goes with the words, nobody can show that a guessed sentence is the one the ledger's digest
stands for. Private notes stand here alone and are read by who wrote them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.sql import ColumnElement


@dataclass(frozen=True, slots=True)
class Kept:
    """shared: with consent, and so in the ledger too; else a private note."""

    heard: str
    person: str
    at: datetime
    words: str
    about: str
    market: str | None
    on: str | None
    salt: str
    shared: bool


class Words:
    """engine: of the people's store (govern.database.open_database); threads may share it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, kept: Kept) -> None:
        from taktgeber.govern.database import writing
        from taktgeber.govern.tables import HEARD

        values = {name: getattr(kept, name) for name in Kept.__slots__}
        with writing(self._engine) as connection:
            connection.execute(HEARD.insert().values(**values))

    def of(self, person: str) -> tuple[Kept, ...]:
        """All that a person reported or noted, the newest first."""
        from taktgeber.govern.tables import HEARD

        return self._asked(HEARD.c.person == person)

    def one(self, heard: str) -> Kept | None:
        from taktgeber.govern.tables import HEARD

        return next(iter(self._asked(HEARD.c.heard == heard)), None)

    def shared(self, markets: Sequence[str] | None = None) -> tuple[Kept, ...]:
        """What was shared; markets: of these alone, None: of all."""
        from taktgeber.govern.tables import HEARD

        near = () if markets is None else (HEARD.c.market.in_(markets),)
        return self._asked(HEARD.c.shared.is_(True), *near)

    def erase(self, heard: str) -> bool:
        """The words leave the file or the server; whether they stood there."""
        from taktgeber.govern.database import erased_for_good, writing
        from taktgeber.govern.tables import HEARD

        with writing(self._engine) as connection:
            gone = connection.execute(HEARD.delete().where(HEARD.c.heard == heard)).rowcount
        erased_for_good(self._engine, "heard")
        return gone > 0

    def _asked(self, *which: ColumnElement[bool]) -> tuple[Kept, ...]:
        from taktgeber.govern.database import read
        from taktgeber.govern.tables import HEARD

        asked = HEARD.select().where(*which).order_by(HEARD.c.at.desc(), HEARD.c.heard)
        rows: Sequence[Any] = read(self._engine, lambda connection: connection.execute(asked).all())
        return tuple(Kept(**row._mapping) for row in rows)

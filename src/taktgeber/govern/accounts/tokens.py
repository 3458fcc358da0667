"""Tokens of the HTTP interface: what a program may do in a person's name, no more than is said and until a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import bindparam, select

from taktgeber.core import Refusal, text
from taktgeber.govern.database import read, writing
from taktgeber.govern.permissions import NEVER_BY_TOKEN, PERMISSIONS, Permission
from taktgeber.govern.tables import ACCOUNTS, TOKENS

from .part import Part
from .secret import kept, new_id, new_secret

MARK = "takt_"
MOST_DAYS, USED_EVERY = 366, timedelta(minutes=1)
# Asked with every call: made once.
_HELD = (
    select(TOKENS)
    .join(ACCOUNTS, ACCOUNTS.c.person == TOKENS.c.person)
    .where(TOKENS.c.secret == bindparam("secret"), ACCOUNTS.c.disabled.is_(None))
)


@dataclass(frozen=True, slots=True)
class Token:
    """used: when it was last seen, to the minute."""

    id: str
    person: str
    name: str
    permissions: frozenset[Permission]
    made: datetime
    until: datetime
    used: datetime | None


class Tokens(Part):
    def make_token(self, person: str, name: str, permissions: Iterable[Permission], days: int) -> str:
        """The secret, to be shown once. What the person may not do, the token may not either, whenever it is used."""
        _check(name, frozenset(permissions), days)
        secret, now = new_secret(MARK), self._now()
        with writing(self._engine) as connection:
            holder = select(ACCOUNTS.c.person).where(ACCOUNTS.c.person == person, ACCOUNTS.c.disabled.is_(None))
            if connection.execute(holder).first() is None:
                raise Refusal("token", text("{person} has no account that is open.", person=person),
                              text("Invite the person first."))  # fmt: skip
            connection.execute(
                TOKENS.insert().values(
                    id=new_id(), secret=kept(secret), person=person, name=name.strip(),
                    permissions=" ".join(sorted(permissions)), made=now, until=now + timedelta(days),
                )
            )  # fmt: skip
        return secret

    def token(self, secret: str) -> Token | None:
        """None where it is unknown, revoked, too old, or its person's account is closed."""
        if not secret.startswith(MARK):
            return None
        now = self._now()
        row = read(self._engine, lambda connection: connection.execute(_HELD, {"secret": kept(secret)}).first())
        if row is None or now >= row.until:
            return None
        if row.used is None or now - row.used >= USED_EVERY:
            with writing(self._engine) as connection:
                connection.execute(TOKENS.update().where(TOKENS.c.id == row.id).values(used=now))
        return _token(row)

    def tokens_of(self, person: str | None = None) -> tuple[Token, ...]:
        """Those that hold still, the newest first; of everybody where nobody is named."""
        asked = TOKENS.select().where(TOKENS.c.until > self._now()).order_by(TOKENS.c.made.desc(), TOKENS.c.id)
        if person is not None:
            asked = asked.where(TOKENS.c.person == person)
        return tuple(_token(r) for r in read(self._engine, lambda connection: connection.execute(asked).all()))

    def revoke(self, person: str, token_id: str) -> bool:
        """Whether there was such a token of this person."""
        which = TOKENS.c.person == person, TOKENS.c.id == token_id
        with writing(self._engine) as connection:
            return connection.execute(TOKENS.delete().where(*which)).rowcount > 0


def _check(name: str, permissions: frozenset[str], days: int) -> None:
    if not name.strip() or len(name) > 80:
        raise Refusal("name", text("a token has a name of up to 80 characters."), text("Say what it is for."))
    never = sorted(permissions - (set(PERMISSIONS) - NEVER_BY_TOKEN))
    if never or not permissions:
        named = ", ".join(never) or "none"
        raise Refusal("permissions", text("a token cannot be given these permissions: {named}.", named=named),
                      text("Name at least one permission; people and tokens are made by people alone."))  # fmt: skip
    if not 1 <= days <= MOST_DAYS:
        raise Refusal("days", text("a token holds for 1 to {most} days.", most=str(MOST_DAYS)),
                      text("Choose a number of days between them."))  # fmt: skip


def _token(row: Any) -> Token:
    permissions = frozenset(cast(Permission, one) for one in row.permissions.split() if one in PERMISSIONS)
    return Token(row.id, row.person, row.name, permissions, row.made, row.until, row.used)

"""How an account comes to be: an invitation with a secret, accepted once with a login and a password.

An invitation carries no role: those are decided in the ledger. One for a person who has an account gives it a new
login and password, and ends its sessions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, func, select

from taktgeber.core import Refusal, text
from taktgeber.govern.database import read, writing
from taktgeber.govern.people import new_pseudonym
from taktgeber.govern.tables import ACCOUNTS, INVITATIONS, PEOPLE, SESSIONS

from . import logins
from .part import Part
from .passwords import check_password
from .secret import kept, new_secret

SETUP_DAYS, MOST_DAYS = 7, 90
_PSEUDONYM = re.compile(r"p-[0-9a-f]{4,32}")


@dataclass(frozen=True, slots=True)
class Account:
    """Without its password. disabled: since when."""

    person: str
    login: str
    locale: str | None
    made: datetime
    disabled: datetime | None


@dataclass(frozen=True, slots=True)
class Invitation:
    person: str
    made: datetime
    until: datetime


class Invitations(Part):
    def empty(self) -> bool:
        """No account yet: the first-run assistant opens."""
        return read(self._engine, _accounts) == 0

    def setup_secret(self) -> str | None:
        """For the very first account; a new one each time, the one before is void. None once there is an account."""
        with writing(self._engine) as connection:
            return None if _accounts(connection) else self._invited(connection, None, SETUP_DAYS)

    def invite(self, person: str, days: int = 7, *, bare: bool = False) -> str:
        """The secret, to be shown once. An earlier invitation of the person is void.

        bare: it ends where the person is given a role, since whoever made it could accept it and hold that role.
        """
        if not _PSEUDONYM.fullmatch(person):
            raise Refusal("person", text("{person} is no pseudonym.", person=person),
                          text("Give one such as p-3f2a09c1d2e4, or invite by name."))  # fmt: skip
        if not 1 <= days <= MOST_DAYS:
            raise Refusal("days", text("an invitation holds for 1 to {most} days.", most=str(MOST_DAYS)),
                          text("Choose a number of days between them."))  # fmt: skip
        with writing(self._engine) as connection:
            return self._invited(connection, person, days, bare)

    def _invited(self, connection: Connection, person: str | None, days: int, bare: bool = False) -> str:
        secret, now = new_secret(), self._now()
        same = INVITATIONS.c.person.is_(None) if person is None else INVITATIONS.c.person == person
        connection.execute(INVITATIONS.delete().where(same | (INVITATIONS.c.until < now)))
        until = now + timedelta(days)
        connection.execute(
            INVITATIONS.insert().values(secret=kept(secret), person=person, made=now, until=until, bare=bare)
        )
        return secret

    def accept(
        self,
        secret: str,
        login: str,
        password: str,
        name: str | None = None,
        *,
        holds: Callable[[str], bool] = lambda _: True,
    ) -> str:
        """The person whose account it is now; with the setup secret a new one of this name (else of the login).

        holds: whether a person holds a role; asked of a bare invitation alone. Refuses a secret that is unknown,
        used or too old; a bare one of who holds a role; a login that is taken; a weak password. What was refused
        leaves the invitation as it is.
        """
        mine = and_(INVITATIONS.c.secret == kept(secret), INVITATIONS.c.until >= self._now())
        known = INVITATIONS.select().where(mine)
        found = read(self._engine, lambda connection: connection.execute(known).first())
        if found is None:
            raise _no_invitation()
        if found.bare and holds(found.person):
            raise Refusal(
                "invitation",
                text("since this invitation was made, its person was given a role."),
                text("Ask the sponsor for a new one: who holds a role is invited by the sponsor alone."),
            )
        login = logins.checked(login)
        check_password(password, login)
        hashed = self._passwords.hash(password)
        with writing(self._engine) as connection:
            row = connection.execute(known).first()
            if row is None or (row.person is None and _accounts(connection)):
                raise _no_invitation()
            person: str = row.person or new_pseudonym()
            self._set(connection, person, login, hashed)
            if row.person is None:
                connection.execute(PEOPLE.insert().values(person=person, name=name or login))
            if not connection.execute(INVITATIONS.delete().where(mine)).rowcount:
                raise _no_invitation()
        return person

    def _set(self, connection: Connection, person: str, login: str, hashed: str) -> None:
        holder = select(ACCOUNTS.c.person).where(ACCOUNTS.c.login == login, ACCOUNTS.c.person != person)
        if connection.execute(holder).first() is not None:
            raise Refusal("login", text("this login is taken."), text("Choose another one."))
        values = {"login": login, "password": hashed, "disabled": None}
        changed = connection.execute(ACCOUNTS.update().where(ACCOUNTS.c.person == person).values(values))
        if not changed.rowcount:
            connection.execute(ACCOUNTS.insert().values(person=person, made=self._now(), **values))
        connection.execute(SESSIONS.delete().where(SESSIONS.c.person == person))

    def accounts(self) -> tuple[Account, ...]:
        """All, in the order in which they were made."""
        asked = ACCOUNTS.select().order_by(ACCOUNTS.c.made, ACCOUNTS.c.person)
        rows = read(self._engine, lambda connection: connection.execute(asked).all())
        return tuple(Account(r.person, r.login, r.locale, r.made, r.disabled) for r in rows)

    def invitations(self) -> tuple[Invitation, ...]:
        """Those that can still be accepted; not the one for the very first account."""
        asked = INVITATIONS.select().where(INVITATIONS.c.person.is_not(None), INVITATIONS.c.until >= self._now())
        rows = read(self._engine, lambda connection: connection.execute(asked.order_by(INVITATIONS.c.made)).all())
        return tuple(Invitation(r.person, r.made, r.until) for r in rows)


def _accounts(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(ACCOUNTS)).scalar_one()


def _no_invitation() -> Refusal:
    return Refusal(
        "invitation",
        text("this invitation is not known, was used or has run out."),
        text("Ask who invited you for a new one."),
    )

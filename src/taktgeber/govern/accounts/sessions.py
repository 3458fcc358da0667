"""Signing in and out. A session is a row that can be ended, never a signed cookie that cannot.

It ends after 8 hours in which it was not used, and after 7 days in any case. Its secret is always made here, at
sign-in or at a rotation: none is ever taken from the visitor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, select

from taktgeber.core import Refusal, text
from taktgeber.govern.database import read, writing
from taktgeber.govern.tables import ACCOUNTS, SESSIONS

from . import logins, tries
from .part import Part
from .passwords import check_password
from .secret import kept, new_id, new_secret

IDLE, ABSOLUTE, SEEN_EVERY = timedelta(hours=8), timedelta(days=7), timedelta(minutes=1)
_AGENT = 200
# Asked with every page: made once.
_OPEN = (
    select(SESSIONS, ACCOUNTS.c.locale)
    .join(ACCOUNTS, ACCOUNTS.c.person == SESSIONS.c.person)
    .where(SESSIONS.c.secret == bindparam("secret"), ~SESSIONS.c.stale, ACCOUNTS.c.disabled.is_(None))
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    person: str
    secret: str


@dataclass(frozen=True, slots=True)
class Session:
    """locale: what the person chose, if anything. created: when its secret was made."""

    id: str
    person: str
    locale: str | None
    created: datetime
    seen: datetime
    signed_in_at: datetime
    agent: str = ""


class Sessions(Part):
    def sign_in(self, login: str, password: str, origin: str, agent: str = "") -> SignedIn:
        """One refusal, and one hash, for all that is wrong: nobody learns who has an account here."""
        name, network = logins.folded(login), tries.network_of(origin)
        self._may_try(name, network)
        asked = ACCOUNTS.select().where(ACCOUNTS.c.login == name)
        row = read(self._engine, lambda connection: connection.execute(asked).first())
        if not self._passwords.fits(password, row.password if row is not None else None) or row is None or row.disabled:
            raise _wrong()
        again = self._passwords.hash(password) if self._passwords.outdated(row.password) else row.password
        with writing(self._engine) as connection:
            same = ACCOUNTS.c.person == row.person, ACCOUNTS.c.password == row.password, ACCOUNTS.c.disabled.is_(None)
            if not connection.execute(ACCOUNTS.update().where(*same).values(password=again)).rowcount:
                raise _wrong()
            secret = self._opened(connection, row.person, agent)
            self._was_right(connection, name, network)
        return SignedIn(row.person, secret)

    def _may_try(self, name: str, network: str) -> None:
        now = self._now()
        with writing(self._engine) as connection:
            tries.forget(connection, now)
        with writing(self._engine) as connection:
            wait = tries.take(connection, tries.ORIGIN, network, now)
            if wait is None:
                wait = tries.take(connection, tries.LOGIN, name, now)
        if wait is not None:
            raise tries.TooManyTries(wait)

    @staticmethod
    def _was_right(connection: Connection, name: str, network: str) -> None:
        tries.give_back(connection, tries.ORIGIN, network)
        tries.give_back(connection, tries.LOGIN, name)

    def _opened(self, connection: Connection, person: str, agent: str) -> str:
        now, secret = self._now(), new_secret()
        connection.execute(SESSIONS.delete().where(~self._good()))
        connection.execute(
            SESSIONS.insert().values(
                id=new_id(), secret=kept(secret), person=person, agent=agent[:_AGENT], created=now, seen=now,
                signed_in_at=now, stale=False,
            )
        )  # fmt: skip
        return secret

    def session(self, secret: str) -> Session | None:
        row = read(self._engine, lambda connection: connection.execute(_OPEN, {"secret": kept(secret)}).first())
        now = self._now()
        if row is None or now >= row.seen + IDLE or now >= row.signed_in_at + ABSOLUTE:
            return None
        if now - row.seen >= SEEN_EVERY:
            self._change(kept(secret), seen=now)
        return _session(row, row.locale)

    def rotate(self, secret: str) -> str:
        """A new secret for the same session; the old one is void at once. After a change of password or of roles."""
        made = new_secret()
        now = self._now()
        alive = SESSIONS.c.secret == kept(secret), self._good()
        with writing(self._engine) as connection:
            changed = connection.execute(
                SESSIONS.update().where(*alive).values(secret=kept(made), created=now, seen=now, stale=False)
            )
        if not changed.rowcount:
            raise Refusal("session", text("this session has ended."), text("Sign in again."))
        return made

    def sign_out(self, secret: str) -> None:
        self._end(SESSIONS.c.secret == kept(secret))

    def sign_out_all(self, person: str) -> None:
        self._end(SESSIONS.c.person == person)

    def end_session(self, person: str, session_id: str) -> bool:
        """One of the person's own, by the id that sessions_of shows. Whether there was one."""
        return self._end(and_(SESSIONS.c.person == person, SESSIONS.c.id == session_id)) > 0

    def sessions_of(self, person: str) -> tuple[Session, ...]:
        """Those that are open, the one used last first."""
        asked = (
            SESSIONS.select()
            .where(SESSIONS.c.person == person, ~SESSIONS.c.stale, self._good())
            .order_by(SESSIONS.c.seen.desc(), SESSIONS.c.id)
        )
        rows = read(self._engine, lambda connection: connection.execute(asked).all())
        locale = self.locale_of(person)
        return tuple(_session(row, locale) for row in rows)

    def set_told(self, secret: str, told: str) -> None:
        """A message for the next page of this session."""
        self._change(kept(secret), told=told)

    def take_told(self, secret: str) -> str | None:
        """The message, once."""
        mine = SESSIONS.c.secret == kept(secret)
        asked = select(SESSIONS.c.told).where(mine)
        told = read(self._engine, lambda connection: connection.execute(asked).scalar())
        if told is None:
            return None
        with writing(self._engine) as connection:
            taken = connection.execute(SESSIONS.update().where(mine, SESSIONS.c.told == told).values(told=None))
        return told if taken.rowcount else None

    def change_password(self, person: str, old: str, new: str) -> None:
        """Every session of the person stops; the one that asked goes on by rotate()."""
        asked = ACCOUNTS.select().where(ACCOUNTS.c.person == person)
        row = read(self._engine, lambda connection: connection.execute(asked).first())
        name = row.login if row is not None else person
        network = f"person {person}"
        self._may_try(name, network)
        if not self._passwords.fits(old, row.password if row is not None else None) or row is None or row.disabled:
            raise Refusal("password", text("the old password is not right."), text("Enter it once more."))
        check_password(new, name)
        hashed = self._passwords.hash(new)
        with writing(self._engine) as connection:
            connection.execute(ACCOUNTS.update().where(ACCOUNTS.c.person == person).values(password=hashed))
            connection.execute(SESSIONS.update().where(SESSIONS.c.person == person).values(stale=True))
            self._was_right(connection, name, network)

    def set_locale(self, person: str, locale: str) -> None:
        with writing(self._engine) as connection:
            connection.execute(ACCOUNTS.update().where(ACCOUNTS.c.person == person).values(locale=locale))

    def locale_of(self, person: str) -> str | None:
        """What the person chose; None where nothing was."""
        asked = select(ACCOUNTS.c.locale).where(ACCOUNTS.c.person == person)
        return read(self._engine, lambda connection: connection.execute(asked).scalar())

    def _good(self) -> ColumnElement[bool]:
        now = self._now()
        return and_(SESSIONS.c.seen > now - IDLE, SESSIONS.c.signed_in_at > now - ABSOLUTE)

    def _change(self, secret: str, **values: Any) -> None:
        with writing(self._engine) as connection:
            connection.execute(SESSIONS.update().where(SESSIONS.c.secret == secret).values(values))

    def _end(self, which: ColumnElement[bool]) -> int:
        with writing(self._engine) as connection:
            return connection.execute(SESSIONS.delete().where(which)).rowcount


def _session(row: Any, locale: str | None) -> Session:
    return Session(row.id, row.person, locale, row.created, row.seen, row.signed_in_at, row.agent)


def _wrong() -> Refusal:
    return Refusal(
        "sign-in",
        text("login and password do not belong together."),
        text("Look at both and try again, or ask for a new invitation."),
    )

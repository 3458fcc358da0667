"""What goes wrong between the house and its database, said in words that are true.

A write is never repeated by itself once its commit was sent and not answered: it may stand, and the words say so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, IntegrityError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as NoneFree

from taktgeber.core import Refusal, text

_AWAY = ("08", "57P01", "57P02", "57P03", "53300")  # connection lost, shutting down, starting up, too many connections
_BUSY = ("55P03", "40P01", "57014")  # lock not had in time, deadlock, cancelled


@dataclass(slots=True)
class Step:
    """committing: the commit was sent. opening: the address is tried for the first time."""

    committing: bool = False
    opening: bool = False


@contextmanager
def in_words(where: str = "database", step: Step | None = None) -> Iterator[None]:
    """Every error of the database leaves as a Refusal; anything else passes as it is."""
    try:
        yield
    except Exception as wrong:
        told = _told(wrong, where, step or Step())
        if told is None:
            raise
        raise told from None


def lost(wrong: BaseException) -> bool:
    """Whether the server went away, so that the same question may be put to it again on a new connection."""
    if isinstance(wrong, PendingRollbackError) or (isinstance(wrong, DBAPIError) and wrong.connection_invalidated):
        return True
    cause = _cause(wrong)
    state = getattr(cause, "sqlstate", None)
    from_server = type(cause).__module__.startswith("psycopg")
    if state is None:
        return from_server and type(cause).__name__ in ("OperationalError", "InterfaceError", "ConnectionTimeout")
    return from_server and state.startswith(_AWAY)


def _cause(wrong: BaseException) -> BaseException:
    return wrong.orig if isinstance(wrong, DBAPIError) and wrong.orig is not None else wrong


def _told(wrong: Exception, where: str, step: Step) -> Refusal | None:
    cause = _cause(wrong)
    of_server = type(cause).__module__.startswith("psycopg")
    if not isinstance(wrong, DBAPIError | PendingRollbackError | NoneFree | sqlite3.Error | OSError) and not of_server:
        return None
    if lost(wrong) or (step.committing and of_server):
        return _away(where, step, _first_line(cause))
    if isinstance(wrong, NoneFree) or _state(cause).startswith(_BUSY) or "locked" in str(cause):
        return Refusal(
            where,
            text("another program has kept the database busy for too long."),
            text("Wait until it is done, then try again. Nothing was written."),
        )
    if isinstance(wrong, IntegrityError | sqlite3.IntegrityError):
        return Refusal(
            where,
            text("it does not fit what stands in the database: {wrong}.", wrong=_first_line(cause)),
            text("Look at what is there, then enter what is new. Nothing was written."),
        )
    if _state(cause) == "42501":
        return Refusal(
            where,
            text("the database's user may not do this: {wrong}.", wrong=_first_line(cause)),
            text("Ask who runs the server for the rights that docs/servers.md lists. Nothing was written."),
        )
    return Refusal(
        where,
        text("the database cannot be read or written: {wrong}.", wrong=_first_line(cause)),
        text("Look after the file or the server, or restore your backup. Nothing was written."),
    )


def _state(cause: BaseException) -> str:
    return getattr(cause, "sqlstate", None) or ""


class Away(Refusal):
    """The server is not there: nothing is wrong with what was asked."""


def _away(where: str, step: Step, reason: str) -> Refusal:
    if step.committing:
        return Away(
            where,
            text("the connection broke while the last step was being written: whether it was kept is not known yet."),
            text("Look whether it stands there before you do it again. All that was confirmed before is safe."),
        )
    if step.opening:
        return Away(
            where,
            text("the database cannot be reached: {reason}.", reason=reason),
            text("See that the server runs and that the address in taktgeber.toml is right. A password comes from "
                 "TAKT_STORE_PASSWORD or from ~/.pgpass. Nothing was written."),
        )  # fmt: skip
    return Away(
        where,
        text("the database cannot be reached at the moment. Nothing was lost, and nothing of this was written."),
        text("Try again in a minute. If it stays away, see whether its server runs."),
    )


def _first_line(cause: BaseException) -> str:
    lines = [line.strip() for line in str(cause).splitlines() if line.strip()]
    return lines[0].rstrip(".:") if lines else type(cause).__name__

"""Who is here, and the house they are let into: one open house a worker thread.

A handle of the ledger belongs to one thread, so pages and acts run on a small pool of threads of their
own, each with its house. A changed taktgeber.toml is seen at the next visit.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from fastapi import Request
from starlette.responses import Response

from taktgeber.cycle import House, open_house
from taktgeber.cycle.visit import Visit
from taktgeber.govern.accounts import Accounts, open_accounts
from taktgeber.govern.permissions import Access, access_of
from taktgeber.workspace import Workspace, open_workspace

from .language import language_of

T = TypeVar("T")
THREADS = 6
WEEK = 7 * 24 * 3600
Stands = tuple[str, str]


class NotSignedIn(Exception):
    """Nobody is signed in: a page leads to the sign-in, the API answers 401."""


@dataclass(frozen=True, slots=True)
class Known:
    """Who sent a request. secret: of the session, "" where a token came."""

    access: Access
    locale: str
    secret: str


class Visits:
    """secure: whether cookies travel over TLS only. warm: the plan and data whose pages were made ahead, if any."""

    def __init__(
        self, workspace: Workspace, origin: str, secure: bool, clock: Callable[[], datetime] | None = None
    ) -> None:
        self._root: Path = workspace.root
        self._clock = clock
        self.accounts: Accounts = open_accounts(workspace.people_address, clock=clock or _now)
        self.origin, self.secure = origin, secure
        self.warm: Stands | None = None
        self.cookie = "__Host-takt" if secure else "takt"
        self._pool = ThreadPoolExecutor(THREADS, "takt-visit")
        # Passwords take long on purpose: whoever stands at the door keeps nobody waiting inside.
        self._door = ThreadPoolExecutor(2, "takt-door")
        self._here = threading.local()
        self._all: list[House] = []

    async def run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def at_the_door(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._door, work)

    def in_every_thread(self, work: Callable[[], None]) -> None:
        """Once in each thread that visits run on; returns when all are done. Before anybody is let in."""
        all_here = threading.Barrier(THREADS)

        def once(_: int) -> None:
            all_here.wait()
            work()

        list(self._pool.map(once, range(THREADS)))

    def house(self) -> House:
        """This thread's house."""
        stamp = (self._root / "taktgeber.toml").stat().st_mtime_ns
        if getattr(self._here, "stamp", None) != stamp:
            if (before := getattr(self._here, "house", None)) is not None:
                self._all.remove(before)
                before.book.close()
            self._here.house = open_house(open_workspace(self._root), self._clock)
            self._here.stamp = stamp
            self._all.append(self._here.house)
        house: House = self._here.house
        return house

    def nobody_yet(self) -> bool:
        """Neither an account nor a sponsor: whoever comes first with the secret of the start becomes the sponsor."""
        from taktgeber.govern import PEOPLE

        book = self.house().book
        return self.accounts.empty() and not book.state(PEOPLE).sponsors(book.today())

    def known(self, request: Request) -> Known:
        """Raises NotSignedIn."""
        book = self.house().book
        bearer = request.headers.get("authorization", "")
        if bearer.startswith("Bearer "):
            token = self.accounts.token(bearer.removeprefix("Bearer ").strip())
            if token is None:
                raise NotSignedIn
            access = access_of(book, token.person, book.today())
            return Known(replace(access, limited=token.permissions), language_of(request, None), "")
        secret = request.cookies.get(self.cookie, "")
        session = self.accounts.session(secret) if secret else None
        if session is None:
            raise NotSignedIn
        return Known(access_of(book, session.person, book.today()), language_of(request, session.locale), secret)

    def visit(self, request: Request, query: Mapping[str, str]) -> Visit:
        known = self.known(request)
        return Visit(self.house(), self.accounts, known.access, known.locale, query, known.secret, self.origin)

    def let_in(self, answer: Response, secret: str) -> Response:
        """Give the browser its session's secret."""
        answer.set_cookie(
            self.cookie, secret, max_age=WEEK, path="/", secure=self.secure, httponly=True, samesite="lax"
        )
        return answer

    def close(self) -> None:
        self._door.shutdown(wait=True)
        self._pool.shutdown(wait=True)
        for house in self._all:
            house.book.close()
        self.accounts.close()


def _now() -> datetime:
    return datetime.now(UTC)

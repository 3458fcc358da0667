"""Passwords: what is a good one, and argon2id with the library's own settings (64 MiB, three passes).

Two hashes at a time: a flood of sign-ins waits instead of eating the memory. A login that nobody holds costs
the same hash as a wrong password, so that time tells nothing about who has an account.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from taktgeber.core import Refusal, Text, text

from .secret import new_secret

SHORTEST, LONGEST = 12, 256
AT_ONCE, PATIENCE = 2, 20.0
_FEWEST_DIFFERENT = 5


class Passwords:
    """Shared by all threads."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()

    def hash(self, password: str) -> str:
        with self._turn():
            return self._hasher.hash(normal(password))

    def fits(self, password: str, stored: str | None) -> bool:
        """Always one verification, also where nothing is stored."""
        with self._lock:
            nobodys = self._nobodys
        with self._turn():
            try:
                self._hasher.verify(stored or nobodys, normal(password)[: LONGEST + 1])
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None

    def outdated(self, stored: str) -> bool:
        """Hashed with weaker settings than today's."""
        return self._hasher.check_needs_rehash(stored)

    @cached_property
    def _nobodys(self) -> str:
        return self.hash(new_secret())

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._room.acquire(timeout=PATIENCE):
            raise Refusal("sign-in", text("too many people sign in at this moment."), text("Try again in a minute."))
        try:
            yield
        finally:
            self._room.release()


def normal(password: str) -> str:
    """The same characters however the keyboard composed them."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, login: str) -> None:
    """Refuses what is guessed first. Length counts; no rules about digits and signs."""
    made = normal(password)
    if len(made) < SHORTEST:
        raise _weak(text("the password has fewer than {least} characters.", least=str(SHORTEST)))
    if len(made) > LONGEST:
        raise _weak(text("the password has more than {most} characters.", most=str(LONGEST)))
    plain = made.casefold()
    if len(plain.replace(login, "")) < SHORTEST // 2:
        raise _weak(text("the password is made of the login."))
    if len(set(plain)) < _FEWEST_DIFFERENT or _common() & {plain, re.sub(r"[\W_]", "", plain)}:
        raise _weak(text("this password is among those that are tried first."))


def _weak(says: Text) -> Refusal:
    return Refusal("password", says, text("Take a few words that only you would put together."))


def _common() -> frozenset[str]:
    written = files("taktgeber.govern.accounts").joinpath("common.txt").read_text("utf-8")
    return frozenset(written.split())

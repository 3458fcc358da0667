"""Accounts in a file of their own, with a clock one can move and hashes that are quick and counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from taktgeber.govern.accounts import Accounts
from taktgeber.govern.accounts.passwords import Passwords
from taktgeber.govern.database import open_database

ONE, OTHER = "p-0e01", "p-0e02"
PASSWORD = "rain on a tin roof"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2025, 3, 10, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


class Counted(PasswordHasher):
    """The weakest settings that argon2 takes; counts what it was asked."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.hashed = self.verified = 0

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.hashed += 1
        return super().hash(password, salt=salt)

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        self.verified += 1
        return super().verify(hash, password)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hasher() -> Counted:
    return Counted()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "people.sqlite"


@pytest.fixture
def accounts(store: Path, clock: Clock, hasher: Counted) -> Iterator[Accounts]:
    made = Accounts(open_database(store), clock, Passwords(hasher))
    yield made
    made.close()


@pytest.fixture
def joined(accounts: Accounts) -> Accounts:
    """Two people have accounts."""
    for person, login in ((ONE, "one"), (OTHER, "other")):
        accounts.accept(accounts.invite(person), login, PASSWORD)
    return accounts


def stored_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())

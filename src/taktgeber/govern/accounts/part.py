"""What each part of the accounts stands on: one engine for all threads, and a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Engine

from .passwords import Passwords


class Part:
    def __init__(self, engine: Engine, clock: Callable[[], datetime], passwords: Passwords) -> None:
        self._engine, self._clock, self._passwords = engine, clock, passwords

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)

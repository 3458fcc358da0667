"""Names and terms of people, beside the ledger and erasable: the ledger itself keeps the pseudonym only."""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path

from taktgeber.core import PersonId, Refusal, text


class People:
    """One small SQLite file. secure_delete overwrites what is erased."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=60, isolation_level=None)
            self._db.execute("PRAGMA secure_delete = ON")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS people (person TEXT PRIMARY KEY, name TEXT NOT NULL, terms TEXT) STRICT"
            )
        except (sqlite3.DatabaseError, OSError) as wrong:
            raise Refusal(
                path.name,
                text("the people's file cannot be read: {wrong}.", wrong=str(wrong)),
                text("Restore it from your backup; the ledger itself is not touched."),
            ) from None

    def add(self, person_name: str, terms: str | None = None) -> PersonId:
        """A new pseudonym by chance, so that it says nothing about the name."""
        person = PersonId(f"p-{secrets.token_hex(6)}")
        self._db.execute("INSERT INTO people VALUES (?, ?, ?)", (person, person_name, terms))
        return person

    def name_of(self, person: str) -> str | None:
        row = self._db.execute("SELECT name FROM people WHERE person = ?", (person,)).fetchone()
        return row[0] if row else None

    def terms_of(self, person: str) -> str | None:
        row = self._db.execute("SELECT terms FROM people WHERE person = ?", (person,)).fetchone()
        return row[0] if row else None

    def erase(self, person: str) -> bool:
        """Whether somebody stood there."""
        return self._db.execute("DELETE FROM people WHERE person = ?", (person,)).rowcount > 0

    def close(self) -> None:
        self._db.close()

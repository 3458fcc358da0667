"""Settings of an SQLite file, set with patience and read back.

SQLite does not wait by itself where processes open a new file at once and each asks for another journal.
"""

from __future__ import annotations

import sqlite3
import time

PATIENCE = 60  # seconds that a writer waits for another


def set_pragma(db: sqlite3.Connection, name: str, value: str | int) -> str | int:
    """Gives what stands afterwards: a disk may not allow what was asked for."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute(f"PRAGMA {name} = {value}")
            stands: str | int = db.execute(f"PRAGMA {name}").fetchone()[0]
            return stands
        except sqlite3.OperationalError as wrong:
            if "locked" not in str(wrong) or time.monotonic() > until:
                raise
        time.sleep(0.01)

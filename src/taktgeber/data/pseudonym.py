"""Pseudonyms at the door: a customer's number becomes a keyed hash before anything is stored.

HMAC-SHA256 under the workspace's key, "c-" and 16 hex digits. One number gives one pseudonym in every
file of the workspace, in no other workspace, and leads back to nobody without the key.
"""

from __future__ import annotations

import hmac
import re
from typing import Any

_FLOAT_TAIL = re.compile(r"^(\d+)\.0+$")  # tables that passed through a statistics tool: 17850.0


def pseudonym(number: str, key: bytes) -> str:
    plain = _FLOAT_TAIL.sub(r"\1", number.strip())
    return f"c-{hmac.digest(key, plain.encode(), 'sha256').hex()[:16]}"


def pseudonyms(connection: Any, distinct: str, key: bytes) -> None:
    """Table takt_pseudonyms(known, pseudonym) of the distinct numbers that the query gives."""
    import pyarrow as pa

    known = [value for (value,) in connection.execute(distinct).fetchall() if value is not None]
    table = pa.table(
        {"known": pa.array(known, pa.string()), "pseudonym": pa.array([pseudonym(k, key) for k in known], pa.string())}
    )
    connection.execute("DROP VIEW IF EXISTS takt_pseudonyms")
    connection.register("takt_pseudonyms", table)

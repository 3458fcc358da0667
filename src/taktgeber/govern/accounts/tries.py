"""How often may be tried: a bucket of tries for each login and each origin, that fills again with time.

One column keeps a bucket (the generic cell rate algorithm): the moment at which all its tries are back. One
conditional update takes a try, so that any number of threads and processes share one bucket.
"""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import Connection, case
from sqlalchemy.dialects import postgresql, sqlite

from taktgeber.core import Refusal, text, text_n
from taktgeber.govern.tables import TRIES


@dataclass(frozen=True, slots=True)
class Limit:
    """tries: at once; step: seconds until one more is back."""

    name: str
    tries: int
    step: float


# Ten tries in a quarter of an hour on one login. Many people may share an origin, so it may try ten times as often.
LOGIN = Limit("login", 10, 90.0)
ORIGIN = Limit("origin", 100, 9.0)


class TooManyTries(Refusal):
    """after: seconds to wait, for the header Retry-After."""

    def __init__(self, after: int) -> None:
        super().__init__(
            "sign-in",
            text("there were too many tries."),
            text_n(
                "Try again in one minute. Until then a right password is not looked at either.",
                "Try again in {n} minutes. Until then a right password is not looked at either.",
                ceil(after / 60),
            ),
        )
        self.after = after


def take(connection: Connection, limit: Limit, of: str, now: datetime) -> int | None:
    """Takes a try; or gives the seconds until the next one."""
    key, at, window = key_of(limit, of), now.timestamp(), limit.tries * limit.step
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(TRIES).values(key=key, free_at=at).on_conflict_do_nothing())
    since = case((TRIES.c.free_at > at, TRIES.c.free_at), else_=at)
    # A millisecond of grace: added steps are not exactly their sum.
    may = TRIES.c.free_at <= at + window - limit.step + 0.001
    took = connection.execute(TRIES.update().where(TRIES.c.key == key, may).values(free_at=since + limit.step))
    if took.rowcount:
        return None
    free_at: float = connection.execute(
        TRIES.select().with_only_columns(TRIES.c.free_at).where(TRIES.c.key == key)
    ).scalar_one()
    return max(1, ceil(free_at + limit.step - window - at))


def give_back(connection: Connection, limit: Limit, of: str) -> None:
    """What was a right password is no try."""
    key = key_of(limit, of)
    connection.execute(TRIES.update().where(TRIES.c.key == key).values(free_at=TRIES.c.free_at - limit.step))


def forget(connection: Connection, now: datetime) -> None:
    """Buckets that are full again tell nothing."""
    connection.execute(TRIES.delete().where(TRIES.c.free_at <= now.timestamp()))


def key_of(limit: Limit, of: str) -> str:
    return hashlib.sha256(f"{limit.name}:{of}".encode("utf-8", "surrogatepass")).hexdigest()


def network_of(origin: str) -> str:
    """A whole network where one visitor has many addresses: a /64 of IPv6."""
    try:
        address = ipaddress.ip_address(origin.strip())
    except ValueError:
        return origin.strip()[:200]
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address if isinstance(address, ipaddress.IPv4Address) else address.ipv4_mapped)

"""How often may be tried: a bucket of tries for each login and each origin, that fills again with time.

One column keeps a bucket (the generic cell rate algorithm): the moment at which all its tries are back. One
conditional statement takes a try, so that any number of threads and processes share one bucket.
"""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import Connection, case, select
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
    since = case((TRIES.c.free_at > at, TRIES.c.free_at), else_=at)
    took = (
        insert(TRIES)
        .values(key=key, free_at=at + limit.step)
        .on_conflict_do_update(
            index_elements=[TRIES.c.key],
            set_={"free_at": since + limit.step},
            # A millisecond of grace: added steps are not exactly their sum.
            where=TRIES.c.free_at <= at + window - limit.step + 0.001,
        )
        .returning(TRIES.c.key)
    )
    if connection.execute(took).first() is not None:
        return None
    free_at = connection.execute(select(TRIES.c.free_at).where(TRIES.c.key == key)).scalar() or at
    return max(1, ceil(free_at + limit.step - window - at))


def give_back(connection: Connection, limit: Limit, of: str) -> None:
    """What was a right password is no try."""
    key = key_of(limit, of)
    connection.execute(TRIES.update().where(TRIES.c.key == key).values(free_at=TRIES.c.free_at - limit.step))


def forget(connection: Connection, now: datetime) -> None:
    """Buckets that are full again tell nothing. Those in use at this moment are left: this waits for nobody."""
    full = select(TRIES.c.key).where(TRIES.c.free_at <= now.timestamp()).with_for_update(skip_locked=True)
    connection.execute(TRIES.delete().where(TRIES.c.key.in_(full)))


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

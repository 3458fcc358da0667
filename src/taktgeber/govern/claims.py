"""What is said of one subject: the last decided entry, and what was found since.

House rules read it two ways, so that no found entry ever makes a refused decision acceptable: a
restriction counts if any of these entries says so, a permission only if all of them do and one is decided.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypeVar

from taktgeber.core import Entry
from taktgeber.core.memory import Standing

from .kept import Kept


class Claim(Protocol):
    @property
    def standing(self) -> Standing: ...


C = TypeVar("C", bound=Claim)
Claims = Kept[tuple[C, ...]]


def put(claims: Claims[C], subject: str, claim: C) -> Claims[C]:
    """Decided replaces all that was said before; found is added."""
    return claims.put(subject, (claim,) if claim.standing == "decided" else (*claims.get(subject, ()), claim))


def effective(said: tuple[C, ...]) -> C | None:
    """What holds: decided before found, the latest of the found."""
    if not said:
        return None
    return said[0] if said[0].standing == "decided" else said[-1]


def day(body: object) -> date | None:
    return date.fromisoformat(body) if isinstance(body, str) else None


def in_force(first: date, last: date | None, when: date) -> bool:
    return first <= when and (last is None or when <= last)


def meet(first: date, last: date | None, other_first: date, other_last: date | None) -> bool:
    """Whether two times, open at the end where last is None, share a day."""
    return (other_last is None or first <= other_last) and (last is None or other_first <= last)


def ended_by(entry: Entry) -> tuple[str, date] | None:
    """Subject and day of an end that counts: only a decided one releases anybody."""
    if entry.kind != "ended" or entry.standing != "decided":
        return None
    return entry.payload["subject"], date.fromisoformat(entry.payload["day"])

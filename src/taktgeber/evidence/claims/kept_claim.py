"""A claim as the ledger keeps it: what is said, and what its audit found, as figures and codes.

What was found is kept whole, so that it can be told in any language, but for groups of fewer than five rows: the ledger
holds no person, and so few may be one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from taktgeber.core import Entry

from .claim import ClaimAudit, Verdict

FEWEST, MOST_STRATA = 5, 12


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """claim: its short name; verdict, audit: None where somebody only entered what is said; on: "insight:..." or
    "playbook:...", what builds on it; standing: found or decided; digest: of the file."""

    claim: str
    says: str
    verdict: Verdict | None
    audit: ClaimAudit | None
    on: str | None
    market: str | None
    source: str
    digest: str | None
    day: date
    standing: str
    entry: int


def kept_of(entry: Entry) -> KeptClaim:
    body = entry.payload
    return KeptClaim(
        body["claim"], body["says"], body.get("verdict"), audit_of(body.get("audit")), body.get("on"),
        body.get("market"), body.get("source", ""), body.get("digest"), date.fromisoformat(body["day"]),
        entry.standing, entry.seq,
    )  # fmt: skip


def body_of(audit: ClaimAudit) -> dict[str, Any]:
    """What the ledger keeps of an audit; audit_of reads it."""
    made = asdict(audit)
    made["strata"] = [one for one in made["strata"] if one["n"] >= FEWEST][:MOST_STRATA]
    return made


def audit_of(body: Any) -> ClaimAudit | None:
    """None where what was entered is no audit: found entries hold what they hold."""
    try:
        made = _read(ClaimAudit, body)
    except (TypeError, KeyError, ValueError):
        return None
    return made if isinstance(made, ClaimAudit) else None


def _read(shape: Any, value: Any) -> Any:
    """value as its type says. Raises TypeError, KeyError or ValueError where it is something else."""
    origin, inner = get_origin(shape), get_args(shape)
    if origin is UnionType or NoneType in inner:
        if value is None:
            return None
        return _read(next(one for one in inner if one is not NoneType), value)
    if origin is tuple:
        return _read_tuple(inner, value)
    if inner:  # a literal
        if value not in inner:
            raise ValueError(value)
        return value
    if is_dataclass(shape):
        return _read_class(shape, value)
    if isinstance(value, bool) != (shape is bool) or not isinstance(value, (int, float) if shape is float else shape):
        raise TypeError(value)
    return value


def _read_tuple(inner: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    if inner[-1] is Ellipsis:
        return tuple(_read(inner[0], one) for one in value)
    return tuple(_read(one, given) for one, given in zip(inner, value, strict=True))


def _read_class(shape: Any, value: Any) -> Any:
    if not isinstance(value, Mapping) or set(value) != {one.name for one in fields(shape)}:
        raise TypeError(value)
    return shape(**{name: _read(hint, value[name]) for name, hint in _hints(shape).items()})


@cache
def _hints(shape: Callable[..., Any]) -> Mapping[str, Any]:
    return get_type_hints(shape)

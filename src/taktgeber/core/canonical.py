"""Values as canonical JSON: one value, one string of bytes, one digest, in every language and store.

Objects have sorted keys, no white space and no NaN; a house value is an object whose key "is" names
its class. Dates are ISO text under "is": "date"; tuples are arrays.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

_PLAIN = (str, int, float, bool, type(None))


@cache
def _classes() -> dict[str, type]:
    names = ("figure", "money", "period", "plan", "section", "text")
    modules = [import_module(f"taktgeber.core.{name}") for name in names]
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and dataclasses.is_dataclass(value) and value.__module__ == module.__name__
    }


def encode(value: Any) -> Any:
    """A house value as plain JSON values."""
    if isinstance(value, _PLAIN):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"is": type(value).__name__, **fields}
    if isinstance(value, date):
        return {"is": "date", "day": value.isoformat()[:10]}
    if isinstance(value, Mapping):
        if "is" in value:
            raise ValueError('the key "is" is kept for house values')
        return {str(k): encode(v) for k, v in value.items()}
    if isinstance(value, Sequence):
        return [encode(v) for v in value]
    raise TypeError(f"{type(value).__name__} is no house value")


def decode(value: Any) -> Any:
    """What encode was given; arrays come back as tuples."""
    if isinstance(value, list):
        return tuple(decode(v) for v in value)
    if not isinstance(value, dict):
        return value
    kind = value.get("is")
    if kind is None:
        return {k: decode(v) for k, v in value.items()}
    if kind == "date":
        return date.fromisoformat(value["day"])
    return _classes()[kind](**{k: decode(v) for k, v in value.items() if k != "is"})


def canonical_bytes(value: Any) -> bytes:
    """UTF-8 JSON of encode(value)."""
    return json.dumps(
        encode(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def digest_of(stored: bytes) -> str:
    """SHA-256 of stored bytes, in hex."""
    return hashlib.sha256(stored).hexdigest()

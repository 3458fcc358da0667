"""Fitted things, kept on disk by snapshot, settings and code version, as canonical JSON.

Disposable: a result that cannot be read back as it was is made anew. Never a pickle: a cache that
runs code is a door. What is no house value is made each time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock, RLock, get_ident
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from taktgeber.core import Settings, canonical_bytes, decode, digest_of

S = TypeVar("S")
_turns: WeakValueDictionary[Path, Any] = WeakValueDictionary()
_taking_turns = Lock()


@dataclass(frozen=True, slots=True)
class ResultStore:
    """folder: one file a result; where: snapshot, settings and code version it belongs to; bound: the store
    that was last bound to some, with what it holds in memory."""

    folder: Path
    where: str = ""
    held: dict[str, Any] = field(default_factory=dict)
    bound: dict[str, ResultStore] = field(default_factory=dict)

    def of(self, snapshot: str, settings: Settings) -> ResultStore:
        where = digest_of(canonical_bytes([snapshot, repr(settings), code_version()]))
        if where not in self.bound:
            self.bound.clear()
            self.bound[where] = ResultStore(self.folder, where)
        return self.bound[where]

    def get(self, key: str, make: Callable[[], S]) -> S:
        name = digest_of(canonical_bytes([self.where, key]))
        if name not in self.held:
            path = self.folder / f"{name}.json"
            with _turn(path):
                kept = _read(path)
                if kept is None:
                    kept = make()
                    _write(path, kept)
            self.held[name] = kept
        value: S = self.held[name]
        return value


@cache
def code_version() -> str:
    """Digest of the package's sources: a changed formula never meets an old result."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _turn(path: Path) -> Any:
    """The lock of one result in this process: threads that want the same wait for the one who makes it."""
    with _taking_turns:
        return _turns.setdefault(path, RLock())


def _read(path: Path) -> Any:
    try:
        return decode(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, value: Any) -> None:
    try:
        stored = canonical_bytes(value)
        if decode(json.loads(stored)) != value:
            return
    except (TypeError, ValueError, KeyError):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}-{get_ident()}.tmp")
    half.write_bytes(stored)
    half.replace(path)

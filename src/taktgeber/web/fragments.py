"""Fragments that stay as they are: the HTML of a plan's tiles, tables and pictures, made once a language.

A frozen plan is held in memory, so its values are the same objects at every visit; they are known by
identity, and held here so that an identity is never given to another value. What changes from visit to
visit falls out at the old end.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

KEPT = ("tile", "table", "picture")
MOST = 1024


class Fragments:
    """One for each language's environment; threads share it."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[Any, ...], tuple[tuple[Any, ...], Any]] = OrderedDict()
        self._lock = Lock()

    def __call__(self, macros: Any) -> KeptMacros:
        return KeptMacros(self, macros)

    def html(self, macro: Any, values: tuple[Any, ...]) -> Any:
        key = (macro.name, *(v if isinstance(v, bool) else id(v) for v in values))
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
                return found[1]
        made = macro(*values)
        with self._lock:
            self._held[key] = values, made
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        return made


class KeptMacros:
    """The brief's macros, of which those that draw values of a plan are kept."""

    def __init__(self, fragments: Fragments, macros: Any) -> None:
        self._fragments, self._macros = fragments, macros

    def __getattr__(self, name: str) -> Any:
        macro = getattr(self._macros, name)
        return (lambda *values: self._fragments.html(macro, values)) if name in KEPT else macro

"""Taktgeber: marketing with two hands. `import taktgeber as tk`; nothing heavy loads before it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# The library's face: what each verb of the command line calls, by the same name.
_FACE = {
    "open_workspace": "taktgeber.workspace",
    "open_house": "taktgeber.cycle",
    "plan_beat": "taktgeber.cycle",
    "close_beat": "taktgeber.cycle",
    "read_experiment": "taktgeber.evidence",
    "plan_experiment": "taktgeber.evidence",
    "pool_markets": "taktgeber.evidence",
    "show": "taktgeber.core.format",
    "Refusal": "taktgeber.core",
}

__all__ = [
    "Refusal",
    "__version__",
    "close_beat",
    "open_house",
    "open_workspace",
    "plan_beat",
    "plan_experiment",
    "pool_markets",
    "read_experiment",
    "show",
]


def face(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """A package's __getattr__ (PEP 562) that loads what is asked for from the module that is its home.

    Raises:
        ValueError: A name is its module's own: once loaded, the module would stand where the name was meant.
    """
    for name, home in homes.items():
        if home == f"{package}.{name}":
            raise ValueError(f"{package}.{name} would be hidden by the module {home}: give the module another name")

    def found(name: str) -> Any:
        if name in homes:
            return getattr(import_module(homes[name]), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return found


__getattr__ = face(__name__, _FACE)

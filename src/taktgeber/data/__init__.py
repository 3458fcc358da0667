"""Sources become standard tables: contracts, importers, loads, and the engine that reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

from .contracts import CONTRACTS
from .loads import EMPTY, LOADS, Load, Loads, current_snapshot

if TYPE_CHECKING:
    from .choose import LoadOptions
    from .confirm import Choices, confirm_mapping
    from .engine import open_engine
    from .engine_duckdb import DuckEngine
    from .feeds import Health, health
    from .guess import ColumnGuess, Guess, guess_mapping
    from .health_section import section
    from .load import load_files
    from .report import LoadReport

contracts = CONTRACTS
folds = (LOADS,)
_FACE = {
    "Choices": "confirm",
    "ColumnGuess": "guess",
    "DuckEngine": "engine_duckdb",
    "Guess": "guess",
    "Health": "feeds",
    "LoadOptions": "choose",
    "LoadReport": "report",
    "confirm_mapping": "confirm",
    "guess_mapping": "guess",
    "health": "feeds",
    "load_files": "load",
    "open_engine": "engine",
    "section": "health_section",
}

__all__ = [
    "CONTRACTS",
    "EMPTY",
    "LOADS",
    "Choices",
    "ColumnGuess",
    "DuckEngine",
    "Guess",
    "Health",
    "Load",
    "LoadOptions",
    "LoadReport",
    "Loads",
    "confirm_mapping",
    "contracts",
    "current_snapshot",
    "folds",
    "guess_mapping",
    "health",
    "load_files",
    "open_engine",
    "section",
]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

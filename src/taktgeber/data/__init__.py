"""Sources become standard tables: contracts, importers, loads, and the engine that reads them."""

from .choose import LoadOptions
from .confirm import Choices, confirm_mapping
from .contracts import CONTRACTS
from .engine import open_engine
from .engine_duckdb import DuckEngine
from .guess import ColumnGuess, Guess, guess_mapping
from .health import Health, health
from .load import load_files
from .loads import EMPTY, LOADS, Load, Loads, current_snapshot
from .report import LoadReport
from .section import section

contracts = CONTRACTS
folds = (LOADS,)

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

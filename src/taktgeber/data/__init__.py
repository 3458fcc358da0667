"""Sources become standard tables: contracts, importers, loads, and the engine that reads them."""

from .contracts import CONTRACTS
from .engine import DuckEngine
from .loads import EMPTY, LOADS, Load, Loads, current_snapshot

contracts = CONTRACTS
folds = (LOADS,)

__all__ = ["CONTRACTS", "EMPTY", "LOADS", "DuckEngine", "Load", "Loads", "contracts", "current_snapshot", "folds"]

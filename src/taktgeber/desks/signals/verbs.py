"""The desk of weak signals: takt signals ..., one file a part."""

from .fate import signals_fate
from .listed import signals_list
from .scanned import signals_scan

__all__ = ["signals_fate", "signals_list", "signals_scan"]

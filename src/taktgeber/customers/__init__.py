"""Customers: what those who face them hear, and what moved for them since yesterday."""

from .heard import HEARD, HeardEntry
from .listening import Group, groups
from .moved import Moved, moved_on, newest_day
from .personal import Spot, masked, spots
from .reporting import Reported, Told, report, withdraw
from .words import Kept, Words

folds = (HEARD,)

__all__ = [
    "HEARD",
    "Group",
    "HeardEntry",
    "Kept",
    "Moved",
    "Reported",
    "Spot",
    "Told",
    "Words",
    "folds",
    "groups",
    "masked",
    "moved_on",
    "newest_day",
    "report",
    "spots",
    "withdraw",
]

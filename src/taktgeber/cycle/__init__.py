"""The beat: opens the house, gathers every room's section into a frozen plan, and scores it at its end."""

from .calibration import Calibration, calibration_of
from .close import Closed, close_beat
from .house import House, next_beat, open_house
from .plan import Planned, plan_beat
from .results import ResultStore

__all__ = [
    "Calibration",
    "Closed",
    "House",
    "Planned",
    "ResultStore",
    "calibration_of",
    "close_beat",
    "next_beat",
    "open_house",
    "plan_beat",
]

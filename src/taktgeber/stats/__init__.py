"""Plain mathematics in Python and NumPy: laws, their tails, intervals, tests. No input or output, no house values."""

from .chance import chance_of_success, share_of
from .interval import Interval
from .pairs import paired_difference, width_forecast
from .ratio import ratio_by_day_blocks, ratio_of_sums

__all__ = [
    "Interval",
    "chance_of_success",
    "paired_difference",
    "ratio_by_day_blocks",
    "ratio_of_sums",
    "share_of",
    "width_forecast",
]

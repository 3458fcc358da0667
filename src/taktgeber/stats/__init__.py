"""Plain mathematics in Python and NumPy: laws, their tails, intervals, tests. No input or output, no house values.

The face loads what is asked for: a shell that needs a tail alone does not wait for NumPy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .chance import chance_of_success, share_of
    from .interval import Interval
    from .pairs import paired_difference, width_forecast
    from .ratio import ratio_by_day_blocks, ratio_of_sums

_FACE = {
    "Interval": "interval",
    "chance_of_success": "chance",
    "paired_difference": "pairs",
    "ratio_by_day_blocks": "ratio",
    "ratio_of_sums": "ratio",
    "share_of": "chance",
    "width_forecast": "pairs",
}

__all__ = [
    "Interval",
    "chance_of_success",
    "paired_difference",
    "ratio_by_day_blocks",
    "ratio_of_sums",
    "share_of",
    "width_forecast",
]


__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

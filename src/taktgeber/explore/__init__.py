"""The lab and its own yardsticks: assumptions, bets by affordable loss, insights, stops. No money but stakes."""

from .assumptions import Assumption, in_test_order
from .bets.scored import outcome
from .memory import LAB, Lab
from .section import section
from .yardsticks import Yardsticks, yardsticks

folds = (LAB,)

__all__ = [
    "LAB",
    "Assumption",
    "Lab",
    "Yardsticks",
    "folds",
    "in_test_order",
    "outcome",
    "section",
    "yardsticks",
]

"""The lab and its own yardsticks: assumptions, bets by affordable loss, lessons, stops. No money but stakes."""

from .assumptions import Assumption, in_test_order
from .bets.scored import outcome
from .lessons import Lesson
from .memory import LAB, Lab
from .section import section
from .yardsticks import Yardsticks, yardsticks

folds = (LAB,)

__all__ = [
    "LAB",
    "Assumption",
    "Lab",
    "Lesson",
    "Yardsticks",
    "folds",
    "in_test_order",
    "outcome",
    "section",
    "yardsticks",
]

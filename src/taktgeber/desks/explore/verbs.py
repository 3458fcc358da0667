"""The desk of the lab: takt lab ..., one file a part."""

from .assume import lab_assume
from .backlog import lab_import
from .bets import lab_bets
from .board import lab_board
from .initiative import lab_initiative
from .opportunity import lab_opportunity
from .search import lab_search
from .slack import lab_slack
from .stop import lab_stop
from .yardsticks import lab_yardsticks

__all__ = [
    "lab_assume",
    "lab_bets",
    "lab_board",
    "lab_import",
    "lab_initiative",
    "lab_opportunity",
    "lab_search",
    "lab_slack",
    "lab_stop",
    "lab_yardsticks",
]

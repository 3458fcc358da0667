"""The desk of premises: takt premises ..., one file a part."""

from .board import premises_board
from .say import premises_say
from .seen import premises_seen
from .show import premises_show

__all__ = ["premises_board", "premises_say", "premises_seen", "premises_show"]

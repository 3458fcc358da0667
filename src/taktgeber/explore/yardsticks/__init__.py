"""The lab's own yardsticks, each by itself: read together by people over the lab's horizon, never blended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .counts import Yardsticks, chance_of_settling, yardsticks

_FACE = {
    "Yardsticks": "counts",
    "chance_of_settling": "counts",
    "yardsticks": "counts",
}

__all__ = ["Yardsticks", "chance_of_settling", "yardsticks"]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

"""The lab's own yardsticks, each by itself: read together by people over the lab's horizon, never blended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .dates_kept import chance_of_settling
    from .one_sheet import YARDSTICKS, sheet
    from .record import Record, horizon, record_of
    from .yardstick import Yardstick

_FACE = {
    "Record": "record",
    "YARDSTICKS": "one_sheet",
    "Yardstick": "yardstick",
    "chance_of_settling": "dates_kept",
    "horizon": "record",
    "record_of": "record",
    "sheet": "one_sheet",
}

__all__ = ["YARDSTICKS", "Record", "Yardstick", "chance_of_settling", "horizon", "record_of", "sheet"]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

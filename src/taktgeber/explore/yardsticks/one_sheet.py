"""All yardsticks on one sheet, over the lab's horizon: read together by people. No rank, no quota, no blended score."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from taktgeber.core import Period
from taktgeber.explore.once import once

from .answers import retired, validation
from .approaches import diversity
from .calibration import calibration
from .insight_quality import insight_quality, reused
from .opened import competences, fields, partners
from .options import idle, maturity, options_alive, stopped
from .record import Record
from .speed import learning_speed
from .surprise import surprise_of_answers
from .tests_run import rate_of_learning, tests_run
from .yardstick import Yardstick

# In the order in which they are read: what was learned, how, and what it opened.
YARDSTICKS: Mapping[str, Callable[[Record, Period], Yardstick]] = {
    "settled": retired,
    "insights": insight_quality,
    "reused": reused,
    "stopped": stopped,
    "tests": tests_run,
    "learning_rate": rate_of_learning,
    "held": validation,
    "surprise": surprise_of_answers,
    "calibration": calibration,
    "speed": learning_speed,
    "diversity": diversity,
    "idle": idle,
    "options": options_alive,
    "maturity": maturity,
    "competences": competences,
    "partners": partners,
    "fields": fields,
}


def sheet(record: Record, period: Period, off: Collection[str] = ()) -> tuple[Yardstick, ...]:
    """off: codes that the house does not use."""
    return _sheet(record, period, "\n".join(sorted(off)))


@once
def _sheet(record: Record, period: Period, off: str) -> tuple[Yardstick, ...]:
    return tuple(measure(record, period) for code, measure in YARDSTICKS.items() if code not in off.split("\n"))

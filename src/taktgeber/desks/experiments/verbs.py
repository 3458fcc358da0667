"""The desk of experiments: takt experiment ..., one file a part."""

from .assign import experiment_assign
from .learnings import experiment_learnings
from .check import experiment_check
from .look import experiment_look
from .plan import experiment_plan
from .pool import experiment_pool
from .read import experiment_read

__all__ = [
    "experiment_assign",
    "experiment_check",
    "experiment_learnings",
    "experiment_look",
    "experiment_plan",
    "experiment_pool",
    "experiment_read",
]

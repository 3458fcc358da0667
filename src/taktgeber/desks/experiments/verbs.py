"""The desk of experiments: takt experiment ..., one file a part."""

from .assign import experiment_assign
from .check import experiment_check
from .decide import experiment_decide
from .learnings import experiment_learnings
from .look import experiment_look
from .plan import experiment_plan
from .pool import experiment_pool
from .read import experiment_read
from .register import experiment_register

__all__ = [
    "experiment_assign",
    "experiment_check",
    "experiment_decide",
    "experiment_learnings",
    "experiment_look",
    "experiment_plan",
    "experiment_pool",
    "experiment_read",
    "experiment_register",
]

"""The desk of experiments: takt experiment ..., one file a part."""

from .read import experiment_read

__all__ = ["experiment_read"]

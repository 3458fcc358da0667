"""The demo company: real orders, a history that was lived, and a beat that waits for decisions."""

from .run import Demo, make_demo

__all__ = ["Demo", "make_demo"]

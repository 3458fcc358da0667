"""Drawings: a picture's data as a static SVG whose colours are CSS variables, and the same to explore."""

from .drawing import draw
from .explored import explored
from .kept import picture_digest

__all__ = ["draw", "explored", "picture_digest"]

"""Drawings: a picture's data as a static SVG whose colours are CSS variables."""

from .drawing import draw

__all__ = ["draw"]

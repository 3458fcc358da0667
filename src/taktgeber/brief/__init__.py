"""The brief: a frozen plan as one page for people and one object for machines."""

from taktgeber.core import DecidedLine

from .page import brief_html
from .twin import brief_json

__all__ = ["DecidedLine", "brief_html", "brief_json"]

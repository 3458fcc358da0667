"""The house's codes of experiments as choices of a form."""

from __future__ import annotations

from collections.abc import Iterable

from taktgeber.core import Text
from taktgeber.core.names import named
from taktgeber.govern.kinds import FIELD_METHODS, METHODS, OUTCOMES, QUESTIONS

Choices = tuple[tuple[str, Text | str], ...]


def choices(codes: Iterable[str]) -> Choices:
    return tuple((code, named(code)) for code in codes)


def bare(codes: Iterable[str]) -> Choices:
    """As people wrote them."""
    return tuple((code, code) for code in codes)


__all__ = ["FIELD_METHODS", "METHODS", "OUTCOMES", "QUESTIONS", "Choices", "bare", "choices"]

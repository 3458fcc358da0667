"""People's own words inside of what the house says: they stay words, whatever they look like.

A test may be called "50 %", and somebody may write a pseudonym into a rule. Such words carry no figure of the house
(house rule 9) and stand beside figures as what people called a thing; a pseudonym never does (house rule 13).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from taktgeber.core import Finding, Text, text
from taktgeber.core.section import Cell

_PSEUDONYM = re.compile(r"\bp-[0-9a-f]{6,}\b")
_LIKE_A_NUMBER = re.compile(r"\s*[£€$¥]?\s*[-+−]?\d")
_MASK = "•••"
V = TypeVar("V")


def quoted(said: V) -> V:
    """A text with all words of people in it set apart; also of several, and of what texts hold."""
    return cast(V, _quoted(said))


def _quoted(value: Any) -> Any:
    match value:
        case Text():
            return replace(value, values=_values(value.values))
        case tuple():
            return tuple(_quoted(one) for one in value)
        case str():
            return quoted_cell(value)
    return value


def _values(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _quoted(value) for name, value in values.items()}


def quoted_cell(words: str) -> Text | str:
    masked = masked_name(words)
    return text("{label}", label=masked) if _LIKE_A_NUMBER.match(masked) else masked


def masked_name(words: str) -> str:
    """As it heads a row, where it may look like a number."""
    return _PSEUDONYM.sub(_MASK, words)


def quoted_row(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The first cell names the row."""
    first, *more = row
    head: Cell = masked_name(first) if isinstance(first, str) else quoted(first)
    return (head, *(quoted(cell) for cell in more))


def quoted_finding(one: Finding) -> Finding:
    return replace(one, says=quoted(one.says), advice=quoted(one.advice))

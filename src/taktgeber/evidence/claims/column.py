"""Columns of a claim's table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from numpy.typing import NDArray

# One value a row: numbers, texts, booleans, dates, or None / nan where missing. Texts that are all numbers count as
# numbers.
Column: TypeAlias = Sequence[Any] | NDArray[Any]

"""What a twin holds, with its texts in the reader's language."""

from __future__ import annotations

from typing import Any

from taktgeber.core import Text
from taktgeber.core.format import show


def worded(value: Any, locale: str) -> Any:
    if isinstance(value, Text):
        return show(value, locale)
    if isinstance(value, dict):
        return {key: worded(inner, locale) for key, inner in value.items()}
    return [worded(inner, locale) for inner in value] if isinstance(value, list | tuple) else value

"""Words are a message and its values: translated when they are shown, never before.

`text("...")` marks a message for extraction; the English source string is its id (gettext's way).
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from .figure import Figure
    from .money import Money
    from .period import Period

Value: TypeAlias = "Figure | Money | Period | Text | date | str"


@dataclass(frozen=True, slots=True)
class Text:
    """msgid: English, with {names}; values: what each name stands for."""

    msgid: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wanted = {name for _, name, _, _ in string.Formatter().parse(self.msgid) if name is not None}
        if wanted != set(self.values):
            raise ValueError(f"message {self.msgid!r} wants {sorted(wanted)}, got {sorted(self.values)}")

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(sorted((k, repr(v)) for k, v in self.values.items()))))


def text(msgid: str, **values: Value) -> Text:
    return Text(msgid, values)

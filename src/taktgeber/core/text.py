"""Words are a message and its values: translated when they are shown, never before.

`text("...")` and `text_n("one ...", "{n} ...", n)` mark messages for extraction; the English source
string is its id (gettext's way). `phrase("...")` marks an English phrase that stands as a plain
string in a value (the method of an estimate) and is translated when that value is shown.
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

Value: TypeAlias = "Figure | Money | Period | Text | date | str | int | tuple[Value, ...]"


@dataclass(frozen=True, slots=True)
class Text:
    """msgid: English, with {names}; values: what each name stands for, a tuple being a list ("A, B and C")."""

    msgid: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wanted = names_in(self.msgid)
        if wanted != set(self.values):
            raise ValueError(f"message {self.msgid!r} wants {sorted(wanted)}, got {sorted(self.values)}")

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(sorted((k, repr(v)) for k, v in self.values.items()))))


@dataclass(frozen=True, slots=True)
class Plural(Text):
    """A message that depends on a count: msgid for one, plural for {n}, by the rules of each language."""

    plural: str = ""
    n: int = 0

    def __post_init__(self) -> None:
        one, many = names_in(self.msgid) | {"n"}, names_in(self.plural) | {"n"}
        if one != many or many != {*self.values, "n"}:
            raise ValueError(f"messages {self.msgid!r}, {self.plural!r} want {sorted(many)}, got {sorted(self.values)}")

    def __hash__(self) -> int:
        return hash((self.msgid, self.n, tuple(sorted((k, repr(v)) for k, v in self.values.items()))))


def text(msgid: str, **values: Value) -> Text:
    return Text(msgid, values)


def text_n(one: str, many: str, n: int, **values: Value) -> Text:
    """text_n("one order", "{n} orders", 3); {n} is shown as a whole count."""
    return Plural(one, values, many, n)


def phrase(words: str) -> str:
    return words


def names_in(message: str) -> set[str]:
    """The {names} that a message wants filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}

"""What one yardstick says over a period, and how it is to be read. It is no goal, and stands beside all others."""

from __future__ import annotations

from dataclasses import dataclass

from taktgeber.core import Figure, Picture, Table, Text

LEVEL = 0.9  # of the intervals of all of them


@dataclass(frozen=True, slots=True)
class Yardstick:
    """code: stable, such as surprise; reads: what it tells and what it does not, in a sentence or two; tables: what it
    is made of, where one figure would hide it."""

    code: str
    name: Text
    now: Figure
    reads: tuple[Text, ...]
    tables: tuple[Table, ...] = ()
    picture: Picture | None = None

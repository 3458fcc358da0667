"""What a room shows, as data: the brief and the web decide how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from .figure import Figure
from .text import Text

if TYPE_CHECKING:
    from .plan import Mode, Proposal
    from .reading import Columns

Cell: TypeAlias = "Figure | Text | str"
PictureKind = Literal["forest", "curve", "fan", "stages", "steps", "shares", "band", "calibration"]


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with what it is compared to; trend: columns "at" (ISO dates) and "value"."""

    label: Text
    now: Figure
    before: Figure | None = None
    trend: Columns | None = None


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Text

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a table has one cell a column")


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw. Columns by kind:

    forest: label, value, low, high · curve, fan: x, value, low, high · steps: at, value, series ·
    shares: label, part, value · band: at, value, low, high · stages: label, stage, count ·
    calibration: said, happened, n.
    unit: of the values, as in Figure; table: the same as a table, for those who do not see it.
    """

    kind: PictureKind
    data: Columns
    caption: Text
    unit: str
    table: Table


@dataclass(frozen=True, slots=True)
class Finding:
    """A typed remark with the way on. code: stable, kebab-case; refs: entries, files, places."""

    code: str
    severity: Literal["note", "warn", "stop"]
    says: Text
    advice: Text


@dataclass(frozen=True, slots=True)
class Section:
    room: str
    mode: Mode | None
    headline: Text
    tiles: tuple[Tile, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]
    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]
    how: tuple[Text, ...]

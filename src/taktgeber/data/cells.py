"""Cells of text as SQL values: numbers, counts, days and times under the marks the file uses.

The decimal mark and the order of day and month are decided per file (`decide`), never per cell.
A value that does not fit is no value: in a load it stops the query (and `stage` then looks for its
row); in the search for the row it is NULL.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from .sheet import Cell

Kind = Literal["money", "number", "whole", "day", "time"]
Order = Literal["dmy", "mdy", "ymd"]

# What platforms write where there is nothing to report.
MISSING = r"\s*(-|--|—|–|n/a|N/A|nan|null|NULL|None)?\s*"
_SPACES = " \u00a0\u202f'’"
_NUMERIC = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
_TYPES = {"money": "DECIMAL(18,6)", "number": "DOUBLE", "whole": "BIGINT"}

# Two-digit years first: "%y" fails on four digits, "%Y" would take two for the first century.
_DAYS = {
    "ymd": ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"),
    "named": ("%d.%m.%y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y"),
    "dmy": ("%d/%m/%y", "%d/%m/%Y", "%d-%m-%y", "%d-%m-%Y"),
    "mdy": ("%m/%d/%y", "%m/%d/%Y", "%m-%d-%y", "%m-%d-%Y"),
}
_CLOCKS = ("", " %H:%M", " %H:%M:%S", "T%H:%M:%S", " %H:%M:%S.%f", "T%H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p")
_ZONED = ("%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S UTC")


@dataclass(frozen=True, slots=True)
class Marks:
    """What the file decides: its decimal mark and its order of day and month."""

    decimal: str = "."
    dates: Order = "ymd"


@dataclass(slots=True)
class Cells:
    """Builds SQL and keeps which column was read as what. searching: bad values become NULL.

    layered: each cell is converted once, in a layer of the query of its own, and used by its name. lenient: a
    row counts where a bad cell leaves open whether it does.
    """

    marks: Marks = field(default_factory=Marks)
    searching: bool = False
    uses: dict[tuple[str, Kind], Cell] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    layered: bool = False
    lenient: bool = False
    layer: dict[str, str] = field(default_factory=dict)

    def text(self, cell: Cell) -> str:
        self.read.add(cell.id)
        x = cell.id
        if cell.type != "VARCHAR":
            return self._named(f"{x}_text", f"nullif(trim(CAST({x} AS VARCHAR)), '')")
        padded = f"(starts_with({x}, ' ') OR ends_with({x}, ' ') OR {x} = '')"
        return self._named(f"{x}_text", f"CASE WHEN {padded} THEN nullif(trim({x}), '') ELSE {x} END")

    def value(self, cell: Cell, kind: Kind) -> str:
        """The cell's value as SQL; NULL where the cell says that there is nothing."""
        self.uses[cell.id, kind] = cell
        self.read.add(cell.id)
        sql = self._time(cell, kind) if kind in ("day", "time") else self._number(cell, kind)
        return self._named(f"{cell.id}_{kind}", sql)

    def _named(self, name: str, sql: str) -> str:
        if not self.layered:
            return sql
        self.layer[name] = sql
        return name

    def over(self, relation: str, keeps: str) -> str:
        """The relation with the layer of converted cells on it."""
        made = "".join(f", {sql} AS {name}" for name, sql in self.layer.items())
        return f"(SELECT *{made} FROM {relation}{keeps})"

    def blank(self, cell: Cell) -> str:
        if cell.type != "VARCHAR":
            return f"{cell.id} IS NULL"
        return f"({cell.id} IS NULL OR regexp_full_match({cell.id}, '{MISSING}'))"

    def _or_bad(self, value: str) -> str:
        return value if self.searching else f"coalesce({value}, error('takt: a cell does not fit'))"

    def _number(self, cell: Cell, kind: Kind) -> str:
        x, type_ = cell.id, _TYPES[kind]
        if cell.type in _NUMERIC or cell.type.startswith(("DECIMAL", "FLOAT", "DOUBLE")):
            held = f"CASE WHEN isfinite(CAST({x} AS DOUBLE)) THEN {x} END" if cell.type in ("DOUBLE", "FLOAT") else x
            fits = f"CASE WHEN {x} = floor({x}) THEN TRY_CAST({x} AS BIGINT) END"
            cast = fits if kind == "whole" else f"TRY_CAST({held} AS {type_})"
            return f"CASE WHEN {x} IS NULL THEN NULL ELSE {self._or_bad(cast)} END"
        decimal, group = self.marks.decimal, "." if self.marks.decimal == "," else ","
        fraction = rf"(\{decimal}0*)?" if kind == "whole" else rf"(\{decimal}[0-9]*)?"
        whole = rf"([0-9]+|[0-9]{{1,3}}([\{group}{_SPACES.replace(chr(39), chr(39) * 2)}][0-9]{{3}})+)"
        general = rf"\s*[-+]?({whole}{fraction}" + ("" if kind == "whole" else rf"|\{decimal}[0-9]+") + r")\s*"
        bare = f"translate({x}, '{group}{_SPACES.replace(chr(39), chr(39) * 2)}\t', '')"
        dotted = bare if decimal == "." else f"replace({bare}, ',', '.')"
        plain = "-?[0-9]+" if kind == "whole" else rf"-?[0-9]+(\{decimal}[0-9]+)?"
        quick = x if decimal == "." else f"replace({x}, ',', '.')"
        slow = f"TRY_CAST(TRY_CAST({dotted} AS DECIMAL(18,0)) AS BIGINT)" if kind == "whole" else None
        return (
            f"CASE WHEN regexp_full_match({x}, '{plain}') THEN {self._or_bad(f'TRY_CAST({quick} AS {type_})')} "
            f"WHEN {self.blank(cell)} THEN NULL "
            f"WHEN regexp_full_match({x}, '{general}') THEN "
            f"{self._or_bad(slow or f'TRY_CAST({dotted} AS {type_})')} "
            f"ELSE {self._or_bad('NULL')} END"
        )

    def _time(self, cell: Cell, kind: Kind) -> str:
        type_ = "DATE" if kind == "day" else "TIMESTAMP"
        if cell.type in ("DATE", "TIMESTAMP") or cell.type.startswith("TIMESTAMP"):
            return f"CAST({cell.id} AS {type_})"
        x = cell.id if cell.type == "VARCHAR" else f"CAST({cell.id} AS VARCHAR)"
        others = [*_DAYS["named"], *(_DAYS[self.marks.dates] if self.marks.dates != "ymd" else ())]
        year_first, later = _parsed(x, _DAYS["ymd"]), _parsed(x, others)
        # A year of four digits at the front is what tells 2001-02-03 from 01/02/03.
        either = f"CASE WHEN regexp_matches(trim({x}), '^[0-9]{{4}}') THEN {year_first} ELSE {later} END"
        parsed = f"TRY_CAST({either} AS {type_})"
        zoned = ", ".join(f"'{z}'" for z in _ZONED)
        in_zone = f"TRY_CAST(timezone('UTC', TRY_CAST(try_strptime(trim({x}), [{zoned}]) AS TIMESTAMPTZ)) AS {type_})"
        return (
            f"CASE WHEN {x} LIKE '____-__-__' AND right({x}, 1) BETWEEN '0' AND '9' THEN "
            f"{self._or_bad(f'TRY_CAST({x} AS {type_})')} "
            f"WHEN {self.blank(cell)} THEN NULL "
            f"ELSE {self._or_bad(f'coalesce({parsed}, {in_zone})')} END"
        )


def _parsed(x: str, days: Sequence[str]) -> str:
    formats = ", ".join(f"'{day}{clock}'" for clock in _CLOCKS for day in days)
    return f"try_strptime(trim({x}), [{formats}])"

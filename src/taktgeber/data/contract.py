"""What a contract of a standard table is: its columns, how a row is named, and what replaces it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "integer", "small", "number", "money", "date", "time"]
Personal = Literal["none", "pseudonym", "free text"]

# Earlier or later days come from a misread date far more often than from a business.
FIRST_DAY, LAST_DAY = "1990-01-01", "2100-12-31"

_DUCK = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "small": "INTEGER",
    "number": "DOUBLE",
    "money": "BIGINT",
    "date": "DATE",
    "time": "TIMESTAMP",
}
_IBIS = {
    "text": "string",
    "integer": "int64",
    "small": "int32",
    "number": "float64",
    "money": "int64",
    "date": "date",
    "time": "timestamp(6)",
}


@dataclass(frozen=True, slots=True)
class Column:
    """unit: of a number ("minor units", "impressions"); low: the least it may be; allowed: the only values.

    letters: how many small letters a code has (a language's two); personal: what it tells of a person.
    """

    name: str
    type: Type
    says: str
    unit: str = ""
    required: bool = True
    low: float | None = None
    above: float | None = None
    allowed: tuple[str, ...] = ()
    letters: int | None = None
    personal: Personal = "none"

    @property
    def duck(self) -> str:
        return _DUCK[self.type]


@dataclass(frozen=True, slots=True)
class Contract:
    """grain: names a row, where rows have names; first, last: columns of the period a row belongs to.

    beside: the column whose values stand side by side, so that a day is replaced by (source, that, day),
    else by (source, day). Without first the later export of a source replaces all of the earlier one.
    one_of: columns of which a row fills at least one.
    """

    table: str
    says: str
    columns: tuple[Column, ...]
    grain: tuple[str, ...]
    first: str | None
    last: str | None
    beside: str | None = None
    unique: bool = True
    past_only: bool = False
    one_of: tuple[str, ...] = ()

    @property
    def by_account(self) -> bool:
        return self.beside == "account"

    def column(self, name: str) -> Column | None:
        return next((c for c in self.columns if c.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    def ibis_schema(self) -> dict[str, str]:
        return {c.name: _IBIS[c.type] for c in self.columns}

"""A mapping file makes any table a standard one: which column is what, and what follows from others.

TOML with: table, source, account, market, currency; [read] format, header, columns, delimiter,
decimal, dates; [columns] target = "File column"; [constants] target = value; [derive] target =
"expression"; [values.TARGET] "in the file" = "in the table"; [[kind]] when, is; breakdown = [...].
docs/loading.md tells it by examples; the ones in the folder `mappings` are ready to use.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from taktgeber.core import Refusal, text

from .contracts import CONTRACTS, Contract

_READY = Path(__file__).parent / "mappings"
MADE = {"source", "breakdown", "spend_original"}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReadModel(_Strict):
    """format: by the file itself where it is not said; columns: names, where the file has no header."""

    format: Literal["csv", "parquet", "whitespace"] | None = None
    header: bool = True
    columns: tuple[str, ...] = ()
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    decimal: str | None = Field(default=None, pattern=r"^[.,]$")
    dates: str | None = Field(default=None, pattern=r"^(dmy|mdy|ymd)$")


class KindModel(_Strict):
    when: str
    is_: str = Field(alias="is")


class GroupModel(_Strict):
    """by: the column whose equal values make rows one order; fill: columns that an order gives once.

    total: new columns, the sum over an order of the product of columns, such as price and quantity.
    """

    by: str
    fill: tuple[str, ...] = ()
    total: Mapping[str, tuple[str, ...]] = {}


class PartModel(_Strict):
    """One line of the table from each row of the file for which `when` holds; beside what all parts share."""

    when: str | None = None
    columns: Mapping[str, str] = {}
    constants: Mapping[str, Any] = {}
    derive: Mapping[str, str] = {}


class MappingModel(_Strict):
    """header: columns by which a file is known to be of this mapping; also: mappings of further tables that
    are read from the same file; gather: its rows are orders, of which the customers are gathered."""

    table: str
    source: str
    header: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    gather: bool = False
    group: GroupModel | None = None
    part: tuple[PartModel, ...] = ()
    account: str | None = None
    market: str | None = None
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    currency_column: str | None = None
    breakdown: tuple[str, ...] = ()
    read: ReadModel = ReadModel()
    columns: Mapping[str, str] = {}
    constants: Mapping[str, Any] = {}
    derive: Mapping[str, str] = {}
    values: Mapping[str, Mapping[str, str]] = {}
    kind: tuple[KindModel, ...] = ()
    keep: str | None = None

    @property
    def contract(self) -> Contract:
        return CONTRACTS[self.table]

    def headers(self) -> tuple[str, ...]:
        """Columns that the file must have by name."""
        inside = tuple(name for part in self.part for name in part.columns.values())
        paid_in = (self.currency_column,) if self.currency_column else ()
        return (*self.header, *self.columns.values(), *inside, *self.breakdown, *paid_in)

    def targets(self) -> list[str]:
        """What is filled, a name as often as it is filled, by the part that fills most."""
        own = [*self.columns, *self.constants, *self.derive, *(["kind"] if self.kind else [])]
        return max(([*own, *p.columns, *p.constants, *p.derive] for p in self.part), key=len, default=own)

    def alone(self) -> tuple[MappingModel, ...]:
        """The mapping as each of its parts has it."""
        return tuple(
            self.model_copy(
                update={
                    "columns": {**self.columns, **part.columns},
                    "constants": {**self.constants, **part.constants},
                    "derive": {**self.derive, **part.derive},
                }
            )
            for part in self.part
        ) or (self,)


def ready_mappings() -> tuple[str, ...]:
    return tuple(sorted(p.stem for p in _READY.glob("*.toml")))


def mappings_with_header(root: Path) -> list[MappingModel]:
    """The ready mappings and the workspace's own that say by which header their files are known."""
    read = [_read(path) for folder in (root / "mappings", _READY) for path in sorted(folder.glob("*.toml"))]
    return [model for model in read if model.header]


def read_mapping(named: str, root: Path | None = None) -> MappingModel:
    """A mapping by path (from root, or as given), or one of the ready ones by its name."""
    for path in ((root / named) if root else Path(named), Path(named), _READY / f"{named}.toml"):
        if path.is_file():
            return _read(path)
    raise Refusal(
        named,
        text("there is no such mapping file."),
        text("Give its path, or one of the ready mappings: {names}.", names=tuple(ready_mappings())),
    )


def _read(path: Path) -> MappingModel:
    mend = text("Mend the mapping file; docs/loading.md shows what may stand in it.")
    try:
        model = MappingModel.model_validate(tomllib.loads(path.read_text("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Refusal(path.name, text("not readable as TOML: {wrong}.", wrong=str(wrong)), mend) from None
    except ValidationError as wrong:
        first = wrong.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise Refusal(f"{path.name}, {key}", text("{wrong}.", wrong=first["msg"]), mend) from None
    _sound(model, path.name, mend)
    return model


def _sound(model: MappingModel, name: str, mend: Any) -> None:
    if model.table not in CONTRACTS:
        raise Refusal(
            f"{name}, table", text('"{table}" is no standard table.', table=model.table),
            text("The standard tables are: {names}.", names=tuple(CONTRACTS)),
        )  # fmt: skip
    targets = model.targets()
    for target in (*targets, *model.values):
        media_currency = target == "currency" and model.table == "media"
        if model.contract.column(target) is None or target in MADE or media_currency:
            raise Refusal(
                f"{name}, {target}",
                text(
                    'the table {table} has no column "{target}" that a mapping fills.', table=model.table, target=target
                ),
                text("Its columns are: {names}.", names=tuple(n for n in model.contract.names if n not in MADE)),
            )
    twice = sorted({t for t in targets if targets.count(t) > 1})
    if twice:
        raise Refusal(f"{name}, {twice[0]}", text("the column is filled twice."), mend)
    if model.kind and not any(rule.when.strip() == "else" for rule in model.kind):
        raise Refusal(f"{name}, kind", text('the last rule must be when = "else".'), mend)

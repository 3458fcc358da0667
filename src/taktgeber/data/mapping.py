"""A mapping file makes any table a standard one: which column is what, and what follows from others.

TOML with: table, source, account, market, currency; [read] format, header, columns, delimiter,
decimal, dates; [columns] target = "File column"; [constants] target = value; [derive] target =
"expression"; [values.TARGET] "in the file" = "in the table"; [[kind]] when, is; breakdown = [...].
docs/loading.md tells it by examples; the ones in the folder `mappings` are ready to use.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from taktgeber.core import Market, Refusal, text

from .cells import Cells, Kind
from .contracts import CONTRACTS, Column, Contract
from .draft import Draft, Said, literal, market_of
from .expression import Expression, Want
from .sheet import Cell, Sheet

_READY = Path(__file__).parent / "mappings"
_KIND: Mapping[str, Kind] = {
    "money": "money", "number": "number", "integer": "whole", "small": "whole", "date": "day", "time": "time",
}  # fmt: skip
_MADE = {"source", "breakdown", "spend_original"}


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


class MappingModel(_Strict):
    table: str
    source: str
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
        return (*self.columns.values(), *self.breakdown, *((self.currency_column,) if self.currency_column else ()))


def ready_mappings() -> tuple[str, ...]:
    return tuple(sorted(p.stem for p in _READY.glob("*.toml")))


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
    targets = [*model.columns, *model.constants, *model.derive, *(["kind"] if model.kind else [])]
    for target in (*targets, *model.values):
        media_currency = target == "currency" and model.table == "media"
        if model.contract.column(target) is None or target in _MADE or media_currency:
            raise Refusal(
                f"{name}, {target}",
                text(
                    'the table {table} has no column "{target}" that a mapping fills.', table=model.table, target=target
                ),
                text("Its columns are: {names}.", names=tuple(n for n in model.contract.names if n not in _MADE)),
            )
    twice = sorted({t for t in targets if targets.count(t) > 1})
    if twice:
        raise Refusal(f"{name}, {twice[0]}", text("the column is filled twice."), mend)
    if model.kind and not any(rule.when.strip() == "else" for rule in model.kind):
        raise Refusal(f"{name}, kind", text('the last rule must be when = "else".'), mend)


def mapping_draft(model: MappingModel, sheet: Sheet, markets: Sequence[Market], said: Said) -> Draft:
    """Refuses a file that lacks a mapped column, and a table whose needed columns nothing fills."""
    said = said.over(Said(model.account, model.market, model.currency, model.read.decimal, model.read.dates))
    cells = {target: _cell(sheet, name) for target, name in model.columns.items()}
    broken = {name: _cell(sheet, name) for name in model.breakdown}
    paid_in = _cell(sheet, model.currency_column) if model.currency_column else None
    code = said.currency
    filled = {*model.columns, *model.constants, *model.derive, *(["kind"] if model.kind else [])}
    _all_filled(model, sheet, filled, said)

    def values(at: Cells) -> dict[str, str]:
        return {
            c.name: _fitted(c, _value(model, c, sheet, cells, broken, markets, said, at))
            for c in model.contract.columns
            if c.name != "spend_original"
            and not (c.name == "currency" and model.table == "media")
            and not (c.name == "line" and "line" not in filled)
        }

    def keeps(at: Cells) -> str:
        return f"coalesce({Expression(model.keep or '', f'{model.source}, keep').sql(sheet, at, 'bool')}, false)"

    levels = [t for t in ("campaign", "ad") if t in filled] if model.table == "media" else []
    return Draft(
        sheet,
        model.table,
        model.source,
        frozenset({*model.breakdown, *levels}),
        values,
        {"mapping": model.model_dump(mode="json"), "account": said.account, "market": said.market,
         "currency": said.currency},
        currency=(lambda at: f"upper({at.text(paid_in)})") if paid_in else (lambda at: literal(code)) if code else None,
        keeps=keeps if model.keep else None,
        origin=cells,
        decimal=said.decimal,
        dates=said.dates,
    )  # fmt: skip


def _cell(sheet: Sheet, name: str) -> Cell:
    cell = sheet.cell(name)
    if cell is None:
        raise Refusal(
            sheet.content.name,
            text('the file has no column "{name}".', name=name),
            text("Its columns are: {names}.", names=tuple(c.name for c in sheet.cells)),
        )
    return cell


def _all_filled(model: MappingModel, sheet: Sheet, filled: set[str], said: Said) -> None:
    silent = {*_MADE, "line", "market", "last", "impressions", "clicks", "campaign"}
    silent |= {"account"} if model.contract.by_account else set()
    silent |= {"currency"} if model.table == "media" else set()
    if model.contract.by_account and "account" not in filled and said.account is None:
        raise Refusal(
            sheet.content.name,
            text("neither the file nor the mapping says which account it is from."),
            text("Say it: --account NAME, or account = in the mapping file."),
        )
    for column in model.contract.columns:
        if column.required and column.name not in filled and column.name not in silent:
            raise Refusal(
                f"{model.source} (mapping), {column.name}",
                text("the table {table} needs this column and the mapping does not fill it.", table=model.table),
                text("Add it under [columns], [constants] or [derive]."),
            )


def _value(
    model: MappingModel,
    column: Column,
    sheet: Sheet,
    cells: Mapping[str, Cell],
    broken: Mapping[str, Cell],
    markets: Sequence[Market],
    said: Said,
    at: Cells,
) -> str:
    name = column.name
    if name == "source":
        return literal(model.source)
    if name == "breakdown":
        parts = [f"{literal(part + '=')} || coalesce({at.text(cell)}, '')" for part, cell in sorted(broken.items())]
        return " || '; ' || ".join(parts) or "''"
    if name == "kind" and model.kind:
        return _kind(model, sheet, at)
    if name in model.derive:
        want: Want = {"money": "number", "integer": "number", "small": "number", "number": "number",
                      "date": "day", "time": "time"}.get(column.type, "text")  # type: ignore[assignment]  # fmt: skip
        got = Expression(model.derive[name], f"{model.source} (mapping), {name}").sql(sheet, at, want)
    elif name in cells:
        got = at.text(cells[name]) if column.type == "text" else at.value(cells[name], _KIND[column.type])
    elif name in model.constants:
        got = literal(str(model.constants[name]))
    elif name == "account" and said.account is not None:
        got = literal(said.account)
    elif name == "market" and said.market is not None:
        got = literal(said.market)
    elif name == "last" and model.table == "media":
        return _value(model, model.contract.columns[0], sheet, cells, broken, markets, said, at)
    elif name in ("impressions", "clicks"):
        return "0"
    elif name == "campaign":
        return literal(model.source)
    else:
        return f"CAST(NULL AS {column.duck})"
    if name in model.values:
        arms = " ".join(f"WHEN {literal(a)} THEN {literal(b)}" for a, b in model.values[name].items())
        got = f"CASE {got} {arms} ELSE {got} END"
    return market_of(got, markets) if name == "market" and markets else got


def _kind(model: MappingModel, sheet: Sheet, at: Cells) -> str:
    arms, other = "", "NULL"
    for rule in model.kind:
        if rule.when.strip() == "else":
            other = literal(rule.is_)
            break
        test = Expression(rule.when, f"{model.source} (mapping), kind").sql(sheet, at, "bool")
        arms += f" WHEN {test} THEN {literal(rule.is_)}"
    return f"CASE{arms} ELSE {other} END" if arms else other


def _fitted(column: Column, value: str) -> str:
    return value if column.type == "money" else f"CAST({value} AS {column.duck})"

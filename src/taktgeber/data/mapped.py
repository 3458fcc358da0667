"""A file as its mapping says: for every column of the table the SQL over the file's cells, part by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taktgeber.core import Market, Refusal, text

from .cells import Cells, Kind
from .contracts import Column
from .draft import Draft, Said, literal, market_of
from .expression import Expression, Want
from .mapping import MADE, MappingModel
from .shape import shaped
from .sheet import Cell, Sheet

_KIND: Mapping[str, Kind] = {
    "money": "money", "number": "number", "integer": "whole", "small": "whole", "date": "day", "time": "time",
}  # fmt: skip


def mapping_draft(model: MappingModel, sheet: Sheet, markets: Sequence[Market], said: Said) -> Draft:
    """Refuses a file that lacks a mapped column, and a table whose needed columns nothing fills."""
    said = said.over(Said(model.account, model.market, model.currency, model.read.decimal, model.read.dates))
    sheet = _shaped(model, sheet)
    parts = model.alone()
    cells = [{target: _cell(sheet, name) for target, name in part.columns.items()} for part in parts]
    broken = {name: _cell(sheet, name) for name in model.breakdown}
    paid_in = _cell(sheet, model.currency_column) if model.currency_column else None
    code = said.currency
    filled = set(model.targets())
    for part in parts:
        _all_filled(model, sheet, set(part.targets()), said)

    def values(at: Cells) -> dict[str, str]:
        wanted = [
            c
            for c in model.contract.columns
            if c.name != "spend_original"
            and not (c.name == "currency" and model.table == "media")
            and not (c.name == "line" and "line" not in filled)
        ]
        each = [
            [_fitted(c, _value(part, c, sheet, mine, broken, markets, said, at)) for c in wanted]
            for part, mine in zip(parts, cells, strict=True)
        ]
        return {c.name: _by_part([part[n] for part in each], at) for n, c in enumerate(wanted)}

    def keeps(at: Cells) -> str:
        kept = [] if model.keep is None else [_holds(model, model.keep, "keep", sheet, at)]
        whens = [_holds(model, part.when, "when", sheet, at) if part.when else "true" for part in model.part]
        return " AND ".join([*kept, *([_by_part(whens, at)] if whens else [])])

    levels = [t for t in ("campaign", "ad") if t in filled] if model.table == "media" else []
    return Draft(
        sheet,
        model.table,
        model.source,
        frozenset({*model.breakdown, *levels}),
        values,
        {"mapping": model.model_dump(mode="json", exclude_defaults=True), "account": said.account,
         "market": said.market, "currency": said.currency},
        currency=(lambda at: f"upper({at.text(paid_in)})") if paid_in else (lambda at: literal(code)) if code else None,
        keeps=keeps if model.keep or model.part else None,
        origin={target: _cell(sheet, name) for target, name in model.columns.items()},
        decimal=said.decimal,
        dates=said.dates,
        gather=model.gather,
    )  # fmt: skip


def _shaped(model: MappingModel, sheet: Sheet) -> Sheet:
    group = model.group
    if group is None:
        return shaped(sheet, None, (), {}, len(model.part))
    fill = [_cell(sheet, name) for name in group.fill]
    totals = {name: [_cell(sheet, column) for column in columns] for name, columns in group.total.items()}
    return shaped(sheet, _cell(sheet, group.by), fill, totals, len(model.part))


def _by_part(values: Sequence[str], at: Cells) -> str:
    """SQL: the value of the part that the row is, where the parts differ."""
    if len(set(values)) == 1:
        return values[0]
    at.read.add("takt_part")
    return f"CASE takt_part {' '.join(f'WHEN {n} THEN {value}' for n, value in enumerate(values))} END"


def _holds(model: MappingModel, written: str, key: str, sheet: Sheet, at: Cells) -> str:
    return (
        f"coalesce({Expression(written, f'{model.source}, {key}').sql(sheet, at, 'bool')}, {str(at.lenient).lower()})"
    )


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
    silent = {*MADE, "line", "market", "last", "impressions", "clicks", "campaign"}
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

"""Expressions of a mapping file: arithmetic, comparisons and CASE over the file's columns, nothing else.

The text is parsed, and SQL is written anew from the few kinds of node listed here; no part of the
text itself reaches the engine. An unknown column or node is refused with its place. A column becomes
a number where it is calculated with or compared to one, a text elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from taktgeber.core import Refusal, text

from .cells import Cells
from .draft import literal
from .sheet import Sheet

Want = Literal["number", "text", "bool", "day", "time"]

_SIGNS = {"Add": "+", "Sub": "-", "Mul": "*", "EQ": "=", "NEQ": "<>", "GT": ">", "GTE": ">=", "LT": "<", "LTE": "<="}
_ARITHMETIC = {"Add", "Sub", "Mul", "Div", "Neg", "Round", "Abs", "Length"}
_TEXT_CALLS = {"Upper": "upper", "Lower": "lower", "Trim": "trim"}


class Expression:
    """One expression of a mapping. where: file and key, for the refusal."""

    def __init__(self, written: str, where: str) -> None:
        self.written, self.where = written, where
        self._tree = _parsed(written, where)

    def sql(self, sheet: Sheet, cells: Cells, want: Want) -> str:
        return _Writer(sheet, cells, self).write(self._tree, want)

    def refuse(self, what: str) -> Refusal:
        return Refusal(
            self.where,
            text('"{what}" cannot stand in an expression: "{written}".', what=what, written=self.written),
            text("Allowed: columns, numbers, texts, + - * /, comparisons, AND OR NOT, IN, LIKE, BETWEEN, IS NULL, "
                 "CASE, coalesce, nullif, round, abs, upper, lower, trim, length, substr, ||."),
        )  # fmt: skip


def _parsed(written: str, where: str) -> Any:
    import sqlglot
    from sqlglot.errors import SqlglotError

    try:
        trees = sqlglot.parse(f"SELECT {written}", dialect="duckdb")
    except (SqlglotError, RecursionError):
        trees = []
    select = trees[0] if len(trees) == 1 else None
    plain = select is not None and type(select).__name__ == "Select" and len(select.expressions) == 1
    if select is None or not plain or any(value for key, value in select.args.items() if key != "expressions"):
        raise Refusal(
            where,
            text('"{written}" is no expression.', written=written),
            text('Write columns, numbers and signs, such as "Quantity * UnitPrice".'),
        )
    return select.expressions[0]


class _Writer:
    def __init__(self, sheet: Sheet, cells: Cells, of: Expression) -> None:
        self._sheet, self._cells, self._of = sheet, cells, of

    def write(self, node: Any, want: Want) -> str:
        kind = type(node).__name__
        method: Callable[[Any, Want], str] | None = getattr(self, f"_{kind.lower()}", None)
        if method is not None:
            return method(node, want)
        if kind in _SIGNS:
            return self._binary(node, _SIGNS[kind], self._side(node) if kind not in _ARITHMETIC else "number")
        if kind in _TEXT_CALLS:
            if any(value for key, value in node.args.items() if key != "this"):
                raise self._of.refuse(kind)
            return f"{_TEXT_CALLS[kind]}({self.write(node.this, 'text')})"
        raise self._of.refuse(node.sql()[:40])

    def _side(self, node: Any) -> Want:
        """What both sides of a comparison are read as: numbers if one of them is calculated or written so."""
        for side in (node.this, node.args.get("expression")):
            bare = _unwrapped(side)
            if type(bare).__name__ in _ARITHMETIC or (type(bare).__name__ == "Literal" and not bare.is_string):
                return "number"
        return "text"

    def _binary(self, node: Any, sign: str, want: Want) -> str:
        return f"({self.write(node.this, want)} {sign} {self.write(node.expression, want)})"

    def _column(self, node: Any, want: Want) -> str:
        if node.args.get("table"):
            raise self._of.refuse(node.sql()[:40])
        cell = self._sheet.cell(node.name)
        if cell is None:
            raise Refusal(
                self._of.where,
                text('the file {file} has no column "{name}".', file=self._sheet.content.name, name=node.name),
                text("Its columns are: {names}.", names=tuple(c.name for c in self._sheet.cells)),
            )
        if want == "number":
            return self._cells.value(cell, "number")
        if want in ("day", "time"):
            return self._cells.value(cell, want)
        return self._cells.text(cell)

    def _literal(self, node: Any, want: Want) -> str:
        if node.is_string:
            return literal(node.this)
        number = str(float(node.this)) if not str(node.this).isdigit() else str(int(node.this))
        return literal(str(node.this)) if want == "text" else number

    def _null(self, node: Any, want: Want) -> str:
        return "NULL"

    def _boolean(self, node: Any, want: Want) -> str:
        return "true" if node.this else "false"

    def _paren(self, node: Any, want: Want) -> str:
        return f"({self.write(node.this, want)})"

    def _neg(self, node: Any, want: Want) -> str:
        return f"(-{self.write(node.this, 'number')})"

    def _div(self, node: Any, want: Want) -> str:
        return f"({self.write(node.this, 'number')} / nullif({self.write(node.expression, 'number')}, 0))"

    def _and(self, node: Any, want: Want) -> str:
        return self._binary(node, "AND", "bool")

    def _or(self, node: Any, want: Want) -> str:
        return self._binary(node, "OR", "bool")

    def _not(self, node: Any, want: Want) -> str:
        return f"(NOT {self.write(node.this, 'bool')})"

    def _is(self, node: Any, want: Want) -> str:
        if type(node.expression).__name__ != "Null":
            raise self._of.refuse(node.sql()[:40])
        return f"({self.write(node.this, 'text')} IS NULL)"

    def _in(self, node: Any, want: Want) -> str:
        given = node.args.get("expressions") or []
        if not given or any(type(g).__name__ != "Literal" for g in given):
            raise self._of.refuse(node.sql()[:40])
        side: Want = "text" if any(g.is_string for g in given) else "number"
        return f"({self.write(node.this, side)} IN ({', '.join(self._literal(g, side) for g in given)}))"

    def _like(self, node: Any, want: Want) -> str:
        if type(node.expression).__name__ != "Literal":
            raise self._of.refuse(node.sql()[:40])
        return f"({self.write(node.this, 'text')} LIKE {self._literal(node.expression, 'text')})"

    def _between(self, node: Any, want: Want) -> str:
        side: Want = "text" if getattr(_unwrapped(node.args["low"]), "is_string", False) else "number"
        low, high = self.write(node.args["low"], side), self.write(node.args["high"], side)
        return f"({self.write(node.this, side)} BETWEEN {low} AND {high})"

    def _case(self, node: Any, want: Want) -> str:
        if node.this is not None:
            raise self._of.refuse("CASE x WHEN")
        arms = "".join(
            f" WHEN {self.write(arm.this, 'bool')} THEN {self.write(arm.args['true'], want)}"
            for arm in node.args["ifs"]
        )
        other = node.args.get("default")
        return f"(CASE{arms}{f' ELSE {self.write(other, want)}' if other is not None else ''} END)"

    def _coalesce(self, node: Any, want: Want) -> str:
        parts = [self.write(part, want) for part in (node.this, *node.expressions)]
        return f"coalesce({', '.join(parts)})"

    def _nullif(self, node: Any, want: Want) -> str:
        return f"nullif({self.write(node.this, want)}, {self.write(node.expression, want)})"

    def _round(self, node: Any, want: Want) -> str:
        decimals = node.args.get("decimals")
        if decimals is not None and type(decimals).__name__ != "Literal":
            raise self._of.refuse(node.sql()[:40])
        places = f", {int(decimals.this)}" if decimals is not None else ""
        return f"round({self.write(node.this, 'number')}{places})"

    def _abs(self, node: Any, want: Want) -> str:
        return f"abs({self.write(node.this, 'number')})"

    def _length(self, node: Any, want: Want) -> str:
        return f"length({self.write(node.this, 'text')})"

    def _substring(self, node: Any, want: Want) -> str:
        start, length = node.args.get("start"), node.args.get("length")
        if any(part is not None and type(part).__name__ != "Literal" for part in (start, length)) or start is None:
            raise self._of.refuse(node.sql()[:40])
        ends = f", {int(length.this)}" if length is not None else ""
        return f"substr({self.write(node.this, 'text')}, {int(start.this)}{ends})"

    def _dpipe(self, node: Any, want: Want) -> str:
        return self._binary(node, "||", "text")


def _unwrapped(node: Any) -> Any:
    while type(node).__name__ == "Paren" or type(node).__name__ == "Neg":
        node = node.this
    return node

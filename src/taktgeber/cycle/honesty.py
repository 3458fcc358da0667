"""House rules 1, 9 and 13 over every figure a section can hold. A plan that breaks one is not frozen.

1: what is said of exploration holds no money but a stake: a sum under the name "lose" in a text.
9: no number without unit and period; nothing that mixes currencies or beats.
13: no single employee is scored; figures about decisions are by role, from five holders up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from taktgeber.core import (
    Estimate,
    Exact,
    Money,
    Period,
    Picture,
    Proposal,
    Ratio,
    Refusal,
    Section,
    Table,
    Tile,
    text,
)
from taktgeber.core.format import holds_currency

from .statements import LABEL, MESSAGE, Leaf, Statement, leaves, statements

HOLDERS = 5
STAKE = "lose"
PSEUDONYM = re.compile(r"\bp-[0-9a-f]{6,}\b")
DECISION_UNITS = {"decisions", "approvals", "overrides", "rejections", "minutes to decide", "days to decide"}
_NAKED = re.compile(r"^\s*([£€$¥]\s*[-+−]?\d[\d.,]*|[-+−]?\d[\d.,]*\s*(%|[£€$¥]|[A-Z]{3}))\s*$")
_BAKED = re.compile(r"[£€$¥]\s*\d|\d\s*[£€$¥]")
_MEND = text("This is a fault of the room that said it, not of your data: the plan is not frozen until it is mended.")


def check_section(section: Section, holders: Mapping[str, int]) -> None:
    """Refuses with rule and place. holders: by role, how many people hold it in the past beat."""
    for statement in statements(section):
        _rule_1(statement)
        _rule_9(statement)
        _rule_13(statement, holders)
    for i, tile in enumerate(section.tiles, 1):
        _tile_compares(f"{section.room}, tile {i}", tile)
    for where, table in _tables(section):
        _columns_agree(where, table)
    for i, picture in enumerate(section.pictures, 1):
        _picture_has_a_unit(f"{section.room}, picture {i}", section.mode, picture)
    for proposal in section.proposals:
        _forecasts_learn(proposal)


def currency_of(figure: Any) -> str | None:
    """The currency a figure is in; None of counts, shares and times."""
    match figure:
        case Money():
            return figure.currency
        case Exact(value=Money() as money):
            return money.currency
        case Exact(value=Ratio(over=Money() as money)) | Exact(value=Ratio(under=Money() as money)):
            return money.currency
        case Estimate(unit=unit) | Exact(unit=unit):
            word = unit.partition(" ")[0]
            return word if holds_currency(word) else None
    return None


def _rule_1(statement: Statement) -> None:
    if statement.mode != "explore":
        return
    for leaf in statement.numbers:
        if isinstance(leaf.value, Money):
            if leaf.name != STAKE:
                says = text("money is said of exploration that is not a stake: {value}.", value=leaf.value)
                raise Refusal(statement.where, says, _MEND, rule=1)
        elif _is_money(leaf.value):
            raise Refusal(
                statement.where, text("money is said of exploration: {value}.", value=leaf.value), _MEND, rule=1
            )


def _rule_9(statement: Statement) -> None:
    dated = bool(statement.days) or any(isinstance(n.value, Exact | Estimate) for n in statement.numbers)
    for leaf in statement.leaves:
        match leaf.value:
            case Money() if not dated:
                says = text("a sum of money has no period or day beside it: {value}.", value=leaf.value)
                raise Refusal(statement.where, says, _MEND, rule=9)
            case Exact() as exact:
                _unit_fits(statement.where, exact)
            case bool() | int() | float():
                raise Refusal(statement.where, text("a number has no unit and no period."), _MEND, rule=9)
            case str() as word if _is_number_in_words(leaf.name, word):
                raise Refusal(
                    statement.where,
                    text("a number is written as words, without its period: {word}.", word=word),
                    _MEND,
                    rule=9,
                )


def _is_number_in_words(name: str, word: str) -> bool:
    """A sum in the words of a message, or a value that is a number. Names may hold anything: "The £5 box"."""
    return bool(_BAKED.search(word)) if name == MESSAGE else name != LABEL and bool(_NAKED.match(word))


def _rule_13(statement: Statement, holders: Mapping[str, int]) -> None:
    figures = [n.value for n in statement.numbers if isinstance(n.value, Exact | Estimate)]
    if not figures and not statement.drawn:
        return
    for word in statement.words:
        if PSEUDONYM.search(word):
            raise Refusal(statement.where, text("a figure stands beside a single person."), _MEND, rule=13)
    if not any(figure.unit in DECISION_UNITS for figure in figures):
        return
    for word in statement.words:
        if word in holders and holders[word] < HOLDERS:
            wrong = text("a figure about decisions of a role with fewer than five holders: {role}.", role=word)
            raise Refusal(statement.where, wrong, _MEND, rule=13)


def _unit_fits(where: str, exact: Exact) -> None:
    currency, word = currency_of(exact), exact.unit.partition(" ")[0]
    both_money = isinstance(exact.value, Ratio) and isinstance(exact.value.over, Money) == isinstance(
        exact.value.under, Money
    )
    if both_money:
        fits = not holds_currency(word)
    elif currency:
        fits = word == currency and not isinstance(exact.value, int)
    else:
        fits = not isinstance(exact.value, Money)
    if not fits:
        raise Refusal(where, text("a figure's unit does not say what it is: {unit}.", unit=exact.unit), _MEND, rule=9)


def _tile_compares(where: str, tile: Tile) -> None:
    now, before = tile.now, tile.before
    if not isinstance(now, Exact | Estimate) or not isinstance(before, Exact | Estimate):
        return
    if now.unit != before.unit:
        raise Refusal(where, text("now and before are in different units."), _MEND, rule=9)
    if now.period.days != before.period.days and not _declares_periods(leaves(tile.label)):
        raise Refusal(where, text("now and before are periods of different length."), _MEND, rule=9)


def _columns_agree(where: str, table: Table) -> None:
    declared = all(_declares_periods(leaf for cell in row for leaf in leaves(cell)) for row in table.rows)
    for head, column in zip(table.columns, zip(*table.rows, strict=True), strict=False):
        figures = [cell for cell in column if isinstance(cell, Exact | Estimate)]
        if len({currency for figure in figures if (currency := currency_of(figure))}) > 1:
            raise Refusal(where, text("a column mixes currencies: {column}.", column=head), _MEND, rule=9)
        lengths = {figure.period.days for figure in figures if _is_money(figure)}
        if len(lengths) > 1 and not declared:
            raise Refusal(where, text("a column mixes periods: {column}.", column=head), _MEND, rule=9)


def _declares_periods(said: Iterable[Leaf]) -> bool:
    return any(isinstance(leaf.value, date | Period) for leaf in said)


def _picture_has_a_unit(where: str, mode: str | None, picture: Picture) -> None:
    if not picture.unit:
        raise Refusal(where, text("it is drawn without a unit."), _MEND, rule=9)
    if mode == "explore" and (holds_currency(picture.unit.partition(" ")[0]) or picture.unit == "times"):
        raise Refusal(where, text("money is drawn of exploration."), _MEND, rule=1)


def _forecasts_learn(proposal: Proposal) -> None:
    from taktgeber.govern import is_return_metric

    if proposal.mode != "explore":
        return
    for forecast in proposal.forecasts:
        if is_return_metric(forecast.metric):
            wrong = text("exploration is forecast by a return metric: {metric}.", metric=forecast.metric)
            raise Refusal(f"proposal {proposal.id}", wrong, _MEND, rule=1)


def _tables(section: Section) -> Iterator[tuple[str, Table]]:
    for i, table in enumerate(section.tables, 1):
        yield f"{section.room}, table {i}", table
    for i, picture in enumerate(section.pictures, 1):
        yield f"{section.room}, picture {i}", picture.table


def _is_money(figure: Any) -> bool:
    """Money, money over a count, and money over money."""
    return currency_of(figure) is not None or getattr(figure, "unit", "") == "times"

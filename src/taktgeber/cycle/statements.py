"""Everything a section says, statement by statement: what a reader sees together stands together.

A statement is one tile, one row, one sentence, one point of a picture. House rules about figures are
checked statement by statement, so that no figure can hide in a cell, a nested text or a forecast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Estimate, Exact, Money, Period, Picture, Plural, Proposal, Section, Table, Text, Unknown

MESSAGE, LABEL = "message", "label"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that is shown. name: of the value in its text ("lose"); MESSAGE of the text's own words;
    LABEL of a name that heads a row or a point, which people gave and may hold anything; else empty."""

    name: str
    value: Any

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, Exact | Estimate | Money | int | float)


@dataclass(frozen=True, slots=True)
class Statement:
    """where: for a person who must find it ("exploit, table 2, row 3"); mode: of what is said.

    drawn: a point of a picture, whose number stands in the drawing and whose unit is the picture's.
    """

    where: str
    mode: str | None
    leaves: tuple[Leaf, ...]
    drawn: bool = False

    @property
    def numbers(self) -> tuple[Leaf, ...]:
        return tuple(leaf for leaf in self.leaves if leaf.is_number)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(leaf.value for leaf in self.leaves if isinstance(leaf.value, str))

    @property
    def days(self) -> tuple[date | Period, ...]:
        return tuple(leaf.value for leaf in self.leaves if isinstance(leaf.value, date | Period))


def statements(section: Section) -> Iterator[Statement]:
    room, mode = section.room, section.mode
    yield _statement(f"{room}, headline", mode, section.headline)
    for i, tile in enumerate(section.tiles, 1):
        parts = (tile.label, tile.now) + ((tile.before,) if tile.before else ())
        yield _statement(f"{room}, tile {i}", mode, *parts)
    for i, table in enumerate(section.tables, 1):
        yield from _of_table(f"{room}, table {i}", mode, table)
    for i, picture in enumerate(section.pictures, 1):
        yield from _of_picture(f"{room}, picture {i}", mode, picture)
    for i, finding in enumerate(section.findings, 1):
        yield _statement(f"{room}, finding {i}", mode, finding.says, finding.advice)
    for i, how in enumerate(section.how, 1):
        yield _statement(f"{room}, how we know {i}", mode, how)
    for proposal in section.proposals:
        yield from of_proposal(proposal)


def of_proposal(proposal: Proposal) -> Iterator[Statement]:
    where = f"proposal {proposal.id}"
    yield _statement(where, proposal.mode, proposal.says, *((proposal.learns,) if proposal.learns else ()))
    for forecast in proposal.forecasts:
        yield _statement(f"{where}, forecast {forecast.metric}", proposal.mode, forecast.expected, forecast.period)


def leaves(value: Any, name: str = "") -> Iterator[Leaf]:
    match value:
        case Text():
            yield Leaf(MESSAGE, value.msgid)
            if isinstance(value, Plural):
                yield Leaf(MESSAGE, value.plural)
            for key, inner in value.values.items():
                yield from leaves(inner, key)
        case tuple() | list():
            for inner in value:
                yield from leaves(inner, name)
        case Unknown():
            yield from leaves(value.why)
            yield from leaves(value.enough)
        case _:
            yield Leaf(name, value)


def _statement(where: str, mode: str | None, *parts: Any) -> Statement:
    return Statement(where, mode, tuple(leaf for part in parts for leaf in leaves(part)))


def _of_table(where: str, mode: str | None, table: Table) -> Iterator[Statement]:
    yield _statement(f"{where}, caption", mode, table.caption, *table.columns)
    for i, row in enumerate(table.rows, 1):
        head = (Leaf(LABEL, row[0]),) if row and isinstance(row[0], str) else ()
        yield Statement(
            f"{where}, row {i}", mode, (*head, *(leaf for cell in row[len(head) :] for leaf in leaves(cell)))
        )


def _of_picture(where: str, mode: str | None, picture: Picture) -> Iterator[Statement]:
    yield _statement(f"{where}, caption", mode, picture.caption)
    yield from _of_table(f"{where}, its table", mode, picture.table)
    columns = list(picture.data.values())
    for i, point in enumerate(zip(*columns, strict=True), 1):
        words = tuple(Leaf(LABEL, part) for part in point if isinstance(part, str))
        words += tuple(leaf for part in point if isinstance(part, Text) for leaf in leaves(part))
        yield Statement(f"{where}, point {i}", mode, words, drawn=True)

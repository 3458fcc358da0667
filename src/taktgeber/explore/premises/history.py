"""The history of one premise: every decision on its state and all that was seen, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taktgeber.core import Table, Text, text
from taktgeber.core.names import named, reference_named
from taktgeber.core.section import Cell

from .attack import Target
from .premise import Turn
from .seen import Piece
from .told import gap

Row = tuple[date, int, tuple[Cell, ...]]


def sentence(one: Target) -> Text:
    """How it stands, beside what was seen."""
    if one.gap:
        return gap(one)
    return text('"{premise}": {decided}, and nothing that was seen says otherwise.',
                premise=one.premise.says.rstrip(". "), decided=named(one.premise.state))  # fmt: skip


def history_table(one: Target) -> Table:
    head = (text("Day"), text("What"), text("In words"), text("Speaks"), text("Level"), text("Entry"))
    rows = sorted(_rows(one), key=lambda row: row[:2], reverse=True)
    return Table(head, tuple(cells for _, _, cells in rows), text("Its history, the newest first"))


def _rows(one: Target) -> Iterator[Row]:
    premise = one.premise
    yield _row(premise.day, premise.entry, text("said"), premise.says, "", "")
    for turn in premise.turns:
        if turn.standing == "decided":
            yield _row(turn.day, turn.entry, _decided(turn), turn.reason, "", "")
    for piece in one.seen.pieces:
        level = f"E{piece.level}"
        yield _row(piece.day, piece.entry, _seen(piece), _words(piece), _speaks(piece), level)


def _row(day: date, entry: int, what: Cell, words: Cell, speaks: Cell, level: Cell) -> Row:
    return day, entry, (text("{day}", day=day), what, words, speaks, level, reference_named(f"entry:{entry}"))


def _decided(turn: Turn) -> Text:
    return text("decided: {state}", state=named(turn.state))


def _seen(piece: Piece) -> Text:
    return {
        "observation": text("seen"),
        "signal": text("a signal"),
        "found": text("found to be so"),
    }[piece.kind]


def _words(piece: Piece) -> Cell:
    if piece.hypothesis:
        return text("{says} (hypothesis {hypothesis})", says=piece.words, hypothesis=piece.hypothesis)
    return text("{says} ({source})", says=piece.words, source=piece.source) if piece.source else piece.words


def _speaks(piece: Piece) -> Text | str:
    return text("nothing any more") if piece.speaks == "neither" else named(piece.speaks)

"""Guess what the columns of an unknown file are, for a person to confirm: by words and by the values' shape.

A header word in English, German, Italian or Chinese says what a column may be; its values say whether
it can be. Nothing is loaded on a guess. What a person has confirmed becomes a mapping file that knows
its files by their header, so that the next one loads by itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from taktgeber.core import Text, text

from .content import examine
from .contracts import CONTRACTS
from .look import all_days, all_numbers, looked_at
from .sheet import clean

Sure = Literal["sure", "likely", "perhaps", "no"]
_POINTS: Mapping[Sure, int] = {"sure": 4, "likely": 3, "perhaps": 1, "no": 0}
_HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """target: a column of the table, "price" (of a piece), or None; examples: three values, personal ones hidden.

    channel: where a table has a column a channel, the one that this column is about.
    """

    column: str
    target: str | None
    why: Text
    sure: Sure
    examples: tuple[str, ...]
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """missing: columns that the table needs and no column of the file seems to be."""

    file: str
    table: str
    columns: tuple[ColumnGuess, ...]
    missing: tuple[str, ...]
    format: str | None


def guessed_tables() -> tuple[str, ...]:
    """The tables whose columns are known by their words."""
    return tuple(table for table in CONTRACTS if table in _words())


def guess_mapping(file: Path, sheet: str | None = None, table: str | None = None) -> Guess:
    """table: the one it is said to be; else the one that fits best. Refuses what no loading could read either."""
    import duckdb

    content = examine(file, sheet)
    with duckdb.connect() as connection:
        look = looked_at(content, connection)
    every = {name: _of_table(name, look.columns) for name in guessed_tables() if table in (None, name)}
    best = max(every, key=lambda name: _fit(name, every[name]))
    return Guess(content.name, best, every[best], tuple(_missing(best, every[best])), look.format)


@cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


def _of_table(table: str, columns: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[ColumnGuess, ...]:
    guesses = [_of_column(table, name, values) for name, values in columns]
    if table == "media":
        guesses = _by_channel(guesses)
    taken: dict[str, ColumnGuess] = {}
    for guess in guesses:
        best = taken.get(guess.target or "")
        if guess.target and (best is None or _POINTS[guess.sure] > _POINTS[best.sure]):
            taken[guess.target] = guess
    free = (None, "breakdown")
    return tuple(g if g.target in free or g.channel or taken[str(g.target)] is g else _second(g) for g in guesses)


def _by_channel(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    """Several columns of spend are one for each channel; what else names these channels belongs to them.

    A claim without a channel would count once for each: it is left to the person.
    """
    rests = {g.column: _rest(g) for g in guesses if g.target in ("spend", "impressions", "clicks")}
    channels = [rests[g.column] for g in guesses if g.target == "spend"]
    if len(set(channels)) < 2 or len(set(channels)) < len(channels) or "" in channels:
        return guesses
    return [
        replace(g, channel=rests[g.column], sure="likely") if rests.get(g.column) in channels else
        _second(g) if g.column in rests or str(g.target).startswith("claimed") else g
        for g in guesses
    ]  # fmt: skip


def _rest(guess: ColumnGuess) -> str:
    """What the header says beside the word of its target: tv of tv_S, channel0 of Channel0_spend."""
    whole = re.split(r"[\W_]+", guess.column)
    word = _parts(str(guess.why.values["word"]))
    parts = [(_parts(w) or [""])[0] for w in whole]
    at = next((i for i in reversed(range(len(parts))) if parts[i : i + len(word)] == word), None)
    left = [w for i, w in enumerate(whole) if at is None or not at <= i < at + len(word)]
    return " ".join(w for w in left if len(w) > 1)


def _second(guess: ColumnGuess) -> ColumnGuess:
    """A column can be filled once: a further candidate is named and left to the person."""
    why = text("another column fits {target} better, or stands before it", target=guess.target or "")
    return ColumnGuess(guess.column, None, why, "no", guess.examples)


def _of_column(table: str, name: str, values: Sequence[str]) -> ColumnGuess:
    parts = _parts(name)
    found: list[tuple[Sure, str, str]] = []
    for target, words in _words()[table].items():
        for word in words:
            wanted = _parts(word)
            if wanted == parts:
                found.append(("sure", target, word))
            elif _within(wanted, parts):
                found.append(("perhaps" if len("".join(wanted)) < 3 else "likely", target, word))
    found = [f for f in found if _can_be(table, f[1], values)]
    hidden = _is_personal(parts, values)
    if not found:
        examples = _shown(values, hidden)
        return ColumnGuess(name, None, text("no word of its header is known for this table"), "no", examples)
    sure, target, word = max(found, key=lambda f: (_POINTS[f[0]], len(f[2])))
    column = CONTRACTS[table].column(target)
    hidden = hidden or (column is not None and column.personal != "none")
    return ColumnGuess(name, target, text('its header says "{word}"', word=word), sure, _shown(values, hidden))


def _parts(name: str) -> list[str]:
    """InvoiceNo, invoice_no and "Invoice No." are one; numbers at the end of a word do not count."""
    apart = re.sub(r"(?<=[a-zäöüß])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", clean(name))
    return [p.rstrip("0123456789") or p for p in re.split(r"[\W_]+", apart.casefold()) if p]


def _within(wanted: Sequence[str], parts: Sequence[str]) -> bool:
    """The word stands in the header; a short one counts at its end alone, as in tv_s."""
    if len("".join(wanted)) < 3 and "".join(wanted).isascii():
        return len(parts) > 1 and list(parts[-len(wanted) :]) == list(wanted)
    return any(list(parts[i : i + len(wanted)]) == list(wanted) for i in range(len(parts)))


def _can_be(table: str, target: str, values: Sequence[str]) -> bool:
    """Whether the values have the shape of the column; without values nothing speaks against it."""
    column = CONTRACTS[table].column(target)
    kind = column.type if column is not None else "number" if target == "price" else "text"
    if not values:
        return True
    if kind in ("date", "time"):
        return all_days(values)
    if kind in ("money", "number", "integer", "small"):
        return all_numbers([v for v in values if v.strip() not in ("-", "--")])
    # Names are words or whole numbers; what has decimals is measured.
    return not (all_numbers(values) and any(re.search(r"[.,]\d*[1-9]", v) for v in values))


def _is_personal(parts: Sequence[str], values: Sequence[str]) -> bool:
    named = any(_within(_parts(word), parts) for word in _words()["personal"]["any"])
    return any("@" in value for value in values) or (named and not {"campaign", "product", "tool"} & set(parts))


def _shown(values: Sequence[str], hidden: bool) -> tuple[str, ...]:
    some = tuple(dict.fromkeys(values))[:3]
    return tuple(_HIDDEN for _ in some) if hidden else tuple(v if len(v) <= 40 else f"{v[:40]}…" for v in some)


def _missing(table: str, columns: Sequence[ColumnGuess]) -> list[str]:
    got = {c.target for c in columns if c.target}
    return missing_of(table, got | {"channel"} if any(c.channel for c in columns) else got)


def missing_of(table: str, got: Set[str]) -> list[str]:
    """Columns that the table needs, a person or the file must give, and nothing does."""
    made = {"source", "breakdown", "spend_original", "line", "kind", "last", "currency"}
    made |= {"account"} if CONTRACTS[table].by_account else set()
    made |= {"campaign", "impressions", "clicks"} if table == "media" else set()
    made |= {"revenue"} if {"price", "quantity"} <= got else set()
    return [c.name for c in CONTRACTS[table].columns if c.required and c.name not in got | made]


def _fit(table: str, columns: Sequence[ColumnGuess]) -> float:
    """What speaks for a table: its columns that were found, less those that it needs and that are not there."""
    return sum(_POINTS[c.sure] for c in columns) - 4 * len(_missing(table, columns))

"""What was heard, by theme and market: counts and words where five people or more have spoken, never by reporter.

Below five nobody could be sure not to be recognised (house rule 13). Markets with fewer stand together, and are
shown where five have spoken among them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .heard import ABOUT
from .words import Kept

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Group:
    """market: None where no market was named; pooled: markets that are shown together, else empty.

    reports: None where fewer than five have spoken; words: in an order that says nothing.
    """

    about: str
    market: str | None
    pooled: tuple[str | None, ...]
    reports: int | None
    words: tuple[str, ...]
    on: tuple[str, ...]


def groups(shared: Iterable[Kept]) -> tuple[Group, ...]:
    by: dict[tuple[str, str | None], list[Kept]] = {}
    for kept in shared:
        by.setdefault((kept.about, kept.market), []).append(kept)
    made: list[Group] = []
    for about in ABOUT:
        own = {market: rows for (theme, market), rows in by.items() if theme == about}
        few = {market: rows for market, rows in own.items() if not _enough(rows)}
        made += [_group(about, m, (), rows) for m, rows in sorted(own.items(), key=_name) if m not in few]
        if few:
            pooled = tuple(sorted(few, key=lambda m: m or ""))
            made.append(_group(about, None, pooled, [kept for rows in few.values() for kept in rows]))
    return tuple(made)


def _name(item: tuple[str | None, list[Kept]]) -> str:
    return item[0] or ""


def _enough(rows: Iterable[Kept]) -> bool:
    return len({kept.person for kept in rows}) >= FEWEST


def _group(about: str, market: str | None, pooled: tuple[str | None, ...], rows: list[Kept]) -> Group:
    if not _enough(rows):
        return Group(about, market, pooled, None, (), ())
    words = tuple(kept.words for kept in sorted(rows, key=lambda kept: kept.salt))
    return Group(about, market, pooled, len(rows), words, tuple(sorted({kept.on for kept in rows if kept.on})))

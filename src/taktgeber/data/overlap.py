"""Which earlier loads a new one replaces, or why it may not (DESIGN: a day is replaced whole).

Of two exports of one source and account, the later speaks for the periods that both hold, if it is
broken down at least as finely; a coarser one would throw knowledge away and is refused, and so are
periods that overlap without being the same, because their money would count twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from taktgeber.core import Refusal, Text, text

from .coverage import Coverage, Interval
from .loads import Load, Loads


def replaced(
    file: str, table: str, source: str, breakdown: frozenset[str], covers: Mapping[str, Coverage], loads: Loads
) -> list[dict[str, Any]]:
    """The pieces of earlier loads that are replaced, as they stand in the ledger."""
    for account, coverage in covers.items():
        clash = coverage.inner_clash()
        if clash:
            raise Refusal(
                file,
                _twice(_said(clash[0]), _said(clash[1]), account),
                text("Export days, or one period, not both in one file."),
            )  # fmt: skip
    pieces: list[dict[str, Any]] = []
    for old in loads.of(table, source):
        if not old.covers:
            pieces.append({"load": old.load, "account": "", "days": []})
        for account, coverage in covers.items():
            seen = old.seen.get(account)
            same = _shared(file, account, coverage, old, seen, breakdown) if seen else None
            if same:
                pieces.append({"load": old.load, "account": account, "days": same.plain()})
    return pieces


def _shared(
    file: str, account: str, new: Coverage, old: Load, seen: Coverage, breakdown: frozenset[str]
) -> Coverage | None:
    clash = new.clash(seen)
    if clash:
        raise Refusal(
            file,
            text(
                'it speaks for {new}, "{old}" was loaded for {then}: they overlap and are not the same period, '
                "so the money would count twice.",
                new=_said(clash[0]), old=old.file, then=_said(clash[1]),
            ),
            text("Export the same period as before, or days only."),
        )  # fmt: skip
    same = new.same(seen)
    if not same:
        return None
    lost = sorted(old.breakdown - breakdown)
    if lost:
        span = same.span()
        assert span is not None
        raise Refusal(
            file,
            text(
                '"{old}" was loaded for {first} to {last} and is broken down by {lost}, which this file is not.',
                old=old.file, first=span[0], last=span[1], lost=tuple(lost),
            ),
            text("Export it again with the same breakdowns, or for other days."),
        )  # fmt: skip
    return same


def _twice(one: Text | str, two: Text | str, account: str) -> Text:
    if not account:
        return text("the file holds {one} and {two}, which overlap: the money would count twice.", one=one, two=two)
    return text('the file holds {one} and {two} of account "{account}", which overlap: the money would count twice.',
                one=one, two=two, account=account)  # fmt: skip


def _said(interval: Interval) -> Text | str:
    first, last = date.fromordinal(interval[0]).isoformat(), date.fromordinal(interval[1]).isoformat()
    return first if first == last else text("{first} to {last}", first=first, last=last)

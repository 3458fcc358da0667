"""What a rule finds wrong in a state, and how it speaks: against a decided entry, or as breaches of a found one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from taktgeber.core import Entry, Fold, Text
from taktgeber.govern.breaches import Broken


@dataclass(frozen=True, slots=True)
class Offence:
    """key: the entries it rests on and what is wrong; subject: what would have to end; against: or else this."""

    key: tuple[int | str, ...]
    subject: str
    says: Text
    advice: Text
    unit: str | None = None
    against: str | None = None


def after(folds: tuple[Fold[Any], ...], states: tuple[Any, ...], entry: Entry) -> tuple[Any, ...]:
    """The states as they would be with the entry."""
    return tuple(
        fold.apply(state, entry) if entry.kind in fold.kinds else state
        for fold, state in zip(folds, states, strict=True)
    )


def verdict(code: str, offences: Iterable[Offence], known: Iterable[Offence] = ()) -> Broken | None:
    """One finding for all offences that were not known before; None where there is none."""
    old = {offence.key for offence in known}
    fresh = {o.key: _broken(code, o) for o in offences if o.key not in old}
    if not fresh:
        return None
    first, *also = fresh.values()
    return Broken(first.code, "stop", first.says, first.advice, first.subject, first.against, first.unit, tuple(also))


def _broken(code: str, one: Offence) -> Broken:
    return Broken(code, "stop", one.says, one.advice, one.subject, one.against, one.unit)

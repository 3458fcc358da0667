"""What rests on a premise is called as it is called elsewhere: else nothing booked is ever found to rest on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from taktgeber.core import Beat, Refusal, Text, text
from taktgeber.core.names import named
from taktgeber.data.booked import booked_lines
from taktgeber.govern import INITIATIVES, UNITS

from .load import BOOKABLE
from .reference import Reference, reference

_SHOWN = 20


def require_known(beat: Beat, rests: Iterable[str], where: str | Text, kept: Collection[str] = ()) -> None:
    """rests: as written; kept: those that were said before. Raises Refusal with what exists. Of a kind of which nothing
    is known yet, every name is taken; products and playbooks stand in no table."""
    for one in (reference(written) for written in rests if written not in kept):
        names = _names(beat, one) if one.kind in BOOKABLE else set()
        if names and one.name.casefold() not in {name.casefold() for name in names}:
            first = tuple(sorted(names)[:_SHOWN])
            raise Refusal(where, text("{kind} {name} is not known.", kind=named(one.kind), name=one.name[:80]),
                          text("Known are: {known}.", known=first))  # fmt: skip


def _names(beat: Beat, one: Reference) -> set[str]:
    """All of this kind that the workspace, the ledger or the booked money names."""
    settings, book = beat.settings, beat.book
    if one.kind == "unit":
        return set(book.state(UNITS).units)
    if one.kind == "initiative":
        return set(book.state(INITIATIVES).said)
    said = settings.channels if one.kind == "channel" else tuple(market.name for market in settings.markets)
    booked = (line.channel if one.kind == "channel" else line.market for line in booked_lines(beat))
    return {name for name in (*said, *booked) if name}

"""Slack: the part of the reserve that the explore lead gives without ranking and without asking for a reason.

A search that is fully planned finds what it looked for. Organisations that search keep means no plan has claimed
(Cyert & March 1963; Nohria & Gulati 1996, Acad. Manage. J. 39(5): some slack helps, endless slack does not), so it is
a share that is kept apart and has an end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from taktgeber.core import Entry, Fold, Money, Period, decode
from taktgeber.core.memory import Standing
from taktgeber.explore.assumptions import money_in
from taktgeber.govern.kept import Kept


@dataclass(frozen=True, slots=True)
class Given:
    """says: what for, where somebody said so. beat: the one out of whose slack it was given; None where it was only
    found, which then counts in the beat of its day."""

    slack: str
    amount: Money
    says: str
    day: date
    beat: Period | None
    standing: Standing
    entry: int

    def counts_in(self, beat: Period) -> bool:
        return self.beat == beat if self.beat is not None else beat.contains(self.day)


@dataclass(frozen=True, slots=True)
class Slack:
    """By short name, in the order in which it was given."""

    given: Kept[Given] = field(default_factory=Kept)

    def in_beat(self, beat: Period) -> tuple[Given, ...]:
        return tuple(one for one in self.given.values() if one.counts_in(beat))


def spent(given: tuple[Given, ...], currency: str) -> Money:
    return Money(sum(one.amount.minor for one in given if one.amount.currency == currency), currency)


def _apply(state: Slack, entry: Entry) -> Slack:
    body = entry.payload
    amount = money_in(body, "amount")
    if body["slack"] in state.given or amount is None:  # what was given first stays
        return state
    beat = decode(dict(body["beat"])) if "beat" in body else None
    one = Given(body["slack"], amount, body.get("says", ""), date.fromisoformat(body["day"]), beat, entry.standing,
                entry.seq)  # fmt: skip
    return Slack(state.given.put(one.slack, one))


SLACK: Fold[Slack] = Fold("explore.slack", ("slack",), Slack, _apply)

"""Who gives slack, and how much: the explore lead or the sponsor, up to the slack of the beat. No numbered house rule.

Nothing is ranked and no reason is asked for. What was found is accepted, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from taktgeber.core import Entry, Finding, Money, Period, Rule, Text, decode, text
from taktgeber.core.names import named
from taktgeber.explore.assumptions import money_in
from taktgeber.govern.roles import PEOPLE, PeopleState

from .slack import SLACK, Given, Slack, spent

Wrong = tuple[Text, Text]
GIVERS = ("explore_lead", "sponsor")


def _check(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    slack, people = states
    if entry.standing == "found":
        return None
    wrong = next(_wrong(slack, people, entry), None)
    return None if wrong is None else Finding("slack", "stop", *wrong)


def _wrong(slack: Slack, people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    body, today = entry.payload, entry.at.date()
    if not any(people.holds(entry.actor, role, today) for role in GIVERS):
        yield (text("{actor} gives no slack.", actor=entry.actor),
               text("One of these does, by decision: {roles}.", roles=tuple(map(named, GIVERS))))  # fmt: skip
    known = slack.given.get(body["slack"])
    if known is not None:
        yield (text('the slack "{name}" was given on {day}.', name=known.slack, day=known.day),
               text("Give another short name to what you give now."))  # fmt: skip
    amount, of = money_in(body, "amount"), money_in(body, "of")
    if of is None or amount is None or "beat" not in body or amount.currency != of.currency:
        yield (text("it does not say out of which beat's slack it is given."),
               text("Give it by: takt lab slack NAME AMOUNT"))  # fmt: skip
        return
    beat = decode(dict(body["beat"]))
    assert isinstance(beat, Period)
    if any(_another(one, beat, of) for one in slack.given.values()):  # another pot beside the one that is there
        yield (text("it does not say out of which beat's slack it is given."),
               text("Give it by: takt lab slack NAME AMOUNT"))  # fmt: skip
    if date.fromisoformat(body["day"]) > today:
        yield text("this day has not come yet."), text("Leave the day to the ledger.")
    if amount.minor <= 0:
        yield text("it gives nothing."), text("Give an amount above zero.")
    yield from _beyond(slack, beat, amount, of)


def _another(given: Given, beat: Period, of: Money) -> bool:
    """Days of one beat are of no other, and a beat's slack has one currency."""
    if given.beat is None or given.standing == "found":
        return False
    overlaps = given.beat.first <= beat.last and beat.first <= given.beat.last
    return overlaps and (given.beat != beat or given.amount.currency != of.currency)


def _beyond(slack: Slack, beat: Period, amount: Money, of: Money) -> Iterator[Wrong]:
    left = of - spent(slack.in_beat(beat), of.currency)
    if amount.minor > left.minor:
        yield (
            text("{amount} is more than what is left of the slack of {beat}: {left} of {of}.", amount=amount,
                 beat=beat, left=max(left, Money(0, of.currency)), of=of),
            text("Give less, or make it a bet, which says what is not known and until when."),
        )  # fmt: skip


SLACK_LIMIT = Rule(0, ("slack",), (SLACK, PEOPLE), _check)

rules = (SLACK_LIMIT,)

"""The balance date: both hands have their say, and the sponsor sets the reserve's dated path.

The path proposed is the one already decided, where that reaches the band; else equal steps over the next
four beats up to the band's lower end. The band is the sponsor's; where none was ever set, the founding
articles' rule of thumb, 30 to 40 % exploration, stands in for it and is named as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Beat, Entry, Exact, Fold, Money, Proposal, Setting, Text, decode, text
from taktgeber.explore import LAB

from .reserve import Reserve, as_share
from .split import ExploreShare

BEATS = 4
THUMB = (0.30, 0.40)
Steps = tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a `balance` entry keeps: both hands' say on a day, and what was decided."""

    day: date
    exploit_says: Text | str
    explore_says: Text | str
    decided: Text | str
    reason: str
    entry: int


def _met(meetings: tuple[Meeting, ...], entry: Entry) -> tuple[Meeting, ...]:
    body = entry.payload
    try:
        day = date.fromisoformat(str(body["day"]))
    except (KeyError, ValueError):
        day = entry.at.date()
    exploit, explore, decided = (_words(body.get(name, "")) for name in ("exploit_says", "explore_says", "decided"))
    return (*meetings, Meeting(day, exploit, explore, decided, str(body.get("reason", "")), entry.seq))


MEETINGS: Fold[tuple[Meeting, ...]] = Fold("balance.meetings", ("balance",), tuple, _met)


def proposal(beat: Beat, reserve: Reserve, shares: Sequence[ExploreShare]) -> Proposal:
    """One a beat, whether or not the path changes: the date is where both hands meet."""
    low, high = _band(reserve)
    path = dated_path(beat, reserve, shares)
    (first, share), last = path[0], path[-1]
    says = text(
        "Meet on {day} and set the reserve at {share}, on a path to {goal} by {until}.",
        day=first,
        share=as_share(share, beat.period),
        goal=as_share(last[1], beat.period),
        until=last[0],
    )
    if len(path) == 1:
        says = text("Meet on {day} and set the reserve at {share}.", day=first, share=as_share(share, beat.period))
    exploit_says, explore_says = _exploit_says(beat, shares, share), _explore_says(beat)
    reason = f"balance date {first.isoformat()}"
    steps = [{"day": day.isoformat(), "share": step} for day, step in path[1:]]
    band = {"low": low, "high": high}
    body: dict[str, Any] = {"share": share, "first": first.isoformat(), "path": steps, "band": band, "reason": reason}
    met = {"day": first.isoformat(), "exploit_says": exploit_says, "explore_says": explore_says,
           "decided": says, "reason": reason}  # fmt: skip
    return Proposal(
        id="balance-reserve",
        room="balance",
        mode=None,
        says=text(
            "{says} Today's business: {exploit} The lab: {explore}",
            says=says,
            exploit=exploit_says,
            explore=explore_says,
        ),
        moves=(),
        forecasts=(),
        learns=None,
        decider="sponsor",
        excludes=(),
        rests_on=("bookings", *(f"entry:{raid.entry}" for raid in reserve.raids)),
        sets=(Setting("reserve", body), Setting("balance", met)),
    )


def dated_path(beat: Beat, reserve: Reserve, shares: Sequence[ExploreShare]) -> Steps:
    """From the first day of the planned beat. Never lower than what is in force."""
    first, (low, _) = beat.period.first, _band(reserve)
    in_force = [step for step in reserve.path if step[0] <= first]
    share = in_force[-1][1] if in_force else _booked_now(shares)
    ahead = tuple(step for step in reserve.path if step[0] > first)
    if ahead and ahead[-1][1] >= low:
        return ((first, share), *ahead)
    if share >= low:
        return ((first, share),)
    steps, period = [(first, share)], beat.period
    for number in range(1, BEATS + 1):
        period = period.after()
        steps.append((period.first, round(share + (low - share) * number / BEATS, 4)))
    return tuple(steps)


def _band(reserve: Reserve) -> tuple[float, float]:
    return (reserve.low, reserve.high) if reserve.low is not None and reserve.high is not None else THUMB


def _booked_now(shares: Sequence[ExploreShare]) -> float:
    newest = shares[-1].value if shares else None
    return round(newest or 0.0, 4)


def _exploit_says(beat: Beat, shares: Sequence[ExploreShare], share: float) -> Text:
    newest = shares[-1].share if shares and shares[-1].period == beat.past else None
    asked = as_share(round(1 - share, 4), beat.period)
    if newest is None:
        return text("it plans with {rest} of the money.", rest=asked)
    return text(
        "the lab booked {newest} of last beat's money; {rest} is ours to plan with beside the reserve.",
        newest=newest,
        rest=asked,
    )


def _explore_says(beat: Beat) -> Text:
    from taktgeber.govern import INITIATIVES

    stakes = {i.initiative: i.lose for i in beat.book.state(INITIATIVES).values() if i.state != "stopped"}
    waiting = [a for a in beat.book.state(LAB).assumptions.values() if a.state == "open" and a.initiative in stakes]
    if not waiting:
        return text("no open assumption waits for a test.")
    asked = [lose for a in waiting if (lose := a.lose or stakes[a.initiative]) is not None]
    sums = [lose.minor for lose in asked if lose.currency == beat.settings.currency]
    count = Exact(len(waiting), "open assumptions", beat.past)
    lose = Money(sum(sums), beat.settings.currency)
    return text("{count} wait for a test; to learn all of it we may lose {lose}.", count=count, lose=lose)


def _words(value: Any) -> Text | str:
    if isinstance(value, dict):
        said: Text = decode(value)
        return said
    return str(value)

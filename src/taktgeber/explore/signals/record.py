"""How good our ear is: how many signals came true, how long before, how many were false alarms, what we missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import comb

from taktgeber.core import Estimate, Figure, Period, Unknown, text, text_n

from .memory import Signals
from .signal import Signal

FEWEST = 3
LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Record:
    """true: those that came true after they were raised; put_aside: dismissed or faded; missed: told only after they
    had happened. precision: of those that were settled or put aside, the share that came true; alarms: the share that
    did not. lead: median days from raised to true, of all that came true."""

    true: int
    false: int
    put_aside: int
    missed: int
    precision: Figure
    alarms: Figure
    lead: Figure


def record(signals: Signals, today: date) -> Record:
    ended = signals.ended()
    proved = [one for one in ended if one.state == "proved"]
    missed = [one for one in proved if one.missed]
    true, false = len(proved) - len(missed), sum(one.state == "false_alarm" for one in ended)
    aside = len(ended) - len(proved) - false
    period = _period(ended, today)
    return Record(
        true, false, aside, len(missed), _share(true, false + aside, period), _share(false + aside, true, period),
        lead_time([one.lead for one in proved if one.lead is not None], period),
    )  # fmt: skip


def lead_time(leads: Iterable[int], period: Period) -> Figure:
    """The median with the interval between two order statistics, whose level is exact whatever the law of lead times
    (David & Nagaraja 2003, Order Statistics, section 7.1): of few, that of the least and the largest."""
    days = sorted(leads)
    n = len(days)
    if n < FEWEST:
        return _too_few(n)
    rank = max((k for k in range(1, n // 2 + 1) if _between(n, k) >= LEVEL), default=1)
    middle = (days[(n - 1) // 2] + days[n // 2]) / 2
    return Estimate(middle, days[rank - 1], days[n - rank], _between(n, rank), "days", period,
                    "median, interval by order statistics", n)  # fmt: skip


def _between(n: int, rank: int) -> float:
    """Chance that the median lies between the rank-th least and the rank-th largest of n."""
    return float(1 - 2 * sum(comb(n, k) for k in range(rank)) / 2**n)


def _share(yes: int, no: int, period: Period) -> Figure:
    from taktgeber.stats.chance import share_of

    if yes + no < FEWEST:
        return _too_few(yes + no)
    got = share_of(yes, yes + no, LEVEL)
    return Estimate(got.value, got.low, got.high, LEVEL, "share", period, "share, Jeffreys' interval", got.n)


def _too_few(n: int) -> Unknown:
    return Unknown(
        text_n("One signal is settled so far.", "{n} signals are settled so far.", n),
        text("Three that came true or were put aside."),
    )


def _period(ended: Iterable[Signal], today: date) -> Period:
    first = min((one.day for one in ended), default=today)
    return Period(min(first, today), today)

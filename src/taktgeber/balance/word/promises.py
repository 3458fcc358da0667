"""Whether a promise was kept: the sentence beside the entries that say so.

Kept and not kept are told only where the ledger shows it; all else is "cannot be told" with what would tell it.
A right to decide is not kept where one decision of its kind was taken elsewhere; it is kept where at least five were
taken and all of them on the own level. What rests on decisions is private to the role (subject.sight_of).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from taktgeber.core import Estimate, Exact, Money, Period, Text, text
from taktgeber.core.names import named
from taktgeber.govern import is_return_metric

from .deeds import Deeds, Judged
from .memory import WORDS, Promise
from .rights import FEWEST, Case, waiting_time

if TYPE_CHECKING:
    from taktgeber.govern import Transfer

Verdict = Literal["kept", "not_kept", "cannot_tell"]
PRIVATE = ("decides", "time")
SHOWN = 5  # entries beside a sentence; the rest is counted
_YEAR = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Outcome:
    """because: what the ledger says; entries: that say so, "entry:12" or "bookings"."""

    promise: Promise
    verdict: Verdict
    because: Text
    entries: tuple[str, ...] = ()

    @property
    def private(self) -> bool:
        return self.promise.right in PRIVATE


def outcomes(deeds: Deeds) -> tuple[Outcome, ...]:
    """Of every promise to the subject, in the order they were made."""
    promised = deeds.book.state(WORDS).promised_to(deeds.subject.name)
    return tuple(outcome(deeds, one) for one in sorted(promised, key=lambda one: (one.day, one.entry)))


def outcome(deeds: Deeds, promise: Promise) -> Outcome:
    return _BY_RIGHT[promise.right](deeds, promise)


def _budget(deeds: Deeds, promise: Promise) -> Outcome:
    if promise.amount is None and promise.share is None:
        return _untold(promise, text("no amount was named."))
    if deeds.subject.kind == "strategy":
        return _by_deed(deeds, promise)
    own, whole, span = deeds.booked(promise.day)
    if span is None or whole.minor <= 0:
        return _untold(promise, text("no whole beat is booked since it was promised."))
    raids = deeds.raids(promise.day)
    rests = ("bookings", *(f"entry:{raid.entry}" for raid in raids))
    booked = Exact(own, own.currency, span)
    if promise.amount is not None:
        kept = own.minor >= promise.amount.minor
        late = (promise.until or promise.day + _YEAR) <= span.last
        because = text("booked: {booked}, of {amount} promised.", booked=booked, amount=_of(promise.amount, span))
        verdict: Verdict = "kept" if kept else "not_kept" if late else "cannot_tell"
        return Outcome(promise, verdict, _raided(because, raids), rests)
    share = own.minor / whole.minor
    says = text("booked: {booked}, of {whole} in all.", booked=booked, whole=_of(whole, span))
    return Outcome(promise, "kept" if share >= (promise.share or 0) else "not_kept", _raided(says, raids), rests)


def _raided(says: Text, raids: Sequence[Transfer]) -> Text:
    """Beside what was booked: money that was taken out of its purse."""
    if not raids:
        return says
    return text("{says} On {day} money left its purse for something else.", says=says, day=raids[-1].day)


def _by_deed(deeds: Deeds, promise: Promise) -> Outcome:
    """A strategy speaks of the whole house: what of its budget is exploration by the four tests."""
    from taktgeber.balance.deed import portfolio

    now = portfolio(deeds.beat, deeds.lines)
    if now.total.minor <= 0:
        return _untold(promise, text("no whole beat is booked since it was promised."))
    done = sum(deed.money.minor for deed in now.deeds if deed.verdict == "is")
    wanted = promise.amount.minor if promise.amount else (promise.share or 0) * now.total.minor
    says = text("{share} of booked money is exploration by deed.", share=now.by_deed)
    rests = dict.fromkeys(rest for deed in now.deeds if deed.labelled for t in deed.tests for rest in t.rests_on)
    return Outcome(promise, "kept" if done >= wanted else "not_kept", says, tuple(rests))


def _horizon(deeds: Deeds, promise: Promise) -> Outcome:
    found, wanted = tuple(deeds.horizons()), promise.weeks
    if wanted is None and promise.until is not None:
        wanted = (promise.until - promise.day).days // 7
    if not found or not wanted:
        return _untold(promise, text("no mandate says how far it may look, or no time was promised."))
    least = min(found, key=lambda one: one.weeks)
    says = text("it may look {weeks} ahead.", weeks=_weeks(least.weeks, deeds))
    return Outcome(promise, "kept" if least.weeks >= wanted else "not_kept", says, (f"entry:{least.entry}",))


def _goal(deeds: Deeds, promise: Promise) -> Outcome:
    return _judged(promise, deeds.goals())


def _pay(deeds: Deeds, promise: Promise) -> Outcome:
    return _judged(promise, (one for one in deeds.goals() if one.pay))


def _scorecard(deeds: Deeds, promise: Promise) -> Outcome:
    return _judged(promise, deeds.scorecard())


def _judged(promise: Promise, judged: Iterable[Judged]) -> Outcome:
    """Promised was to be judged by what is learned: one metric of return in force breaks it."""
    since = [one for one in judged if one.last is None or one.last >= promise.day]
    held = [one for one in since if one.last is None]
    wrong = [one for one in held if is_return_metric(one.metric)]
    over = [one for one in since if one.last is not None and is_return_metric(one.metric)]
    if wrong:
        says = text("it is judged by {metrics}.", metrics=tuple(dict.fromkeys(one.metric for one in wrong)))
        return Outcome(promise, "not_kept", says, _entries(wrong))
    if not held and not over:
        return _untold(promise, text("the ledger holds nothing that it is judged by."))
    if over:
        last = max(over, key=lambda one: one.last or date.min)
        says = text("until {day} it was judged by {metric}; no longer.", day=last.last or date.min, metric=last.metric)
        return Outcome(promise, "kept" if held else "cannot_tell", says, _entries((*over, *held)))
    says = text("it is judged by {metrics}.", metrics=tuple(dict.fromkeys(one.metric for one in held)))
    return Outcome(promise, "kept", says, _entries(held))


def _decides(deeds: Deeds, promise: Promise) -> Outcome:
    taken = [case for case in deeds.cases(promise.day, promise.decides) if case.taken]
    away = [case for case in taken if not case.own]
    since = Period(promise.day, deeds.day)
    if away:
        levels = tuple(named(level) for level in dict.fromkeys(case.level for case in away) if level)
        says = text(
            "{away} of {taken} were taken elsewhere, by: {levels}; {overruled} against what was proposed.",
            away=_count(away, since), taken=_count(taken, since), levels=levels or (text("somebody without a role"),),
            overruled=_count([case for case in away if case.overruled], since),
        )  # fmt: skip
        return Outcome(promise, "not_kept", says, _of_cases(away))
    if len(taken) < FEWEST:
        return _untold(promise, text("fewer than five decisions were taken since, none of them elsewhere."))
    says = text("{taken} were taken, all of them on its own level.", taken=_count(taken, since))
    return Outcome(promise, "kept", says, _of_cases(taken))


def _time(deeds: Deeds, promise: Promise) -> Outcome:
    """An answer within so many weeks; hours that somebody may spend stand in no ledger."""
    if promise.weeks is None:
        return _untold(promise, text("the ledger holds no hours; name weeks within which an answer comes."))
    cases = deeds.cases(promise.day, promise.decides)
    waits = waiting_time(cases, Period(promise.day, deeds.day))
    if not isinstance(waits, Estimate):
        return _untold(promise, text("too few of its decisions had to wait, or are taken by now."))
    days, says = 7 * promise.weeks, text("half of its decisions waited {waits}.", waits=waits)
    verdict: Verdict = "kept" if waits.high <= days else "not_kept" if waits.low > days else "cannot_tell"
    return Outcome(promise, verdict, says, _of_cases([case for case in cases if case.decision.asked]))


def _failure(deeds: Deeds, promise: Promise) -> Outcome:
    failed = tuple(deeds.failures(promise.day))
    if not failed:
        return _untold(promise, text("nothing failed since, so nothing was put to the test."))
    punished = [one for one in failed if one.after]
    if punished:
        first = punished[0]
        says = text('"{what}" did not hold, and within a beat money or mandate was taken away.', what=first.what)
        return Outcome(promise, "not_kept", says, tuple(f"entry:{n}" for n in (first.entry, *first.after)))
    says = text('"{what}" did not hold, and nothing was taken away for it.', what=failed[-1].what)
    return Outcome(promise, "kept", says, tuple(f"entry:{one.entry}" for one in failed))


def _other(deeds: Deeds, promise: Promise) -> Outcome:
    return _untold(promise, text("no entry of the ledger could show it; people know."))


_BY_RIGHT: dict[str, Callable[[Deeds, Promise], Outcome]] = {
    "budget": _budget, "horizon": _horizon, "goal": _goal, "pay": _pay, "scorecard": _scorecard, "decides": _decides,
    "time": _time, "failure": _failure, "other": _other,
}  # fmt: skip


def _untold(promise: Promise, because: Text) -> Outcome:
    return Outcome(promise, "cannot_tell", because)


def _of(money: Money, period: Period) -> Exact:
    return Exact(money, money.currency, period)


def _weeks(weeks: int, deeds: Deeds) -> Exact:
    return Exact(weeks, "weeks", Period(deeds.day, deeds.day))


def _count(cases: list[Case], period: Period) -> Exact:
    return Exact(len(cases), "decisions", period)


def _entries(judged: Iterable[Judged]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"entry:{one.entry}" for one in judged))


def _of_cases(cases: Iterable[Case]) -> tuple[str, ...]:
    return tuple(f"entry:{case.decision.entry}" for case in cases)

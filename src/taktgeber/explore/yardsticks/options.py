"""Options: what may still be gone on with and until when, how ripe it is, what was stopped, and what lies idle."""

from __future__ import annotations

from datetime import date

from taktgeber.core import Exact, Figure, Period, Table, Text, Unknown, text
from taktgeber.core.names import named
from taktgeber.govern import Initiative
from taktgeber.govern.kinds import MATURITY

from .questions import questions
from .record import Record
from .yardstick import Yardstick

_ROWS = 50


def options_alive(record: Record, period: Period) -> Yardstick:
    """Initiatives that run, or wait at the gate, with the last day of each; on the last day of the period."""
    alive = _alive(record, period)
    first = sorted(alive, key=lambda one: (one.until or date.max, one.name))[:_ROWS]
    rows = tuple((one.name, _until(one.until)) for one in first)
    caption = _first_of(text("Options alive, those that end first on top"), len(alive), period)
    table = Table((text("Initiative"), text("Until")), rows, caption)
    says = text("Each may be gone on with and need not be. One without a last day is none: it only costs.")
    return Yardstick("options", text("Options alive"), Exact(len(alive), "initiatives", period), (says,),
                     (table,) if rows else ())  # fmt: skip


def stopped(record: Record, period: Period) -> Yardstick:
    done = record.lab.stopped_in(period)
    says = text("A stop is a result: it frees people and means for what is not known yet.")
    return Yardstick("stopped", text("Bets stopped, with what they taught"), Exact(len(done), "bets", period), (says,))


def maturity(record: Record, period: Period) -> Yardstick:
    """Of what is alive, by the ripeness of its prototype."""
    said = [one.maturity for one in _alive(record, period)]
    rows = tuple((named(step), Exact(said.count(step), "initiatives", period)) for step in MATURITY)
    table = Table((text("Prototype"), text("Initiatives")), rows, text("Prototypes by ripeness"))
    made = sum(one in MATURITY[2:] for one in said)
    untold = sum(one is None for one in said)
    says = text("Prototypes, trials and what is ready. Initiatives that do not say how ripe they are: {n}.", n=untold)
    return Yardstick("maturity", text("Prototypes that can be tried"), Exact(made, "initiatives", period), (says,),
                     (table,) if untold < len(said) else ())  # fmt: skip


def idle(record: Record, period: Period) -> Yardstick:
    """Days since the newest evidence of each initiative that is alive; of one without any, since its first question."""
    since = _newest(record, period.last)
    ages = [(_age(since.get(one.initiative), period), one) for one in _alive(record, period)]
    ages.sort(key=lambda pair: (-1 if pair[0] is None else -pair[0], pair[1].name))
    shown = ages[:_ROWS]
    rows = tuple((one.name, text("not said") if age is None else Exact(age, "days", period)) for age, one in shown)
    known = [age for age, _ in ages if age is not None]
    now: Figure = Unknown(text("no initiative that runs has a question or an answer yet"),
                          text("Write down what must be true, before it is tested."))  # fmt: skip
    if known:
        now = Exact(max(known), "days", period)
    caption = _first_of(text("Without new evidence, longest first"), len(ages), period)
    table = Table((text("Initiative"), text("Days without new evidence")), rows, caption)
    says = text("Of the initiative that has waited longest. What was spent on it is no reason to go on.")
    return Yardstick("idle", text("Days without new evidence"), now, (says,), (table,) if rows else ())


def _alive(record: Record, period: Period) -> list[Initiative]:
    ended = record.lab.stopped
    return [one for one in record.initiatives
            if one.state != "stopped" or ended.get(one.initiative, date.min) > period.last]  # fmt: skip


def _first_of(caption: Text, n: int, period: Period) -> Text:
    """Says so where more stand than are shown."""
    if n <= _ROWS:
        return caption
    return text("{stage}, from number {number} of {n}", stage=caption, number="1", n=Exact(n, "initiatives", period))


def _until(day: date | None) -> Text:
    return text("{day}", day=day) if day else text("not said")


def _newest(record: Record, last: date) -> dict[str, date]:
    """By initiative, the newest day of an answer, a look or field work by then; without any, of its first question,
    since one more question is no answer. All in one pass."""
    registry = record.registry
    on = {said.hypothesis: said.on for said in registry.hypotheses.values() if said.on}
    asked = questions(record)
    news = [(one.on, one.settled) for one in asked]
    news += [(on.get(one.plan.hypothesis), look.day) for one in registry.experiments.values() for look in one.looks]
    news += [(on.get(one.hypothesis), one.day) for one in registry.fieldwork.values()]
    first = {one.on: one.asked for one in reversed(asked) if one.on and one.asked <= last}
    newest: dict[str, date] = {}
    for name, day in news:
        if name and day is not None and day <= last:
            newest[name] = max(day, newest.get(name, day))
    return {**first, **newest}


def _age(newest: date | None, period: Period) -> int | None:
    return None if newest is None else (period.last - newest).days

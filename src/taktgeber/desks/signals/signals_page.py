"""All signals: how early and how often in vain we hear, those that wait, those that are followed, the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from taktgeber.core import Card, Empty, Exact, Page, Period, Table, Text, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.explore.premises import PREMISES
from taktgeber.explore.signals import SIGNALS
from taktgeber.explore.signals.signal import Signal

from .fate_form import fate_form
from .hear_form import hear_form

TITLE = text("Signals")
ROWS = 20


def signals(visit: Visit) -> Page:
    from taktgeber.explore.signals.brief_section import BEGIN, NOTHING, headline, told
    from taktgeber.explore.signals.record import record

    known, today = visit.house.book.state(SIGNALS), visit.today()
    form = hear_form(visit)
    forms = (form,) if form else ()
    if not known.signals:
        return Page(TITLE, NOTHING, empty=Empty(
            text("Here will stand what changes slowly around us, what you made of it, and how early you heard it."),
            BEGIN, forms,
        ))  # fmt: skip
    days = visit.house.settings.beat(today).days
    period = Period(date.fromordinal(today.toordinal() + 1 - days), today)  # as long as a beat, up to now
    first, standing = _place(visit), (*known.waiting(), *known.followed())
    section = told(known, period, today, with_waiting=False)
    tables = tuple(_first_of(table, period) for table in section.tables)
    return Page(
        title=TITLE,
        sentence=headline(known, record(known, today)),
        sections=(replace(section, tables=tables, findings=section.findings[:ROWS]),),
        cards=tuple(_card(visit, one) for one in standing[first : first + ROWS]),
        links=tuple(_more(first + ROWS, len(standing), period)),
        forms=forms,
        past=period,
        twin={"signals": [_plain(one) for one in known.signals.values()]},
    )


def _place(visit: Visit) -> int:
    """From which place on, counted from 0; what is no number means the beginning."""
    asked = visit.query.get("from", "")
    return max(int(asked) - 1, 0) if asked.isdecimal() and len(asked) < 10 else 0


def _first_of(table: Table, period: Period) -> Table:
    """Says so where more stand than are shown."""
    n = len(table.rows)
    if n <= ROWS:
        return table
    says = text("{stage}, from number {number} of {n}", stage=table.caption, number="1", n=Exact(n, "signals", period))
    return replace(table, rows=table.rows[:ROWS], caption=says)


def _more(last: int, n: int, period: Period) -> Iterator[tuple[str, Text]]:
    """Where the next are, and how many there are."""
    if last < n:
        yield (f"/signals?from={last + 1}", text("{stage}, from number {number} of {n}", stage=TITLE,
               number=str(last + 1), n=Exact(n, "signals", period)))  # fmt: skip


def _card(visit: Visit, one: Signal) -> Card:
    form = fate_form(visit, one)
    title, state = one.told or text("{says}", says=one.says), text("{state}", state=named(one.state))
    return Card(title, tuple(_says(visit, one)), state, forms=(form,) if form else ())


def _says(visit: Visit, one: Signal) -> list[Text]:
    from taktgeber.explore.signals.brief_section import by_chance

    how = text("Seen as {how}, raised on {day}.", how=named(one.how), day=one.day)
    said = [how]
    if one.p is not None:
        said.append(text("How likely what does not change gets as far: {p}", p=by_chance(one)))
    if one.source:
        said.append(text("Source: {source}", source=one.source))
    last = one.last
    if last is None:
        return said
    if last.premise:
        premise = visit.house.book.state(PREMISES).premises.get(last.premise)
        said.append(text("It shakes: {premise}", premise=premise.says if premise else last.premise))
    if last.hypothesis:
        said.append(text("Hypothesis: {name}", name=last.hypothesis))
    if last.reason:
        said.append(text("Why: {reason}", reason=last.reason))
    return said


def _plain(one: Signal) -> dict[str, object]:
    return {"signal": one.signal, "about": one.about, "how": one.how, "state": one.state,
            "day": one.day.isoformat(), "lead_days": one.lead}  # fmt: skip

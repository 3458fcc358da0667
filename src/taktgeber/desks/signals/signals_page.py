"""All signals: how early and how often in vain we hear, those that wait, those that are followed, the record."""

from __future__ import annotations

from datetime import date

from taktgeber.core import Card, Empty, Page, Period, Text, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.explore.premises import PREMISES
from taktgeber.explore.signals import SIGNALS
from taktgeber.explore.signals.signal import Signal

from .fate_form import fate_form
from .hear_form import hear_form

TITLE = text("Signals")


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
    return Page(
        title=TITLE,
        sentence=headline(known, record(known, today)),
        sections=(told(known, period, today, with_waiting=False),),
        cards=tuple(_card(visit, one) for one in (*known.waiting(), *known.followed())),
        forms=forms,
        past=period,
        twin={"signals": [_plain(one) for one in known.signals.values()]},
    )


def _card(visit: Visit, one: Signal) -> Card:
    form = fate_form(visit, one)
    return Card(text("{says}", says=one.says), tuple(_says(visit, one)), text("{state}", state=named(one.state)),
                forms=(form,) if form else ())  # fmt: skip


def _says(visit: Visit, one: Signal) -> list[Text]:
    from taktgeber.explore.signals.brief_section import strength

    how = text("Seen as {how}, raised on {day}.", how=named(one.how), day=one.day)
    said = [how]
    if one.strength:
        said.append(text("Chance that it is none of chance: {chance}", chance=strength(one)))
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

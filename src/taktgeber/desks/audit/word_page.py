"""Word and deed: what is called innovation and what is, which promises were kept, and a form to audit a text."""

from __future__ import annotations

from urllib.parse import quote

from taktgeber.balance.word.told import Held
from taktgeber.core import Beat, Card, Empty, Page, Section, Text, text
from taktgeber.cycle.asks import asks, standing_plan
from taktgeber.cycle.visit import Visit

from .beat_now import beat_now
from .deed_data import held_data
from .promise_form import promise_form, taken_form
from .text_form import text_form

TITLE = text("Word and deed")


def word(visit: Visit) -> Page:
    """Who may see only what is their own sees the promises that were made to them."""
    from taktgeber.balance.word.told import held_all, sentence

    beat, today = beat_now(visit.house), visit.today()
    whole = "all" in visit.access.scopes("see.word")
    held = held_all(beat, today, visit.person)
    near = held if whole else tuple(one for one in held if visit.person in one.subject.holders)
    portfolio, first = _portfolio(beat) if whole else (None, None)
    plan = standing_plan(visit)
    forms = (text_form(visit), promise_form(visit), taken_form(visit))
    return Page(
        title=TITLE,
        sentence=first or sentence(near),
        past=beat.past,
        sections=(portfolio,) if portfolio else (),
        asks=asks(visit, plan, ("word",)) if plan else (),
        cards=tuple(_card(one) for one in near),
        forms=tuple(form for form in forms if form),
        empty=None if portfolio or near else _empty(),
        twin={"subjects": [_plain(one, visit.locale) for one in near]},
    )


def _portfolio(beat: Beat) -> tuple[Section | None, Text | None]:
    """The portfolio's argument; the page's first sentence is its headline. None where nothing is booked."""
    from taktgeber.balance import headline, portfolio, reserve_on
    from taktgeber.balance.drift import drift, drift_picture, drift_says, if_true_says
    from taktgeber.balance.section import portfolio_table
    from taktgeber.balance.witness import step_table
    from taktgeber.data.booked import booked_lines

    lines = booked_lines(beat)
    now, reserve = portfolio(beat, lines), reserve_on(beat, beat.period.first)
    if not now.deeds:
        return None, None
    moved = drift(beat, lines)
    picture, says = drift_picture(moved), drift_says(moved)
    true = if_true_says(now.if_true, now.by_deed, reserve, now.period)
    how = (
        text("Labels, metrics and horizons of earlier beats are those of today; mandates and booked money are of each "
             "beat. How far an initiative is, and what is asked there, are witnesses and change no verdict."),
        *((says,) if says else ()),
    )  # fmt: skip
    tables = (portfolio_table(now), step_table(beat, now))
    made = Section("portfolio", None, true, (), (picture,) if picture else (), tables, (), (), how)
    return made, headline(now, reserve)


def _card(one: Held) -> Card:
    from taktgeber.balance.word.told import sentence, unseen

    hidden = unseen(one)
    says = tuple(audit.told for audit in one.audits[-1:])
    return Card(text("{who}", who=one.subject.called), (*says, sentence((one,)), *((hidden,) if hidden else ())),
                link=(address(one.subject.name), text("Each sentence beside the entries")))  # fmt: skip


def address(subject: str) -> str:
    return f"/word/{quote(subject, safe=':')}"


def _plain(one: Held, locale: str) -> dict[str, object]:
    from taktgeber.core import Answer

    return Answer((), data=held_data(one)).plain(locale)


def _empty() -> Empty:
    return Empty(
        text("Here will stand what your texts promise, what became of it, and what of the budget is called "
             "innovation."),
        text("It needs a text, such as a job advertisement: paste it above. Nothing of it is kept until you confirm "
             "its verdict."),
    )  # fmt: skip

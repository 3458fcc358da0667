"""One role, unit, initiative or strategy: how its texts read, and each promise beside the entries that answer it."""

from __future__ import annotations

from taktgeber.balance.word.told import Held
from taktgeber.core import Answer, Card, NotThere, Page, Period, Refusal, Section, Text, text
from taktgeber.cycle.visit import Visit

from .beat_now import beat_now
from .deed_data import held_data
from .promise_form import promise_form, release_form, taken_form


def held(visit: Visit) -> Page:
    from taktgeber.balance.word.told import sentence_of, unseen

    one = _found(visit)
    hidden = unseen(one)
    forms = (promise_form(visit, one.subject.name), taken_form(visit, one.subject.name), release_form(visit, one))
    return Page(
        title=text("{who}", who=one.subject.called),
        sentence=sentence_of(one),
        past=one.deeds.beat.past,
        sections=tuple(_sections(one, hidden)),
        cards=tuple(_audited(one)),
        forms=tuple(form for form in forms if form),
        links=(("/word", text("Word and deed")),),
        twin=Answer((), data=held_data(one)).plain(visit.locale),
    )


def _found(visit: Visit) -> Held:
    """Who may see only what is their own gets what they hold."""
    from taktgeber.balance.word import held_of

    name = visit.query["subject"]
    try:
        one = held_of(beat_now(visit.house), name, visit.today(), visit.person)
    except Refusal as unknown:
        raise NotThere(unknown.where, unknown.says, unknown.mend) from None
    if "all" not in visit.access.scopes("see.word"):
        visit.require("see.word", person=visit.person if visit.person in one.subject.holders else "")
    return one


def _sections(one: Held, hidden: Text | None) -> list[Section]:
    from taktgeber.balance.word.told import deed_table, promise_table, right_table

    made = []
    if one.outcomes:
        says = text("Each promise, and the entries that say what became of it")
        made.append(Section("promises", None, says, (), (), (promise_table(one),), (), (), ()))
    deeds = deed_table(one)
    if deeds.rows:
        says = text("What was done, promised or not")
        made.append(Section("deeds", None, says, (), (), (deeds,), (), (), ()))
    if one.rights:
        table = right_table(one.rights, Period(min(one.since, one.deeds.day), one.deeds.day))
        how = text("Decisions are those of plans and of the ledger since {day}, and those taken elsewhere that "
                   "somebody entered. Own is what somebody with the role {role} decided.",
                   day=one.since, role=_role(one))  # fmt: skip
        made.append(Section("rights", None, _who_sees(one), (), (), (table,), (), (), (how,)))
    elif hidden:
        made.append(Section("rights", None, hidden, (), (), (), (), (), ()))
    return made


def _role(one: Held) -> Text | str:
    from taktgeber.core.names import named

    return named(one.subject.role)


def _who_sees(one: Held) -> Text:
    if one.sight == "own":
        return text("Its decisions, which you alone see until you release them")
    if one.sight == "released":
        return text("Its decisions, released by who holds the role")
    return text("Its decisions, by kind")


def _audited(one: Held) -> list[Card]:
    from taktgeber.core.names import reference_named

    return [
        Card(audit.told, (text("Confirmed by a person on {day} ({entry}). The text itself is not kept.", day=audit.day,
                               entry=reference_named(f"entry:{audit.entry}")),))
        for audit in one.audits
    ]  # fmt: skip

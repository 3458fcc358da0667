"""One premise: how it stands, its history with the evidence, what rests on it, and what may be done."""

from __future__ import annotations

from taktgeber.core import Card, NotThere, Page, Section, Text, text
from taktgeber.core.names import named
from taktgeber.cycle.asks import asks, standing_plan
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import role_of
from taktgeber.explore.premises import Premise, Premises
from taktgeber.explore.premises.attack import Target

from .now import beat_now
from .premise_data import detail_data, plain
from .premise_forms import premise_forms


def premise(visit: Visit) -> Page:
    from taktgeber.explore.premises import PREMISES, standing_of
    from taktgeber.explore.premises.consequences import consequence_table, consequences
    from taktgeber.explore.premises.history import history_table, sentence
    from taktgeber.explore.premises.proposals import id_of
    from taktgeber.explore.premises.told import findings_of

    found = _found(visit.house.book.state(PREMISES), visit.query["name"])
    beat = beat_now(visit.house)
    standing = standing_of(beat)
    one = standing.target(found.premise)
    taken = consequences(standing, found.premise, visit.house.book)
    plan = standing_plan(visit)
    waiting = asks(visit, plan, ("premises",)) if plan else ()
    history = Section("premise", None, _why(one), (), (), (history_table(one),), (), tuple(findings_of(one, beat)), ())
    rests = Section("rests", None, _carries(one), (), (), (consequence_table(taken, standing),), (), (), ())
    return Page(
        title=text("Premise"),
        sentence=sentence(one),
        past=beat.past,
        sections=(history, rests) if taken else (history,),
        asks=tuple(ask for ask in waiting if ask.proposal.id == id_of(found)),
        cards=(_card(visit, one),),
        forms=tuple(premise_forms(visit, found)),
        links=(("/premises", text("Premises")),),
        twin=plain(detail_data(one, taken), visit.locale),
    )


def _found(premises: Premises, asked: str) -> Premise:
    """By its short name, else by the entry that said it."""
    from taktgeber.explore.premises.proposals import address

    found = next((one for one in premises.premises.values() if asked in (address(one), one.premise)), None)
    if found is None:
        raise NotThere("premises", text('nobody has said a premise "{name}".', name=asked[:80]),
                       text("The page Premises lists all of them."))  # fmt: skip
    return found


def _why(one: Target) -> Text:
    whole = one.seen.because[0]
    for more in one.seen.because[1:]:
        whole = text("{first} {second}", first=whole, second=more)
    return whole


def _carries(one: Target) -> Text:
    """How much rests on it, by whom it is known."""
    load = one.load
    if load.booked is None and load.stated is None:
        return text('Nobody has said how much rests on "{premise}".', premise=one.premise.says.rstrip(". "))
    if load.booked is None:
        return text("Stated by people: {stated} of today's business.", stated=load.stated or "")
    if load.stated is None:
        return text("Booked on it: {booked} of booked money.", booked=load.booked)
    return text("Booked on it: {booked} of booked money; stated by people: {stated} of today's business.",
                booked=load.booked, stated=load.stated)  # fmt: skip


def _card(visit: Visit, one: Target) -> Card:
    known = one.premise
    says = [text("What would refute it: {refutes}", refutes=known.refutes)]
    if known.owner:
        says.append(text("Who watches it: {owner}.", owner=role_of(visit, known.owner)))
    if known.review:
        says.append(text("Next review: {day}.", day=known.review))
    title = text("Why it stands where it stands in the order of attack: {because}", because=one.because())
    return Card(title, tuple(says), text("{state}", state=named(known.state)))

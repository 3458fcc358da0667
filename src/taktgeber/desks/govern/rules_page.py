"""What breaks a house rule and is not mended, what was refused, and what was in force on a day."""

from __future__ import annotations

from datetime import date

from taktgeber.core import Card, Empty, Entry, Field, Page, Refusal, Section, text, text_n
from taktgeber.core.format import show
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import role_of
from taktgeber.govern import BREACHES, REFUSALS, Breach, RefusalState
from taktgeber.govern.entering import kind_named

from .ledger_page import links_of
from .replay import replayed
from .shown import breach_data, told_again
from .sight import sees

SHOWN = 100
AS_OF = (Field("day", text("Day"), "date", required=False),)
ALL = (Field("all", text("Also those that are mended"), "choice", required=False, choices=(("yes", text("yes")),)),)


def breaches(visit: Visit) -> Page:
    every = bool(visit.query.get("all"))
    held = [b for b in visit.house.book.state(BREACHES) if _seen(visit, b.entry)]
    still = [b for b in held if b.mended is None]
    shown = held if every else still
    cards = tuple(_card(visit, b) for b in reversed(shown))
    sentence = text_n("One house rule is broken and waits to be mended.",
                      "{n} breaches of house rules wait to be mended.", len(still)) if still else (
        text("No house rule is broken that is not mended.") if _sees_all(visit) else
        text("In what you see, no house rule is broken that is not mended."))  # fmt: skip
    links = links_of(visit)
    if not every and len(held) > len(still):
        links = (*links, ("/ledger/breaches?all=yes", text("Also the mended")))
    return Page(text("Breaches"), sentence, cards=cards[:SHOWN], links=links,
                twin={"breaches": [breach_data(b) | {"says": show(b.says, visit.locale)} for b in shown]},
                empty=None if cards else Empty(
                    text("Here stands what is so and breaks a house rule: since when, and who can mend it."),
                    text("Nothing does. What is found later appears here by itself.")))  # fmt: skip


def refusals(visit: Visit) -> Page:
    held = [r for r in visit.house.book.state(REFUSALS) if _seen(visit, r.entry)]
    again = [r for r in held if r.found_as]
    sentence = text_n("One decision was refused; the reason stands beside it.",
                      "{n} decisions were refused; the reasons stand beside them.", len(held)) if held else (
        text("No decision has been refused.") if _sees_all(visit) else
        text("In what you see, no decision has been refused."))  # fmt: skip
    cards = tuple(_refused(r) for r in reversed(held))[:SHOWN]
    section = () if not again else (_again(again),)
    return Page(text("Refusals"), sentence, cards=cards, sections=section, links=links_of(visit),
                empty=None if cards else Empty(
                    text("Here stands every decision that a house rule refused, with the rule and the way on."),
                    text("A refusal is kept, so that nobody enters as found what was refused.")))  # fmt: skip


def as_of(visit: Visit) -> Page:
    if not _sees_all(visit):
        raise Refusal("see.ledger", text("what was in force on a day is shown to who sees the whole ledger."),
                      text("Ask an auditor or the sponsor."))  # fmt: skip
    asked = visit.query.get("day")
    day = date.fromisoformat(asked) if asked else visit.today()
    answer = replayed(visit.house.book, day)
    sentence, *more = answer.says
    section = Section("", None, sentence, (), (), answer.tables, (), (), tuple(more))
    return Page(text("As of a day"), sentence,
                sections=(section,), links=links_of(visit), template="as_of.html", twin=answer.plain(visit.locale),
                extra={"day": day.isoformat(), "more": tuple(more)})  # fmt: skip


def _card(visit: Visit, breach: Breach) -> Card:
    mended = breach.mended
    says = (
        text("House rule {rule}, since {day}.", rule=str(breach.rule), day=breach.since),
        text("Mended on {day}.", day=mended) if mended else
        text("Who can mend it, by a decision that changes or ends it: {owner}.", owner=role_of(visit, breach.owner)),
    )  # fmt: skip
    entered = text("Entry {number}", number=str(breach.entry))
    state = text("mended") if mended else text("open")
    return Card(breach.says, says, state, link=(f"/ledger/{breach.entry}", entered))


def _refused(refusal: RefusalState) -> Card:
    rule = text("By house rule {rule}.", rule=str(refusal.rule)) if refusal.rule else text("By the order of decisions.")
    says = (refusal.says, rule, *((told_again(refusal),) if refusal.found_as else ()))
    title = text("{kind}, {day}", kind=kind_named(refusal.kind), day=refusal.at)
    return Card(title, says, link=(f"/ledger/{refusal.entry}", text("Entry {number}", number=str(refusal.entry))))


def _again(refused: list[RefusalState]) -> Section:
    said = text_n("One thing that was refused is entered as found.", "{n} things that were refused are entered "
            "as found.",
                  len(refused))  # fmt: skip
    return Section("", None, said, (), (), (), (), (), tuple(map(told_again, refused)))


def _sees_all(visit: Visit) -> bool:
    return "all" in visit.access.scopes("see.ledger")


def _seen(visit: Visit, seq: int) -> bool:
    one: Entry | None = None if _sees_all(visit) else visit.house.book.entry(seq)
    return _sees_all(visit) or (one is not None and sees(visit, one))

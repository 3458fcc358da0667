"""Has anyone tried this? Over all that the house said, tested and learned, and all that the lab asked and opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taktgeber.core import Book
from taktgeber.evidence.knowing.search import MOST, holding, like, nearest, told_of
from taktgeber.evidence.knowing.told import Hit, Memory, Told, memory_of
from taktgeber.evidence.registry.memory import REGISTRY
from taktgeber.govern import INITIATIVES, Initiative

from .assumptions import Assumption
from .memory import LAB, Lab
from .opportunities.opportunity import OPPORTUNITIES, Opportunity
from .premises.memory import PREMISES
from .premises.premise import Premise


def found(book: Book, words: str, day: date) -> tuple[Hit, ...]:
    """What holds every word, the closest first. day: on which the states are told."""
    return holding(_memory(book), [words], day)


def found_alike(book: Book, words: str, day: date, most: int = MOST) -> tuple[Hit, ...]:
    """What is alike and does not hold every word, the closest first."""
    return like(_memory(book), words, day, most)


def alike(book: Book, words: str, day: date, most: int = MOST) -> tuple[Hit, ...]:
    """What is alike, whether it holds every word or not: asked before something is started or registered."""
    return nearest(_memory(book), words, day, most)


def _memory(book: Book) -> Memory:
    lab = (book.state(LAB), book.state(OPPORTUNITIES), book.state(PREMISES), book.state(INITIATIVES))
    return memory_of((book.state(REGISTRY), *lab), lambda: _told(book))


def _told(book: Book) -> Iterator[Told]:
    lab = book.state(LAB)
    yield from told_of(book.state(REGISTRY))
    yield from (_assumption(one) for one in lab.assumptions.values())
    yield from (_opportunity(one) for one in book.state(OPPORTUNITIES).by_name.values())
    yield from (_premise(one) for one in book.state(PREMISES).premises.values())
    yield from (_initiative(one, lab) for one in book.state(INITIATIVES).values())


def _assumption(one: Assumption) -> Told:
    def hit(day: date) -> Hit:
        return Hit("assumption", one.initiative, one.assumption, one.asked, one.state, None)

    return Told("assumption", one.initiative, one.asked, (one.assumption,), (one.initiative,), hit)


def _opportunity(one: Opportunity) -> Told:
    def hit(day: date) -> Hit:
        return Hit("opportunity", one.opportunity, one.says, one.said, one.state, None)

    whole = (one.segment, one.proposition, one.worth, one.differs, *one.customers, *one.partners)
    return Told("opportunity", one.opportunity, one.said, (one.says, one.opportunity), whole, hit)


def _premise(one: Premise) -> Told:
    def hit(day: date) -> Hit:
        return Hit("premise", one.premise, one.says, one.day, one.state, None)

    return Told("premise", one.premise, one.day, (one.says, one.premise), (one.refutes, *one.rests), hit)


def _initiative(one: Initiative, lab: Lab) -> Told:
    asked = [each.asked for each in lab.assumptions_of(one.initiative)]
    began = min(asked) if asked else one.until or date.min

    def hit(day: date) -> Hit:
        return Hit("initiative", one.initiative, one.name, began, one.state, None)

    return Told("initiative", one.initiative, began, (one.name, one.initiative), (one.unknown, *one.approach), hit)

"""What a bet taught, told in full: believed, done, learned, reused. A failure is told in the words of a success."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from taktgeber.core import Book, Text, text
from taktgeber.core.names import named
from taktgeber.evidence.knowing.known import Known, known_of
from taktgeber.evidence.registry.insight import Insight
from taktgeber.evidence.registry.memory import REGISTRY, Registry
from taktgeber.govern import INITIATIVES, Initiative

from .initiatives.board import lab_initiatives
from .insights import idea_in_words, taught_by
from .memory import LAB, Lab
from .once import once

_TOLD = 8  # of what was asked and tested; the rest stands with the initiative


@dataclass(frozen=True, slots=True)
class Taught:
    """Four parts, each in sentences. level: the step of the ladder."""

    believed: tuple[Text, ...]
    did: tuple[Text, ...]
    learned: tuple[Text, ...]
    reused: tuple[Text, ...]
    level: int


@dataclass(frozen=True, slots=True)
class Ended:
    """An initiative that was stopped. did: what was asked and what came out; day: None where nobody said when."""

    initiative: str
    name: str
    unknown: str
    did: tuple[Text, ...]
    insights: tuple[Insight, ...]
    used_by: tuple[str, ...]
    day: date | None


def taught(book: Book, insight: Insight, day: date) -> Taught:
    """On a day."""
    registry, lab = book.state(REGISTRY), book.state(LAB)
    known = known_of(registry, insight, day)
    did = (*_settled(lab, insight.on), *_pieces(known))[:_TOLD]
    return Taught(
        tuple(_believed(book, registry, insight)) or (text("What was believed before was not written down."),),
        did or (text("What was done was not written down."),),
        (*_learned(known), *_beside(book, registry, insight)),
        tuple(_reused(registry, insight)) or (text("Nobody yet."),),
        known.strength.level,
    )


def _beside(book: Book, registry: Registry, insight: Insight) -> Iterator[Text]:
    """House rule 7."""
    from taktgeber.evidence.claims import CLAIMS
    from taktgeber.evidence.claims.beside import beside

    for one in beside(book.state(CLAIMS), registry, (insight,)).values():
        yield text("{words}.", words=one.says)


def ended(book: Book) -> tuple[Initiative, ...]:
    """Those of explore units that were stopped, the last stopped first."""
    return _ended(lab_initiatives(book), book.state(LAB))


def taught_count(book: Book) -> int:
    """How many insights they taught, all together."""
    return _taught_count(ended(book), book.state(LAB))


def told(book: Book, one: Initiative) -> Ended:
    lab, registry = book.state(LAB), book.state(REGISTRY)
    insights = taught_by(lab, registry, one.initiative)
    users = tuple(dict.fromkeys(user for each in insights for user in registry.used_by(each.insight)))
    did = tuple(_settled(lab, one.initiative))[:_TOLD]
    day = lab.stopped.get(one.initiative)
    return Ended(one.initiative, one.name, one.unknown.strip().rstrip("."), did, insights, users, day)


@once
def _ended(every: Sequence[Initiative], lab: Lab) -> tuple[Initiative, ...]:
    days = lab.stopped
    found = (one for one in every if one.state == "stopped")
    return tuple(sorted(found, key=lambda o: (-days.get(o.initiative, date.min).toordinal(), o.initiative)))


@once
def _taught_count(stopped: Sequence[Initiative], lab: Lab) -> int:
    return sum(len(lab.insights_on(one.initiative)) for one in stopped)


def _believed(book: Book, registry: Registry, insight: Insight) -> Iterator[Text]:
    for name in insight.rests_on:
        said = registry.hypotheses.get(name)
        if said is not None:
            yield text("{hypothesis} Said on {day}.", hypothesis=_whole(said.says), day=said.day)
    one = book.state(INITIATIVES).get(insight.on or "")
    if one is not None:
        yield text("{name} was begun to find out: {unknown}", name=one.name, unknown=_whole(one.unknown))


def _settled(lab: Lab, initiative: str | None) -> Iterator[Text]:
    for asked in lab.assumptions_of(initiative or ""):
        if asked.settled is not None:
            yield text("Asked whether {assumption}: {state}, {day}.", assumption=asked.assumption.strip().rstrip("."),
                       state=named(asked.state), day=asked.settled)  # fmt: skip


def _pieces(known: Known) -> Iterator[Text]:
    for held in known.strength.held:
        for piece in held.pieces:
            yield text('Tested until {day}: "{piece}" ({level}).', day=piece.day, piece=piece.says,
                       level=f"E{piece.level}")  # fmt: skip


def _learned(known: Known) -> Iterator[Text]:
    yield text("{insight} The idea: {idea}.", insight=_whole(known.insight.says), idea=idea_in_words(known.insight))
    yield text("Insight, at level {level}.", level=known.strength.name)
    yield from known.strength.because
    if known.fresh is not None:
        yield text("Best before {day}.", day=known.fresh.best_before)


def _reused(registry: Registry, insight: Insight) -> Iterator[Text]:
    for use in registry.reuses.get(insight.insight, ()):
        yield text("By {names}, since {day}.", names=use.by, day=use.day)


def _whole(words: str) -> str:
    """As a sentence of its own."""
    said = words.strip()
    return said if not said or said[-1] in ".!?。！？" else f"{said}."

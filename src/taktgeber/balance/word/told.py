"""Word beside deed in sentences and tables, for shell, page and brief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from taktgeber.core import Beat, Exact, Period, Table, Text, text
from taktgeber.core.names import named, reference_named
from taktgeber.core.section import Cell

from .deeds import Deeds
from .memory import WORDS, Audited
from .promises import SHOWN, Outcome, outcomes
from .rights import Right, rights
from .subject import Sight, Subject, sight_of, subject_of

if TYPE_CHECKING:
    from taktgeber.core import Book


@dataclass(frozen=True, slots=True)
class Held:
    """Word against deed of one subject, as this reader may see it. outcomes: without those that are not theirs to see;
    unseen: how many those are; rights: None where they are not theirs to see."""

    subject: Subject
    sight: Sight
    audits: tuple[Audited, ...]
    outcomes: tuple[Outcome, ...]
    unseen: int
    rights: tuple[Right, ...] | None
    deeds: Deeds
    since: date

    def count(self, verdict: str) -> int:
        return sum(one.verdict == verdict for one in self.outcomes)


def held_of(beat: Beat, name: str, day: date, person: str | None = None) -> Held:
    """person: who asks; None: what everybody may see. Raises Refusal for a name that the ledger does not know."""
    subject = subject_of(beat.book, name, day)
    sight, deeds = sight_of(beat.book, subject, person), Deeds(beat, subject, day)
    every, words = outcomes(deeds), beat.book.state(WORDS)
    seen = tuple(one for one in every if sight != "hidden" or not one.private)
    audits = words.audits_of(name)
    days = [*(one.day for one in words.promised_to(name)), *(one.day for one in audits)]
    since = min(days, default=_begin(deeds))
    shown = rights(deeds.cases(since), Period(min(since, day), day)) if sight != "hidden" and subject.role else None
    return Held(subject, sight, audits, seen, len(every) - len(seen), shown, deeds, since)


def held_all(beat: Beat, day: date, person: str | None = None) -> tuple[Held, ...]:
    """Of everybody to whom something was promised, or of whom a text spoke."""
    return tuple(held_of(beat, name, day, person) for name in known_subjects(beat.book, day))


def known_subjects(book: Book, day: date) -> tuple[str, ...]:
    """Those that the ledger still knows; a promise to what is gone binds nobody."""
    from taktgeber.core import Refusal

    known = []
    for name in book.state(WORDS).subjects():
        try:
            known.append(subject_of(book, name, day).name)
        except Refusal:
            continue
    return tuple(known)


def sentence(held: Iterable[Held]) -> Text:
    every = tuple(one for one in held if one.outcomes)
    if not every:
        return text("No promise is kept in the ledger yet that could be held against deeds.")
    until = every[0].deeds.day
    period = Period(min(min(one.since for one in every), until), until)
    kept, broken, open_ = (
        Exact(sum(one.count(verdict) for one in every), "promises", period)
        for verdict in ("kept", "not_kept", "cannot_tell")
    )
    return text(
        "Held against deeds until {day}: {kept} kept, {broken} not kept, {open} of which the ledger cannot tell.",
        day=until, kept=kept, broken=broken, open=open_,
    )  # fmt: skip


def sentence_of(one: Held) -> Text:
    """The verdict of its newest text, then what became of its promises."""
    kept = sentence((one,))
    if not one.audits:
        return text("{who}: {kept}", who=one.subject.called, kept=kept)
    return text("What is said of {who} reads like {verdict}. {kept}", who=one.subject.called,
                verdict=named(one.audits[-1].verdict), kept=kept)  # fmt: skip


def unseen(one: Held) -> Text | None:
    """What this reader is not shown, and who may change that."""
    if one.sight != "hidden":
        return None
    return text(
        "Figures about decisions are shown from five holders of a role on. Fewer hold this one: its holder sees them "
        "alone, and may release them."
    )


def promise_table(one: Held) -> Table:
    head = (text("Promised"), text("In which words"), text("What the ledger says"), text("Kept"), text("Entries"))
    rows: list[tuple[Cell, ...]] = [
        (
            named(made.promise.right),
            text("{words} ({source}, {day})", words=f"“{made.promise.says}”",
                 source=made.promise.source or text("no source"), day=made.promise.day),
            made.because,
            named(made.verdict),
            entries_named(made.entries),
        )
        for made in one.outcomes
    ]  # fmt: skip
    return Table(head, tuple(rows), text("What was promised, and what was done"))


def right_table(held: Sequence[Right], period: Period) -> Table:
    head = (text("Kind of decision"), text("Taken"), text("On its own level"), text("Elsewhere, by"),
            text("Against what was proposed"), text("Half were decided within"))  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            named(one.decides),
            *(Exact(n, "decisions", one.period) for n in (one.taken, one.own)),
            _levels(one),
            Exact(one.overruled, "decisions", one.period),
            one.waits,
        )
        for one in held
    ]
    return Table(head, tuple(rows), text("Decision rights as they were, {period}", period=period))


def deed_table(one: Held) -> Table:
    """What money, mandates, goals and breaches say, promised or not."""
    rows = tuple(_deeds(one.deeds, one.since))
    head = (text("Deed"), text("What the ledger says"), text("Entries"))
    return Table(head, rows, text("Money, horizon, goals, scorecard and house rules"))


def overview_table(held: Sequence[Held], period: Period) -> Table:
    head = (text("Who"), text("Reads like"), text("Promises kept"), text("Not kept"), text("Cannot be told"))
    rows: list[tuple[Cell, ...]] = [
        (
            one.subject.called,
            named(one.audits[-1].verdict) if one.audits else text("no text audited"),
            *(Exact(one.count(verdict), "promises", period) for verdict in ("kept", "not_kept", "cannot_tell")),
        )
        for one in held
    ]
    return Table(head, tuple(rows), text("Word against deed, by role, unit and initiative"))


def entries_named(entries: Sequence[str]) -> Text | str:
    if not entries:
        return text("none")
    shown: tuple[Text | str, ...] = tuple(map(reference_named, entries[:SHOWN]))
    more = len(entries) - SHOWN
    return text("{entries}", entries=(*shown, text("{count} more", count=str(more))) if more > 0 else shown)


def _deeds(deeds: Deeds, since: date) -> Iterable[tuple[Cell, ...]]:
    own, whole, span = deeds.booked(since)
    if span is not None and deeds.subject.kind != "strategy":
        money = text("{booked} of {whole}", booked=Exact(own, own.currency, span),
                     whole=Exact(whole, whole.currency, span))  # fmt: skip
        yield named("budget"), money, text("bookings")
    for far in deeds.horizons():
        ahead = Exact(far.weeks, "weeks", Period(deeds.day, deeds.day))
        yield named("horizon"), text("{weeks} ahead", weeks=ahead), reference_named(f"entry:{far.entry}")
    for goal in deeds.goals():
        says = text("{metric}, pay rests on it", metric=goal.metric) if goal.pay else text("{name}", name=goal.metric)
        if goal.last is not None:
            says = text("{goal}, until {day}", goal=says, day=goal.last)
        yield named("pay" if goal.pay else "goal"), says, reference_named(f"entry:{goal.entry}")
    for judged in deeds.scorecard():
        yield named("scorecard"), text("{name}", name=judged.metric), reference_named(f"entry:{judged.entry}")
    for breach in deeds.breaches():
        rule = text("rule {number}", number=str(breach.rule))
        yield rule, breach.says, reference_named(f"entry:{breach.entry}")


def _levels(one: Right) -> Text | str:
    if not one.elsewhere:
        return text("none")
    levels = tuple(
        text("{role}: {count}", role=named(level) if level else text("somebody without a role"), count=str(count))
        for level, count in one.elsewhere.items()
    )
    return text("{levels}", levels=levels)


def _begin(deeds: Deeds) -> date:
    """Where nothing was promised: the last four beats that are booked."""
    from taktgeber.data.booked import number_of, period_of

    settings = deeds.beat.settings
    return period_of(max(number_of(deeds.beat.past, settings) - 3, 0), settings).first

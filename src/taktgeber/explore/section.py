"""What the lab shows: what it learned and stopped, what it may lose next. A failure looks as good as a success."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from taktgeber.core import Beat, Exact, Finding, Picture, Section, Table, Text, Tile, text

from .assumptions import in_test_order
from .bets import proposals, sentence, stakes, stated, waiting
from .memory import LAB, Lab
from .yardsticks import verdict_in_words, yardsticks

if TYPE_CHECKING:
    from taktgeber.govern import Initiative

STAGES = ("running", "at_gate", "stopped")


def section(beat: Beat) -> Section:
    lab, initiatives = beat.book.state(LAB), lab_initiatives(beat)
    running = [i for i in initiatives if i.state != "stopped"]
    tables = (stage_table(beat, lab, initiatives), order_table(beat, lab, running), lesson_table(lab))
    return Section(
        room="explore",
        mode="explore",
        headline=headline(beat, lab, initiatives),
        tiles=_tiles(beat, lab),
        pictures=(_stages(beat, initiatives),),
        tables=tuple(table for table in tables if table.rows),
        proposals=proposals(beat, lab, running),
        findings=tuple(_findings(beat, lab, running)),
        how=_how(),
    )


def lab_initiatives(beat: Beat) -> list[Initiative]:
    """Initiatives of explore units, those that settled most first: sorted by learning, never by money."""
    from taktgeber.govern import INITIATIVES, UNITS

    units, lab = beat.book.state(UNITS).units, beat.book.state(LAB)
    explore = {unit for unit, state in units.items() if state.mode == "explore"}
    known = [i for i in beat.book.state(INITIATIVES).values() if i.unit in explore]

    def by_learning(initiative: Initiative) -> tuple[int, int, str]:
        settled = sum(not a.is_open for a in lab.assumptions_of(initiative.initiative))
        return (-settled, -len(lab.lessons_of(initiative.initiative)), initiative.initiative)

    return sorted(known, key=by_learning)


def headline(beat: Beat, lab: Lab, initiatives: Sequence[Initiative]) -> Text:
    """What was learned, what was stopped, who uses it: in words, a failure in the same as a success."""
    names = {i.initiative: i.name for i in initiatives}
    stopped = [names[i] for i in lab.stopped_in(beat.past) if i in names]
    reused = [lesson for lesson in lab.lessons.values() if lesson.reused_in(beat.past)]
    said = [learned] if (learned := _learned(beat, lab)) else []
    if stopped:
        bets = tuple(stopped)
        said.append(
            text("It stopped {bets} and keeps the lesson.", bets=bets)
            if said
            else text("The lab stopped {bets} and keeps the lesson.", bets=bets)
        )
    if reused:
        bet = names.get(reused[-1].initiative, reused[-1].initiative)
        said.append(text("What {bet} taught is used by {unit} already.", bet=bet, unit=tuple(reused[-1].reused_by)))
    if not said:
        return text("The lab settled nothing between {period}: its next bet waits for a decision.", period=beat.past)
    whole = said[0]
    for more in said[1:]:
        whole = text("{first} {more}", first=whole, more=more)
    return whole


def _learned(beat: Beat, lab: Lab) -> Text | None:
    """The newest lesson; where none was written, the newest answer."""
    lessons = [lesson for lesson in lab.lessons.values() if lesson.learned_in(beat.past)]
    if lessons:
        return text("The lab learned: {learned}.", learned=sentence(lessons[-1].learned))
    settled = lab.settled_in(beat.past)
    if not settled:
        return None
    words = sentence(settled[-1].assumption)
    if settled[-1].state == "held":
        return text("The lab found that it holds: {assumption}.", assumption=words)
    return text("The lab found that it does not hold: {assumption}.", assumption=words)


def stage_table(beat: Beat, lab: Lab, initiatives: Sequence[Initiative]) -> Table:
    head = (text("Initiative"), text("Stage"), text("What we do not know"), text("What we may lose"), text("Until"),
            text("Settled"), text("Open"))  # fmt: skip
    rows = []
    for i in initiatives:
        asked = lab.assumptions_of(i.initiative)
        still_open = sum(a.is_open for a in asked)
        rows.append((
            i.name,
            stage_in_words(i.state),
            i.unknown or text("not said"),
            text("{lose}", lose=i.lose) if i.lose else text("not said"),
            text("{day}", day=i.until) if i.until else text("not said"),
            Exact(len(asked) - still_open, "assumptions", beat.past),
            Exact(still_open, "assumptions", beat.past),
        ))  # fmt: skip
    return Table(head, tuple(rows), text("Initiatives by what they settled, on {day}", day=beat.past.last))


def order_table(beat: Beat, lab: Lab, running: Sequence[Initiative]) -> Table:
    by_id = {i.initiative: i for i in running}
    rows = []
    for assumption in in_test_order(waiting(lab, by_id), stakes(running)):
        initiative = by_id[assumption.initiative]
        lose, until = assumption.lose or initiative.lose, assumption.until or initiative.until
        rows.append((
            assumption.assumption,
            initiative.name,
            stated(assumption.chance or 0.0, beat),
            text("{lose}", lose=lose) if lose else text("not said"),
            text("{day}", day=until) if until else text("not said"),
        ))  # fmt: skip
    head = (text("To be tested next"), text("Initiative"), text("Stated chance that it holds"),
            text("What the test may lose"), text("Answer due"))  # fmt: skip
    return Table(head, tuple(rows), text("Order of tests: chance of failing over what the test may lose"))


def lesson_table(lab: Lab) -> Table:
    rows = [
        (
            lesson.learned,
            verdict_in_words(lesson.verdict),
            text("{day}", day=lesson.day),
            text("{day}", day=lesson.best_before) if lesson.best_before else text("no date"),
            ", ".join(lesson.reused_by) or text("nobody yet"),
        )
        for lesson in sorted(lab.lessons.values(), key=lambda lesson: (lesson.day, lesson.lesson), reverse=True)
    ]
    head = (text("What we learned"), text("The idea"), text("Learned"), text("Best before"), text("Reused by"))
    return Table(head, tuple(rows), text("Lessons, the newest first"))


def stage_in_words(state: str) -> Text:
    words = {"running": text("running"), "at_gate": text("at the gate"), "stopped": text("stopped")}
    return words.get(state, text("not said"))


def _tiles(beat: Beat, lab: Lab) -> tuple[Tile, ...]:
    now, before = yardsticks(lab, beat.past), yardsticks(lab, beat.past.before())
    return (
        Tile(text("Questions settled"), now.settled, before.settled),
        Tile(text("New lessons"), now.learned, before.learned),
        Tile(text("Bets stopped, with what they taught"), now.stopped, before.stopped),
        Tile(text("Lessons others reused"), now.reused, before.reused),
    )


def _stages(beat: Beat, initiatives: Sequence[Initiative]) -> Picture:
    counts = [sum(i.state == stage for i in initiatives) for stage in STAGES]
    labels = [stage_in_words(stage) for stage in STAGES]
    rows = tuple((stage_in_words(s), Exact(n, "initiatives", beat.past)) for s, n in zip(STAGES, counts, strict=True))
    caption = text("The lab by stage, on {day}", day=beat.past.last)
    table = Table((text("Stage"), text("Initiatives")), rows, caption)
    return Picture("stages", {"label": labels, "stage": labels, "count": counts}, caption, "initiatives", table)


def _findings(beat: Beat, lab: Lab, running: Sequence[Initiative]) -> list[Finding]:
    found = []
    for entry in lab.unread:
        says = text(
            "Entry {entry} cannot be read as a lesson or an assumption, and counts for nothing.", entry=str(entry)
        )
        found.append(Finding("entry-unread", "warn", says, text("Enter it again as docs/lab.md says.")))
    for lesson in lab.lessons.values():
        if not lesson.fresh_on(beat.period.first):
            says = text("A lesson is past its best-before date: {learned}.", learned=sentence(lesson.learned))
            found.append(Finding("lesson-stale", "warn", says, text("Test it again or let it go.")))
    for initiative in running:
        if not (initiative.unknown and initiative.lose and initiative.until):
            says = text(
                "{name} does not say all of: what we do not know, what we may lose, until when.", name=initiative.name
            )
            found.append(Finding("bet-incomplete", "warn", says, text("Enter the initiative again with all three.")))
    if running and not waiting(lab, {i.initiative: i for i in running}):
        says = text("No running initiative names an assumption that is still open.")
        advice = text("Write down what must be true for it, with the chance you give it, before the next test.")
        found.append(Finding("no-open-assumption", "warn", says, advice))
    return found


def _how() -> tuple[Text, ...]:
    return (
        text(
            "All of it is read from the ledger: what the lab entered as assumption, lesson, stage. Nothing is inferred."
        ),
        text(
            "Tests are ordered by the chance of failing, as stated before the test, over what the test may lose: for"
            " independent assumptions, all of which must hold, this order loses least until the truth is known."
        ),
        text("No expected income enters. What may be lost is the only sum of money named here."),
        text("We would change our mind if stated chances were far from what happened: they are scored at each close."),
    )

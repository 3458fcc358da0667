"""What the room of signals says in the brief: which wait, how early the last ones were, how many were false alarms.

Cheap where nobody ever raised one: every plan of every firm passes through it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from taktgeber.core import Beat, Estimate, Exact, Finding, Period, Section, Table, Text, Tile, text, text_n
from taktgeber.core.names import named
from taktgeber.core.section import Cell

from .memory import SIGNALS, Signals
from .record import Record, record
from .signal import Signal

NOTHING = text("No signal was ever raised: nobody listens for what changes slowly yet.")
BEGIN = text("Let the figures and texts that you have be listened to: takt signals scan --keep")


def section(beat: Beat) -> Section:
    signals = beat.book.state(SIGNALS)
    if not signals.signals:
        return Section("signals", None, NOTHING, (), (), (), (), (), (BEGIN,))
    return told(signals, beat.past, beat.period.first)


def told(signals: Signals, past: Period, day: date, with_waiting: bool = True) -> Section:
    """past: the beat that a signal may wait; day: on which it is told; with_waiting: with the table of those."""
    known, waiting = record(signals, day), signals.waiting()
    turned = record_table([*signals.followed(), *signals.ended()])
    tables = (waiting_table(waiting), turned) if with_waiting else (turned,)
    return Section(
        room="signals",
        mode=None,
        headline=headline(signals, known),
        tiles=_tiles(waiting, known, past),
        pictures=(),
        tables=tuple(table for table in tables if table.rows),
        proposals=(),
        findings=tuple(too_long(waiting, past, day)),
        how=how(),
    )


def headline(signals: Signals, known: Record) -> Text:
    """How many wait; how early those were that came true; how many were false alarms."""
    number = len(signals.waiting())
    waits = text_n("One signal waits for what is to become of it.", "{n} signals wait for what is to become of them.",
                   number) if number else text("No signal waits for what is to become of it.")  # fmt: skip
    return text("{first} {more}", first=waits, more=heard_how_well(known))


def heard_how_well(known: Record) -> Text:
    if not isinstance(known.lead, Estimate) or not isinstance(known.alarms, Estimate):
        return text_n(
            "How early we hear, and how often in vain, cannot be told yet: one is settled.",
            "How early we hear, and how often in vain, cannot be told yet: {n} are settled.",
            known.true + known.missed + known.false + known.put_aside,
        )  # fmt: skip
    late = known.lead.value < 0
    days, count = abs(round(known.lead.value)), Exact(known.lead.n or 0, "signals", known.lead.period)
    first = (
        text_n("Those that came true were told one day after the fact (median of {count}).",
               "Those that came true were told {n} days after the fact (median of {count}).", days, count=count)
        if late
        else text_n("Those that came true were raised one day before (median of {count}).",
                    "Those that came true were raised {n} days before (median of {count}).", days, count=count)
    )  # fmt: skip
    vain = text_n("One came to nothing", "{n} came to nothing", known.false + known.put_aside)
    missed = text_n("one we missed", "{n} we missed", known.missed)
    return text("{first} {vain}, and {missed}.", first=first, vain=vain, missed=missed)


def waiting_table(waiting: Sequence[Signal], named_too: bool = False) -> Table:
    """named_too: with the short name, by which it is called in a shell."""
    head = (text("Signal"), text("What it is"), text("Since"), text("Raised"), text("By chance alone"), text("Source"))
    rows = [(one.words, named(one.how), _day(one.since), _day(one.day), by_chance(one), one.source) for one in waiting]
    return _table(head, rows, waiting, text("Signals that wait, the oldest first"), named_too)


def record_table(turned: Sequence[Signal], named_too: bool = False) -> Table:
    """The newest turn first."""
    head = (text("Signal"), text("Raised"), text("What became of it"), text("Decided"), text("Lead time"), text("Why"))
    newest = sorted(turned, key=lambda one: (one.last.day if one.last else one.day, one.entry), reverse=True)
    return _table(head, list(map(_turned, newest)), newest, text("What became of signals, the newest first"), named_too)


def _table(head: tuple[Text, ...], rows: Sequence[tuple[Cell, ...]], signals: Sequence[Signal], caption: Text,
           named_too: bool) -> Table:  # fmt: skip
    if not named_too:
        return Table(head, tuple(rows), caption)
    called = tuple((one.signal, *row) for one, row in zip(signals, rows, strict=True))
    return Table((text("Short name"), *head), called, caption)


def _turned(one: Signal) -> tuple[Cell, ...]:
    last = one.last
    if last is None:
        return (one.words, _day(one.day), named(one.state), "", "", "")
    about = last.premise or last.hypothesis
    state = named(one.state)
    became = text("{fate}: {name}", fate=state, name=about) if about else text("{fate}", fate=state)
    return (one.words, _day(one.day), became, _day(last.day), lead_of(one), last.reason)


def lead_of(one: Signal) -> Cell:
    if one.lead is None:
        return ""
    if one.missed:
        return text_n("missed: told one day after the fact", "missed: told {n} days after the fact", -one.lead)
    return text_n("one day", "{n} days", one.lead)


def by_chance(one: Signal) -> Text:
    """Of a scan; nobody can tell it of what was heard."""
    from taktgeber.evidence.shown import p_value

    return text("not said") if one.p is None else p_value(one.p)


def too_long(waiting: Iterable[Signal], past: Period, day: date) -> Iterable[Finding]:
    """Those that wait for longer than a beat."""
    for one in waiting:
        if (day - one.day).days > past.days:
            yield Finding(
                "signal-waits", "warn",
                text('The signal "{name}" waits since {day}, longer than a beat.', name=one.signal, day=one.day),
                text("Say what becomes of it, here or by: takt signals fate NAME watched --as WHO"),
            )  # fmt: skip


def how() -> tuple[Text, ...]:
    return (
        text("A scan raises a signal where a figure leaves its own habit, or a word its usual share of texts; of those "
             "that are listed, a tenth is meant to be false. Of figures that lean hard on the week before it can "
             "be more. A signal is a hint and no evidence."),
        text("What was dismissed or faded counts as a false alarm until it comes true; what was told only after the "
             "fact is a miss, and lowers the lead time. Below three nothing is told."),
        text("We would change our mind about a signal if what it foretold had not happened after a year."),
    )  # fmt: skip


def _tiles(waiting: Sequence[Signal], known: Record, past: Period) -> tuple[Tile, ...]:
    return (
        Tile(text("Signals that wait"), Exact(len(waiting), "signals", past)),
        Tile(text("Lead time"), known.lead),
        Tile(text("Came to nothing"), known.alarms),
        Tile(text("Missed"), Exact(known.missed, "signals", past)),
    )


def _day(day: date | None) -> Cell:
    return text("{day}", day=day) if day else text("not said")

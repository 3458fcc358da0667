"""What word and deed say in the brief: which promises were kept, and what should be called otherwise. Short, always.

A plan is read by many: what rests on a role's decisions is left out of it, and counted.
"""

from __future__ import annotations

from dataclasses import replace

from taktgeber.core import Beat, Section, Text, text, text_n
from taktgeber.evidence.telling.quoted import quoted_row

from .memory import WORDS

ROWS = 6


def section(beat: Beat) -> Section:
    from taktgeber.balance.renaming import proposals

    if not beat.book.state(WORDS).subjects():
        says = text("No promise is kept in the ledger yet that could be held against deeds.")
        return Section("word", None, says, (), (), (), proposals(beat), (), (_way(),))
    from .told import held_all, overview_table, sentence

    held = held_all(beat, beat.past.last)
    table = overview_table(held[:ROWS], beat.past)
    hidden = sum(one.unseen for one in held)
    return Section(
        room="word",
        mode=None,
        headline=sentence(held),
        tiles=(),
        pictures=(),
        tables=(replace(table, rows=tuple(quoted_row(row) for row in table.rows)),) if table.rows else (),
        proposals=proposals(beat),
        findings=(),
        how=(_how(), *((_hidden(hidden),) if hidden else ()), _way()),
    )


def _how() -> Text:
    return text(
        "A promise is held against booked money, mandates, goals and decisions of the ledger; its page shows the "
        "sentence beside the entries. What the ledger cannot show is not guessed."
    )


def _hidden(number: int) -> Text:
    return text_n(
        "One more rests on decisions of a role with fewer than five holders: its holder sees it.",
        "{n} more rest on decisions of roles with fewer than five holders: their holders see them.",
        number,
    )


def _way() -> Text:
    return text("Audit a text with: takt audit text FILE. Hold one role, unit or initiative to its word with: takt "
                "audit deed SUBJECT.")  # fmt: skip

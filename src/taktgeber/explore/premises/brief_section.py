"""What the room of premises says in the brief. Cheap where nobody ever said one: every plan passes through it."""

from __future__ import annotations

from dataclasses import replace

from taktgeber.core import Beat, Section, Text, text
from taktgeber.evidence.telling.quoted import quoted, quoted_finding, quoted_row

from .memory import PREMISES


def section(beat: Beat) -> Section:
    if not beat.book.state(PREMISES).premises:
        return _nothing_yet()
    from .proposals import proposals
    from .standing import standing_of
    from .told import attack_table, findings, headline, tiles

    standing = standing_of(beat)
    table = attack_table(standing)
    return Section(
        room="premises",
        mode=None,
        headline=quoted(headline(standing)),
        tiles=tiles(standing, beat),
        pictures=(),
        tables=(replace(table, rows=tuple(quoted_row(row) for row in table.rows)),),
        proposals=tuple(replace(one, says=quoted(one.says)) for one in proposals(standing, beat)),
        findings=tuple(quoted_finding(one) for one in findings(standing, beat)),
        how=how(),
    )


def shaken(beat: Beat) -> Text | None:
    """What has begun to give way, in one sentence; None where nothing has, or nobody said a premise."""
    if not beat.book.state(PREMISES).premises:
        return None
    from .standing import standing_of
    from .told import giving_way

    giving = standing_of(beat).giving_way()
    return quoted(giving_way(giving)) if giving else None


def how() -> tuple[Text, ...]:
    return (
        text(
            "How a premise stands is decided by the sponsor, since it carries both hands. What was seen since then "
            "stands beside it and decides nothing: the strongest evidence against it is held to the strongest for it."
        ),
        text(
            "What is booked on a premise is the share of booked money of the past beat whose channel, market, unit or "
            "initiative rests on it, each line once. A booking counts in the market of its unit."
        ),
        text(
            "The order of attack: how much rests on it (much from 25 %, some from 10 %) and how little is known, then "
            "the review that is due first. What is broken by decision stands last."
        ),
        text("We would change our mind if what would refute a premise were seen: it was said with the premise."),
    )


def _nothing_yet() -> Section:
    says = text("Nobody has said yet what today's business rests on.")
    way = text("Say what must be true for it, and what would refute that: takt premises say NAME --says ... "
               "--refutes ...")  # fmt: skip
    return Section("premises", None, says, (), (), (), (), (), (way,))

"""What the room of experiments says in the brief: what was learned, what waits to be concluded, what to watch.

Cheap where nobody ever registered anything: every plan of every firm passes through it.
"""

from __future__ import annotations

from dataclasses import replace

from taktgeber.core import Beat, Picture, Section, Table, Text, text

from .registry.memory import REGISTRY, Registry


def section(beat: Beat) -> Section:
    registry = beat.book.state(REGISTRY)
    if not (registry.experiments or registry.hypotheses or any(one.rests_on for one in registry.insights.values())):
        return _nothing_yet()
    return told(registry, beat)


def told(registry: Registry, beat: Beat) -> Section:
    from .telling.concerns import concerns
    from .telling.learned import headline
    from .telling.pictures import forests
    from .telling.proposals import proposals
    from .telling.quoted import quoted, quoted_finding
    from .telling.standing import experiment_table, in_order, recent, tiles

    day = beat.period.first
    shown = in_order(recent(registry, beat.past.first), day)
    table = experiment_table(shown, day)
    return Section(
        room="evidence",
        mode=None,
        headline=quoted(headline(registry, beat.past)),
        tiles=tiles(registry, beat.past, day),
        pictures=tuple(_set_apart(one) for one in forests(tuple(registry.experiments.values()), most=1)),
        tables=(_of_quoted(table),) if table.rows else (),
        proposals=tuple(replace(one, says=quoted(one.says), learns=quoted(one.learns)) for one in proposals(registry)),
        findings=tuple(quoted_finding(one) for one in concerns(registry, shown, day)),
        how=how(),
    )


def how() -> tuple[Text, ...]:
    return (
        text(
            "What an experiment says follows from what was frozen before its data: the metric, the smallest effect "
            "that matters, the size and the looks. Nobody chooses them afterwards."
        ),
        text(
            "The learning rate counts experiments that are valid and ready for a decision: an effect was shown, or "
            "harm, or that no effect that matters is there. The win rate stands beside it and is no aim."
        ),
        text("The level (E0 to E5) is computed from how the evidence was made; what came out plays no part in it."),
        text("Effects are shares of the control's level: 5 % is a twentieth more than it, not five points more."),
        text(
            "Of several arms the one that helps most is shown; its interval holds for all arms together, and at all "
            "looks that were planned."
        ),
        text("We would change our mind if a repeat, or another market, said something else."),
    )


def _set_apart(one: Picture) -> Picture:
    from .telling.quoted import quoted

    return replace(one, caption=quoted(one.caption), table=_of_quoted(one.table))


def _of_quoted(table: Table) -> Table:
    from .telling.quoted import quoted, quoted_row

    return replace(table, caption=quoted(table.caption), rows=tuple(quoted_row(row) for row in table.rows))


def _nothing_yet() -> Section:
    says = text("No experiment was ever registered: what is known here is what people say.")
    way = text("Say what you believe and freeze how it will be tested, before its data: takt experiment register FILE")
    return Section("evidence", None, says, (), (), (), (), (), (way,))

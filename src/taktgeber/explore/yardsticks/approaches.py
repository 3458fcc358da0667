"""How many genuinely different ways were tried: the effective number of approaches, alike ones counted together.

An approach is the set of tags of an initiative (`approach`); two that share nine tags in ten are nearly one. How often
one was tried plays no part, so that one more test of the same way adds nothing.
"""

from __future__ import annotations

from taktgeber.core import Exact, Figure, Period, Ratio, Text, Unknown, text
from taktgeber.stats.diversity import effective_number, shared

from .questions import questions, settled_in
from .record import Record
from .yardstick import Yardstick


def diversity(record: Record, period: Period) -> Yardstick:
    tested = _tested(record, period)
    tags = {one.initiative: frozenset(tag.strip().casefold() for tag in one.approach) for one in record.initiatives}
    kinds = sorted({tags[name] for name in tested if tags.get(name)}, key=sorted)
    untold = sorted(name for name in tested if not tags.get(name))
    return Yardstick("diversity", text("Different approaches tested"), _number(kinds, period), _read(kinds, untold))


def _tested(record: Record, period: Period) -> set[str]:
    """Initiatives of which something was tested or found out in the period."""
    on = {said.hypothesis: said.on for said in record.registry.hypotheses.values()}
    named = {one.on for one in settled_in(questions(record), period)}
    named |= {on.get(one.plan.hypothesis) for one in record.registry.experiments.values()
              if one.plan.first <= period.last and one.plan.last >= period.first}  # fmt: skip
    named |= {on.get(one.hypothesis) for one in record.registry.fieldwork.values() if period.contains(one.day)}
    return {name for name in named if name}


def _number(kinds: list[frozenset[str]], period: Period) -> Figure:
    if not kinds:
        return Unknown(text("no initiative that was tested says how it goes about it"),
                       text("Give initiatives tags of their approach."))  # fmt: skip
    found = effective_number([[shared(one, other) for other in kinds] for one in kinds])
    return Exact(Ratio(round(found * 100), 100), "approaches", period)


def _read(kinds: list[frozenset[str]], untold: list[str]) -> tuple[Text, ...]:
    says = [text("Of {n} approaches, alike ones counted together: five that are nine tenths alike count as 1.09.",
                 n=len(kinds))]  # fmt: skip
    if untold:
        says.append(text("Not counted, since they name no approach: {names}.", names=tuple(untold)))
    return tuple(says)

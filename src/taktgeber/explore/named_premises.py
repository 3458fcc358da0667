"""A premise that an initiative, an opportunity or an assumption names was said before. No numbered house rule.

What names none that is known attacks nothing, and would count as one more way in the choice of the next bets. What was
named before, such as by what was found, may stay: a change of something else is not held up by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from taktgeber.core import Entry, Finding, Rule
from taktgeber.govern import INITIATIVES, UNITS

from .memory import LAB
from .opportunities.opportunity import OPPORTUNITIES
from .premises.memory import PREMISES
from .premises.premise_rules import unknown


def _check(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    premises, *rest = states
    if entry.standing == "found":
        return None
    new = next((name for name in _named(tuple(rest), entry) if name not in premises.premises), None)
    return None if new is None else Finding("premise-not-said", "stop", *unknown(new))


def _named(states: tuple[Any, ...], entry: Entry) -> Iterator[str]:
    """Those that were not named before."""
    initiatives, opportunities, lab, units = states
    body = entry.payload
    known: Iterable[str] = ()
    match entry.kind:
        case "initiative":
            if "explore" not in units.modes(body["unit"]):
                return
            known = (name for one in initiatives.of(body["initiative"]) for name in one.premises)
        case "opportunity":
            before = opportunities.get(body["opportunity"])
            known = before.premises if before else ()
        case "assumption":
            asked = lab.assumption(body["initiative"], body["assumption"])
            known = (asked.premise,) if asked and asked.premise else ()
    kept = set(known)
    given = (body["premise"],) if body.get("premise") else body.get("premises", ())
    yield from (name for name in given if name not in kept)


RULE = Rule(0, ("initiative", "opportunity", "assumption"), (PREMISES, INITIATIVES, OPPORTUNITIES, LAB, UNITS), _check)

rules = (RULE,)

"""House rule 11: no shelter without exploration. Incremental work is not decided into the lab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taktgeber.core import Entry, Rule, text
from taktgeber.govern.breaches import Broken
from taktgeber.govern.initiatives import INITIATIVES, InitiativesState
from taktgeber.govern.units import UNITS, UnitsState

from .offence import Offence, after, verdict
from .return_metric import cite

_FOLDS = (UNITS, INITIATIVES)


def _check(states: tuple[Any, ...], entry: Entry) -> Broken | None:
    now = after(_FOLDS, states, entry)
    known = _offences(states[0], states[1], entry) if entry.standing == "found" else ()
    return verdict("incremental", _offences(now[0], now[1], entry), known)


def _offences(units: UnitsState, initiatives: InitiativesState, entry: Entry) -> Iterator[Offence]:
    unit = entry.payload["unit"]
    if "explore" not in units.modes(unit):
        return
    if entry.kind == "unit":
        concerned = initiatives.in_unit(unit)
    else:
        concerned = tuple(one for one in initiatives.of(entry.payload["initiative"]) if one.entry == entry.seq)
    for one in concerned:
        if one.incremental and one.state != "stopped":
            cited = cite(units, unit, entry)
            says = text('the initiative "{name}" is a small step from today\'s business; in {cited} it would be '
                        "sheltered from today's yardsticks.", name=one.initiative, cited=cited)  # fmt: skip
            advice = text("Decide it into a unit that exploits; or, if technology, market or proposition is new (2), "
                          "or two of them are adjacent (1), say so in its distance.")  # fmt: skip
            yield Offence((one.entry, one.initiative), f"initiative:{one.initiative}", says, advice, unit)


SHELTER = Rule(11, ("initiative", "unit"), _FOLDS, _check)

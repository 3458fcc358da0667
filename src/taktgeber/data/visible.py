"""What of a table may be seen: the stored files of the loads that speak, less the periods they were relieved of.

Every engine reads the same files under the same conditions; only the spelling of the SQL is its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .contracts import Contract
from .loads import Load, Loads


@dataclass(frozen=True, slots=True)
class Spelling:
    """How an engine's SQL writes the name of a column and a text."""

    name: Callable[[str], str]
    literal: Callable[[str], str]


def speaking(contract: Contract, loads: Loads) -> tuple[tuple[Load, ...], tuple[Load, ...]]:
    """Loads that are seen whole, one for each stored file, and loads that are seen in part."""
    all_of_it = loads.of(contract.table)
    whole = {load.stored: load for load in all_of_it if not load.replaced_in_part}
    return tuple(whole.values()), tuple(load for load in all_of_it if load.replaced_in_part)


def still_seen(contract: Contract, load: Load, spelling: Spelling) -> str:
    """The condition that keeps the rows of the periods for which a load still speaks."""
    assert contract.first is not None
    assert contract.last is not None
    first, last = (f"CAST({spelling.name(column)} AS DATE)" for column in (contract.first, contract.last))
    said: list[str] = []
    for account, coverage in load.seen.items():
        pieces = [
            f"({first} = {last} AND {first} BETWEEN DATE '{a}' AND DATE '{b}')"
            for a, b in (
                (date.fromordinal(x), date.fromordinal(y)) for x, y in coverage.runs_among(load.covers[account])
            )
        ]
        pieces += [
            f"({first} = DATE '{a}' AND {last} = DATE '{b}')"
            for a, b in ((date.fromordinal(x), date.fromordinal(y)) for x, y in sorted(coverage.ranges))
        ]
        if not pieces:
            continue
        beside = contract.beside
        of_account = f"{spelling.name(beside)} = {spelling.literal(account)} AND " if beside else ""
        said.append(f"({of_account}({' OR '.join(pieces)}))")
    return " OR ".join(said) or "false"

"""A file of what is to be remembered as people write it: TOML with [hypothesis], [experiment], [fieldwork], [insight].

Each table at most once, none of them alone needed; what the ledger knows already (day, hand of what is known) is
left out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktgeber.core import Refusal, text

from .short_name import short_name

if TYPE_CHECKING:
    from taktgeber.evidence import Registry

TABLES = ("hypothesis", "experiment", "fieldwork", "insight")
Item = tuple[str, dict[str, Any]]


def read_tables(path: Path) -> dict[str, dict[str, Any]]:
    """Refuses the whole file, naming the table."""
    mend = text("See docs/experiment-registry.md for the tables and their fields. Nothing was entered.")
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError:
        raise Refusal(str(path), text("there is no such file."), text("Give the path of a TOML file.")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Refusal(path.name, text("not readable as TOML: {wrong}.", wrong=str(wrong)), mend) from None
    if not data or set(data) - set(TABLES) or not all(isinstance(table, dict) for table in data.values()):
        says = text("it holds the tables {tables}, each at most once, and nothing else.", tables=TABLES)
        raise Refusal(path.name, says, mend)
    for name, table in data.items():
        if table.get(name) and isinstance(table[name], str):
            short_name(table[name])
    return {name: data[name] for name in TABLES if name in data}


def refuse_unknown_markets(tables: Mapping[str, Mapping[str, Any]], markets: Sequence[str]) -> None:
    """What is frozen for a market that nobody has could never be pooled or carried over. markets: of the workspace;
    none: any may be named."""
    scope = tables.get("insight", {}).get("scope")
    named = {
        "experiment, market": [tables.get("experiment", {}).get("market")],
        "insight, scope": scope if isinstance(scope, list) else [],
    }
    for place, given in named.items():
        for market in given:
            if markets and market and isinstance(market, str) and market not in markets:
                raise Refusal(place, text('"{name}" is no market of this workspace.', name=market),
                              text("Its markets are: {names}.", names=tuple(markets)))  # fmt: skip


def entries_of(tables: Mapping[str, Mapping[str, Any]], registry: Registry, day: str) -> Iterator[Item]:
    """In the order in which one rests on the other; the hand and the hypothesis of the same file are taken from it."""
    said = tables.get("hypothesis", {})
    for kind, table in tables.items():
        body = dict(table)
        if kind in ("experiment", "fieldwork") and "hypothesis" not in body and said:
            body["hypothesis"] = said.get("hypothesis")
        if kind == "insight" and "rests_on" not in body and said:
            body["rests_on"] = [said.get("hypothesis")]
        if kind != "hypothesis":
            body["hand"] = _hand(said, registry, body)
        if kind != "fieldwork" or "day" not in body:
            body["day"] = day
        yield kind, body


def _hand(said: Mapping[str, Any], registry: Registry, body: Mapping[str, Any]) -> Any:
    rests_on = body.get("rests_on")
    name = body.get("hypothesis", rests_on[0] if isinstance(rests_on, list) and rests_on else None)
    if said and name == said.get("hypothesis"):
        return said.get("hand")
    known = registry.hypotheses.get(str(name))
    return known.hand if known else "exploit"  # of what nobody said the rules say so in words

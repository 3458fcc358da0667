"""A file of what is to be remembered as people write it: TOML with [hypothesis], [experiment], [fieldwork], [insight].

Each table at most once, none of them alone needed; what the ledger knows already (day, hand of what is known) is
left out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, text

from .short_name import short_name

TABLES = ("hypothesis", "experiment", "fieldwork", "insight")


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

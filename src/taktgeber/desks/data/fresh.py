"""How fresh and whole the data are, as this reader may see it; counted once a snapshot."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from taktgeber.core import Section, text
from taktgeber.cycle.visit import Visit
from taktgeber.data import Health, health
from taktgeber.data.section import feeds_table, findings, headline, tiles

_KEPT: OrderedDict[tuple[str, ...], Health] = OrderedDict()
_LOCK = Lock()
MOST = 8


def seen_by(visit: Visit) -> Section:
    """The data room's argument; who sees one market sees its accounts alone, and no figure of the whole."""
    seen = _health(visit)
    own = visit.access.markets("see.operations")
    how = (
        text("A file is loaded whole or refused whole; a day that a later export holds is replaced whole."),
        text("A day is missing where a source has rows before and after it and none on it."),
    )
    if own is None:
        found = findings(seen, visit.house.settings.currency)
        tables = (feeds_table(seen),) if seen.feeds else ()
        return Section("data", None, headline(seen), tiles(seen), (), tables, (), found, how)
    accounts = {s.account for s in visit.house.workspace.configuration.sources if s.market in own}
    near = replace(seen, feeds=tuple(feed for feed in seen.feeds if feed.account in accounts))
    tables = (feeds_table(near),) if near.feeds else ()
    late = tuple(f for f in findings(replace(near, campaigns=(), orders_nowhere=0, equal=0), "") if f.code != "stop")
    says = text("These accounts of your market are loaded.") if tables else text("No account of your market is loaded.")
    return Section("data", None, says, (), (), tables, (), late, how)


def _health(visit: Visit) -> Health:
    house = visit.house
    snapshot = house.snapshot()
    key = (str(house.workspace.root), snapshot, repr(house.settings))
    with _LOCK:
        if key in _KEPT:
            return _KEPT[key]
    made = health(house.engine, house.book, snapshot, house.settings)
    with _LOCK:
        _KEPT[key] = made
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    return made

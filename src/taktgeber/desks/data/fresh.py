"""How fresh and whole the data are, as this reader may see it; counted once a snapshot."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from taktgeber.core import Period, Section, text
from taktgeber.cycle.visit import Visit
from taktgeber.data import Health, health
from taktgeber.data.feeds import Feed
from taktgeber.data.health_section import feeds_table, findings, headline, tiles


def seen_by(visit: Visit) -> Section:
    """The data room's argument; who sees one market sees its accounts alone, and no figure of the whole."""
    seen = keep_health(visit)
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


def keep_health(visit: Visit) -> Health:
    """Counted once for what is loaded, and kept: whoever loads waits for it, so that whoever looks does not."""
    house = visit.house
    snapshot = house.snapshot()
    kept = house.results.of(snapshot, house.settings)
    body: dict[str, Any] = kept.get(
        "data.health", lambda: asdict(health(house.engine, house.book, snapshot, house.settings))
    )
    gaps = (feed["gap"] and Period(**feed["gap"]) for feed in body["feeds"])
    feeds = tuple(Feed(**{**feed, "gap": gap}) for feed, gap in zip(body["feeds"], gaps, strict=True))
    campaigns = tuple((name, spend) for name, spend in body["campaigns"])
    found = tuple((file, finding) for file, finding in body["last_findings"])
    return Health(**{**body, "feeds": feeds, "campaigns": campaigns, "last_findings": found})

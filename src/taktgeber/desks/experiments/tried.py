"""Has anyone tried this? Asked for whoever freezes a test, and answered beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from taktgeber.evidence import Registry
from taktgeber.evidence.knowing.told import Hit


def tried(before: Registry, tables: Mapping[str, Mapping[str, Any]], today: date) -> tuple[Hit, ...] | None:
    """What was alike before it was written down, the closest first; None where no test is registered. The hypothesis
    that is tested, where it was said before, is no finding."""
    from taktgeber.evidence.knowing.search import closest

    plan = tables.get("experiment")
    if plan is None:
        return None
    own = tables.get("hypothesis", plan).get("hypothesis")
    known = before.hypotheses.get(str(own))
    says = tables.get("hypothesis", {}).get("says") or (known.says if known else "")
    found = closest(before, f"{plan.get('name', '')} {says}", today)
    return tuple(hit for hit in found if (hit.kind, hit.name) != ("hypothesis", own))

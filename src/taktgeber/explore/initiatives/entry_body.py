"""An initiative as the ledger entry that would say the same of it, so that a change keeps all that it does not name."""

from __future__ import annotations

from typing import Any

from taktgeber.govern import Initiative

_LISTS = ("premises", "approach", "competences", "partners")
_WORDS = ("why", "charter", "opportunity", "maturity")


def body_of(initiative: Initiative, /, **changes: Any) -> dict[str, Any]:
    """What is empty is left out; a change to None takes a field away."""
    body: dict[str, Any] = {
        "initiative": initiative.initiative,
        "unit": initiative.unit,
        "name": initiative.name,
        "labels": list(initiative.labels),
        "metrics": list(initiative.metrics),
        "horizon_beats": initiative.horizon_beats,
        "distance": dict(initiative.distance) or None,
        "unknown": initiative.unknown,
        "lose": initiative.lose,
        "until": initiative.until.isoformat() if initiative.until else None,
        "state": initiative.state,
        **{name: getattr(initiative, name) or None for name in _WORDS},
        **{name: list(getattr(initiative, name)) or None for name in _LISTS},
    }
    return {name: value for name, value in {**body, **changes}.items() if value is not None}

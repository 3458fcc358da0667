"""What a search found, for machines, by this desk's schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taktgeber.evidence.knowing.told import Hit


def hit_data(hit: Hit) -> dict[str, Any]:
    return {"kind": hit.kind, "name": hit.name, "says": hit.says, "outcome": hit.outcome, "level": hit.level,
            "day": hit.day.isoformat()}  # fmt: skip

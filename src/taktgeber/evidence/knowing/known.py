"""What is known on a day: every insight with its strength, its scope and its best-before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taktgeber.evidence.registry.insight import Insight
from taktgeber.evidence.registry.memory import Registry

from .freshness import Freshness, freshness_of
from .scope import Scope, scope_of
from .strength import Strength, strength_of


@dataclass(frozen=True, slots=True)
class Known:
    """fresh: None where something it rests on has nothing that speaks for it; used_by: units or roles that build on
    it."""

    insight: Insight
    strength: Strength
    scope: Scope
    fresh: Freshness | None
    used_by: tuple[str, ...]


def known_on(registry: Registry, day: date) -> tuple[Known, ...]:
    """The strongest first, then the newest."""
    made = [known_of(registry, insight, day) for insight in registry.insights.values()]
    return tuple(sorted(made, key=lambda one: (-one.strength.level, -one.insight.day.toordinal(), one.insight.insight)))


def known_of(registry: Registry, insight: Insight, day: date) -> Known:
    strength = strength_of(registry, insight)
    fresh, used_by = freshness_of(registry, insight, strength, day), registry.used_by(insight.insight)
    return Known(insight, strength, scope_of(insight, strength), fresh, used_by)

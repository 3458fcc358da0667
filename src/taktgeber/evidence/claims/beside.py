"""What stands beside an insight (house rule 7): the verdict of its claim, or that only going together was seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from taktgeber.core import Text, text
from taktgeber.core.names import named
from taktgeber.evidence.knowing.strength import Strength, strength_of
from taktgeber.evidence.registry.insight import Insight
from taktgeber.evidence.registry.memory import Registry

from .claim import Verdict
from .memory import Claims

_BY_DESIGN = ("randomised", "quasi")  # what may show a cause by itself: the ladder's E4


@dataclass(frozen=True, slots=True)
class Beside:
    """claim, verdict: of the claim that it names or that was put on it; None where none was audited."""

    claim: str | None
    verdict: Verdict | None
    says: Text


def beside(claims: Claims, registry: Registry, insights: Iterable[Insight]) -> Mapping[str, Beside]:
    """By insight; those whose cause was shown by a design, or that claim none, have nothing beside them."""
    found = ((one.insight, _of(claims, registry, one)) for one in insights)
    return {name: made for name, made in found if made is not None}


def _of(claims: Claims, registry: Registry, insight: Insight) -> Beside | None:
    put = claims.on(f"insight:{insight.insight}")
    known = claims.claims.get(insight.claim or "") or (put[-1] if put else None)
    if known is not None and known.verdict is not None:
        says = text('claim "{name}": {verdict}', name=known.claim, verdict=named(known.verdict))
        return Beside(known.claim, known.verdict, says)
    if goes_with(registry, strength_of(registry, insight)):
        return Beside(None, None, text("goes with, cause not shown"))
    return None


def goes_with(registry: Registry, strength: Strength) -> bool:
    """Whether what speaks most for one of its hypotheses is a comparison that nobody drew. Field work claims none."""
    best = (held.strongest for held in strength.held)
    return any(
        piece is not None
        and piece.kind == "experiment"
        and registry.experiments[piece.name].plan.method not in _BY_DESIGN
        for piece in best
    )

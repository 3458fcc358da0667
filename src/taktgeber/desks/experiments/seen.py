"""What of the registry a reader sees, and where they may act: a market lead what is of the own market, others all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from taktgeber.cycle.visit import Visit
from taktgeber.evidence import REGISTRY, Registry

HANDS = ("exploit", "explore")


def seen(visit: Visit) -> Registry:
    """Hypotheses and insights are the house's knowledge and seen by all who see experiments; of tests and field work
    a market lead sees those of the own market."""
    whole: Registry = visit.house.book.state(REGISTRY)
    markets = visit.access.markets("see.experiments")
    if markets is None:
        return whole
    near, places = set(markets), {market.strip().casefold() for market in markets}
    return replace(
        whole,
        experiments={name: one for name, one in whole.experiments.items() if one.plan.place in places},
        fieldwork={name: one for name, one in whole.fieldwork.items() if near.intersection(one.contexts)},
    )


def require_run(visit: Visit, hand: str, markets: Sequence[str | None]) -> None:
    """Refuses who may not write down what is of this hand, and of all of these markets."""
    for market in markets or (None,):
        visit.require("run.experiments", mode=hand, market=market)


def may_run(visit: Visit, hand: str, market: str | None) -> bool:
    return visit.access.allows("run.experiments", mode=hand, market=market)


def own_hands(visit: Visit) -> tuple[str, ...]:
    """Hands of which this reader may write down something somewhere."""
    near = visit.access.markets("run.experiments") or ()
    return tuple(hand for hand in HANDS if any(may_run(visit, hand, market) for market in (None, *near)))


def may_conclude(visit: Visit, hand: str, market: str | None) -> bool:
    """The lead of the hand, the lead of the market, the sponsor."""
    access = visit.access
    return access.allows("decide", mode=hand, market=market) or access.allows("decide", mode="steering")

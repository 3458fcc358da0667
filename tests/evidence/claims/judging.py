"""How often the audit says of small worlds what their law says, and how often its interval holds the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from .open_worlds import apart, negative, proxy
from .worlds import APART, PLAIN, Family, World, late, named
from .worlds_in_time import early, season, wander

Draw = Callable[[np.random.Generator, Family], World]
null = named("weakened", null=True)
# Of each hundred worlds, how many are of which kind.
KINDS: dict[str, tuple[Draw, int]] = {
    "null": (null, 16),
    "effect": (named("holds"), 14),
    "part": (named("weakened"), 10),
    "reversal": (named("reverses"), 14),
    "collider": (late("collider"), 7),
    "mediator": (late("mediator"), 7),
    "season": (season, 8),
    "no overlap": (apart, 7),
    "proxy": (proxy, 5),
    "negative outcome": (negative, 4),
    "outcome first": (early, 4),
    "wandering": (wander, 4),
}


def judged_plain(runs: int, seed: int) -> int:
    return sum(world.audit().verdict == world.right for world in drawn(runs, seed, PLAIN))


def judged_apart(runs: int, seed: int) -> int:
    return sum(world.audit().verdict == world.right for world in drawn(runs, seed, APART))


def nulls_not_held(runs: int, seed: int) -> int:
    """Confounded, without any effect: in how many the claim is not said to hold."""
    rng = np.random.default_rng((seed, 2))
    return sum(null(rng, APART).audit().verdict != "holds" for _ in range(runs))


def covered(runs: int, seed: int) -> int:
    """In how many worlds with numeric outcomes and given confounders the adjusted interval holds the true effect."""
    return _covered(runs, seed, PLAIN)


def covered_apart(runs: int, seed: int) -> int:
    return _covered(runs, seed, APART)


def _covered(runs: int, seed: int, family: Family) -> int:
    rng = np.random.default_rng((seed, 3))
    draws, held, seen = (null, named("holds"), named("reverses")), 0, 0
    while seen < runs:
        world = draws[seen % 3](rng, family)
        if set(np.unique(world.table["y"])) <= {0.0, 1.0}:  # a yes/no outcome has as many true effects as strata
            continue
        seen += 1
        found = world.audit().adjusted
        held += found is not None and world.truth is not None and found.low <= world.truth <= found.high
    return held


def causes_named(runs: int, seed: int) -> int:
    """In how many worlds with given confounders, one of which takes most of the claim, the audit names that one."""
    rng = np.random.default_rng((seed, 4))
    draws, named_right, seen = (null, named("weakened"), named("reverses")), 0, 0
    while seen < runs:
        world = draws[seen % 3](rng, APART)
        if world.cause is None:
            continue
        seen += 1
        found = world.audit().cause
        named_right += found is not None and found.column == world.cause
    return named_right


def drawn(runs: int, seed: int, family: Family) -> Iterator[World]:
    rng = np.random.default_rng((seed, 1))
    names = [name for name, (_, share) in KINDS.items() for _ in range(share)]
    for number in range(runs):
        yield KINDS[names[(number * 37) % 100]][0](rng, family)

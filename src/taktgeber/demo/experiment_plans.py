"""The demo's experiments as they were written down before their data, and the law their units were drawn by.

All units of one row are of one market, a real segment of the orders. A stated chance is what was thought before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .experiment_units import ARMS, Drawn
from .orders import FRANCE, GERMANY, UK_GUEST, UK_SMALL

ORDER_VALUE = "order_value:unit=GBP"
ORDERED = "ordered:proportion"
STAYS = "Shown: for all of the market. Anything else: it stays as it was."


@dataclass(frozen=True, slots=True)
class Tested:
    """said: the registration, as far as the drawn units do not say it already."""

    drawn: Drawn
    hypothesis: str
    name: str
    market: str
    metric: str = ORDER_VALUE
    threshold: str = "2%"
    looks: int = 1
    said: Mapping[str, Any] = field(default_factory=dict)

    def fields(self) -> dict[str, Any]:
        """As register_experiment takes them."""
        return {
            "experiment": self.drawn.experiment,
            "hypothesis": self.hypothesis,
            "name": self.name,
            "method": "randomised",
            "metric": self.metric,
            "threshold": self.threshold,
            "arms": list(ARMS),
            "control": ARMS[0],
            "units": self.drawn.units,
            "looks": self.looks,
            "first": self.drawn.first.isoformat(),
            "last": self.drawn.last.isoformat(),
            "rule": STAYS,
            "market": self.market,
            **self.said,
        }


def value(name: str, units: int, effect: float, first: date, days: int, seed: int, lost: float = 0.0) -> Drawn:
    return Drawn(name, "value", "order_value", units, 182.0, effect, first, days, seed, lost)


def share(name: str, column: str, units: int, level: float, effect: float, first: date, days: int, seed: int) -> Drawn:
    return Drawn(name, "yes", column, units, level, effect, first, days, seed)


KNOWN_BEFORE = {"covariates": ["before"]}
BAR, BUNDLES, TILL = "free-delivery-bar", "bundles-at-till", "two-step-till"
FILM, REMINDER, PIECE = "product-film", "basket-reminder", "price-by-piece"
BOX, LIST, HIRE = "trial-box", "packing-list-page", "hire-again"

EXPERIMENTS: Mapping[str, Tested] = {
    one.drawn.experiment: one
    for one in (
        Tested(value(BAR, 3_000, 0.025, date(2025, 3, 24), 28, 169), BAR, "A bar to free delivery", UK_SMALL),
        Tested(
            share(REMINDER, "ordered", 4_000, 0.24, 0.08, date(2025, 3, 24), 28, 100),
            REMINDER, "A mail about the basket left behind", UK_SMALL, ORDERED, "0.02", looks=4,
        ),
        Tested(
            share(BOX, "reordered", 4_000, 0.30, 0.0, date(2025, 4, 14), 42, 120),
            BOX, "A party box on trial", UK_SMALL, "reordered:proportion", "0.04",
            said={"rule": "Shown: a subscription is tried next. No effect that matters: the box ends."},
        ),
        Tested(
            value(BUNDLES, 3_000, 0.01, date(2025, 5, 5), 28, 101), BUNDLES, "Party sets offered at the till", UK_SMALL
        ),
        Tested(
            value(FILM, 5_000, 0.0, date(2025, 5, 5), 28, 108, lost=0.3), FILM, "A film beside the product", UK_SMALL
        ),
        Tested(
            value(TILL, 6_000, 0.0, date(2025, 6, 16), 28, 105),
            TILL, "A till of two steps", UK_SMALL, said=KNOWN_BEFORE,
        ),
        Tested(
            value(f"{BAR}-again", 6_000, 0.025, date(2025, 6, 16), 35, 106),
            BAR, "The bar to free delivery, repeated", UK_SMALL, said=KNOWN_BEFORE,
        ),
        *(
            Tested(
                share(f"{PIECE}-{where}", "ordered", 2_600, level, effect, date(2025, 6, 23), 35, seed),
                PIECE, f"Prices by the piece, {market}", market, ORDERED, "0.02",
            )
            for where, market, level, effect, seed in (
                ("uk", UK_SMALL, 0.22, 0.05, 103), ("de", GERMANY, 0.20, 0.05, 111), ("fr", FRANCE, 0.24, -0.05, 110),
            )
        ),
        Tested(
            value(LIST, 5_000, 0.03, date(2025, 8, 6), 28, 113),
            LIST, "A packing list beside party sets", UK_SMALL, said=KNOWN_BEFORE,
        ),
        Tested(
            share(HIRE, "hired_again", 3_000, 0.18, 0.02, date(2025, 8, 18), 28, 109),
            HIRE, "A card for the next party with what is hired", UK_GUEST, "hired_again:proportion", "0.03", looks=2,
        ),
    )
}  # fmt: skip

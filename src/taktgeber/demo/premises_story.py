"""Premises of the house: what its business rests on was said on Day T; one of them begins to give way.

Each is written through the doors of the room of premises; how it stands is the sponsor's to decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from .cast import Cast
from .experiment_plans import BAR
from .media import META
from .orders import BENELUX, UK_LARGE, UK_SMALL
from .quarters import STRIKE, Deed

if TYPE_CHECKING:
    from taktgeber.cycle import House

PLATFORM, ONE_HOUSE, CARRIERS = "meta-brings-new-shops", "shops-want-one-house", "carriers-bring-it"
DELIVERY, LARGE = "free-delivery-fills-baskets", "large-accounts-stay"


def say_premises(house: House, cast: Cast) -> None:
    """On Day T; each with what would refute it, who looks after it and when it is looked at again."""
    from taktgeber.explore.premises import say_premise

    for name, said in _premises(cast).items():
        say_premise(house.book, {"premise": name, **said}, cast.owner)


def _premises(cast: Cast) -> Mapping[str, Mapping[str, Any]]:
    return {
        PLATFORM: {
            "says": "Meta brings new shops at a price that we can pay.",
            "refutes": "A test in which as many new shops come without Meta, or reach that has to be paid for twice.",
            "owner": cast.performance,
            "review": "2026-03-09",
            "rests": [f"channel:{META}", "initiative:dynamic-creative"],
        },
        ONE_HOUSE: {
            "says": "Shops want all that a party needs from one house that keeps it in stock.",
            "refutes": "Shops that order from several makers at once and come back for it.",
            "owner": cast.owner,
            "review": "2026-06-07",
            "rests": [f"market:{UK_SMALL}", f"market:{UK_LARGE}"],
            "share": 0.6,
        },
        DELIVERY: {
            "says": "Free delivery from a sum on makes baskets larger.",
            "refutes": "A repeat on twice the units in which the value of an order does not rise.",
            "owner": cast.performance,
            "review": "2026-03-31",
            "rests": [f"playbook:{BAR}"],
            "share": 0.08,
        },
        CARRIERS: {
            "says": "Carriers bring our parcels within three days.",
            "refutes": "A quarter in which orders are cancelled because they came late.",
            "owner": cast.service,
            "review": "2026-01-31",
            "rests": [f"market:{BENELUX}"],
            "share": 0.12,
        },
        LARGE: {
            "says": "Large accounts stay as long as their prices do.",
            "refutes": "Two of the ten largest that leave without a word about prices.",
            "owner": cast.controller,
            "review": "2025-08-29",
            "rests": [f"market:{UK_LARGE}"],
            "share": 0.2,
        },
    }


def premises_of_quarter_7(house: House, cast: Cast) -> tuple[Deed, ...]:
    """The strike speaks against the carriers; the sponsor looks at it and lets the premise stand."""
    from taktgeber.explore.premises import decide_state, note_seen

    struck = {
        "premise": CARRIERS, "speaks": "against", "source": "carriers' notice, 2025-04-19",
        "says": "Two carriers struck, and parcels to Ireland and Benelux waited for two weeks.",
    }  # fmt: skip
    why = "both drive again, and no order was cancelled for it; a third carrier is asked for an offer"
    return (
        (STRIKE[0], partial(note_seen, house.book, struck, cast.clerk)),
        (date(2025, 5, 12), partial(decide_state, house.book, CARRIERS, "holds", why, cast.owner)),
    )


def premises_of_quarter_8(house: House, cast: Cast) -> tuple[Deed, ...]:
    """The spring's winner, repeated, speaks for what rests on it, by a sound test."""
    from taktgeber.explore.premises import note_seen

    repeated = {
        "premise": DELIVERY, "speaks": "for", "hypothesis": BAR,
        "says": "The bar to free delivery raised the value of an order a little, twice.",
    }  # fmt: skip
    return ((date(2025, 7, 24), partial(note_seen, house.book, repeated, cast.performance)),)


def note_the_test(house: House, cast: Cast) -> None:
    """When quarter 8 is closed, the house's own figures say what the signal had said in spring."""
    from taktgeber.explore.premises import note_seen

    tested = {
        "premise": PLATFORM, "speaks": "against", "source": "reading of Meta's dark weeks, closed 2025-09-08",
        "says": "In six weeks without Meta the house won about as many new customers as in six with it.",
    }  # fmt: skip
    note_seen(house.book, tested, cast.controller)

"""Opportunities of the house: a platform, a data product and a community, each with whom it is worth something to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cast import Cast
from .premises_story import ONE_HOUSE

if TYPE_CHECKING:
    from taktgeber.cycle import House

OPPORTUNITIES = {
    "makers-platform": {
        "says": "Small makers sell to shops through us.",
        "model": "platform",
        "segment": "makers of paper and candles without a sales force",
        "proposition": "one order, one invoice and one delivery for goods of many makers",
        "worth": "makers reach shops that they cannot visit; shops find what no wholesaler holds",
        "differs": "marketplaces are for the last buyer; wholesalers buy and hold, and take only what sells in numbers",
        "customers": ["6 corner shops that choose with us once a month"],
        "partners": ["a guild of 40 paper makers"],
        "premises": [ONE_HOUSE],
        "state": "pursued",
    },
    "feast-index": {
        "says": "What is ordered for which feast, week by week, told to makers and towns.",
        "model": "data_product",
        "segment": "makers who plan a year ahead, and towns that plan their feasts",
        "proposition": "what a street will need before it knows",
        "worth": "less is made that nobody wants",
        "differs": "others count what was sold; nobody tells what is being planned",
        "partners": ["1 town council with 3 festivals a year"],
    },
    "circle-of-hosts": {
        "says": "People who give parties for others meet, and lend each other what they have.",
        "model": "community",
        "segment": "people who plan the parties of a street, a school or a club",
        "proposition": "to be asked, and to find what is missing next door",
        "worth": "those who plan are less alone with it",
        "differs": "shops sell to them one by one",
        "customers": ["14 hosts who showed us their lists"],
    },
}


def say_opportunities(house: House, cast: Cast) -> None:
    from taktgeber.explore.opportunities import say_opportunity

    for name, said in OPPORTUNITIES.items():
        say_opportunity(house.book, {"opportunity": name, **said}, cast.lab)


def drop_circle(house: House, cast: Cast) -> None:
    from taktgeber.explore.opportunities import change_opportunity

    why = "eleven of fourteen hosts meet already, in a circle of their own; they want a cupboard and no club"
    change_opportunity(house.book, "circle-of-hosts", {"state": "dropped", "reason": why}, cast.lab)

"""The lab's own quarters: opportunities, initiatives that start with three fields, assumptions, slack, insights.

What may be lost is decided on Day T anew, since most of what was found had spent more than it was to lose. The head of
lab writes through the doors of the lab's room; nobody is asked what any of it may earn.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from taktgeber.core import Money

from .calendar import quarter
from .cast import Cast
from .found import pounds
from .opportunities_story import drop_circle
from .quarters import HIRE_ONCE, HIRED, Deed

if TYPE_CHECKING:
    from taktgeber.cycle import House

LISTED = "small makers list their goods with us before anything is sold"
SHELF, HOUR = "shops let us count their shelf", "a shelf that counts itself saves a shop an hour a week"
DECIDES, YEAR = "one person in an office decides on its parties", "offices order the parties of a whole year at once"
BORROWED = "who borrows tableware from a library brings it back clean"
OFFICE, LIBRARY, LETTERS = "parties-for-offices", "library-of-tables", "letters-before-feasts"
SATURDAYS, CUPBOARD = "two-saturdays-at-a-market", "a-day-at-a-school"
LENDING = ("hiring", "deposit", "brought back", "next door")


class Lab:
    """The head of lab at the doors of the lab's room."""

    def __init__(self, house: House, cast: Cast) -> None:
        self.house, self.book, self.by = house, house.book, cast.lab

    def start(self, **fields: Any) -> object:
        from taktgeber.explore.initiatives import start_initiative

        return start_initiative(self.book, fields, self.by)

    def change(self, name: str, **changes: Any) -> object:
        from taktgeber.explore.initiatives import change_initiative

        return change_initiative(self.book, name, changes, self.by)

    def place(self, name: str, technology: int, market: int, proposition: int, why: str) -> object:
        from taktgeber.explore.initiatives import place_initiative

        far = {"technology": technology, "market": market, "proposition": proposition}
        return place_initiative(self.book, name, far, why, self.by)

    def assume(self, name: str, assumption: str, chance: float, lose: Money, until: str) -> object:
        from taktgeber.explore.initiatives import write_assumption

        said = {"initiative": name, "assumption": assumption, "chance": chance, "lose": lose, "until": until}
        return write_assumption(self.book, said, self.by)

    def settle(self, name: str, assumption: str, holds: bool, learned: str) -> object:
        from taktgeber.explore.initiatives import settle_assumption

        return settle_assumption(self.book, name, assumption, holds, self.by, learned=learned)

    def give(self, number: int, name: str, amount: Money) -> object:
        """Slack of a quarter: no reason is said, since none is asked."""
        from taktgeber.explore.bets import give_slack

        return give_slack(self.book, self.house.beat(quarter(number)), name, amount, self.by)

    def learn(self, name: str, says: str, on: str, best_before: str) -> object:
        from taktgeber.evidence.registry.enter import write_insight

        said = {"insight": name, "says": says, "on": on, "holds": True, "best_before": best_before}
        return write_insight(self.book, said, self.by)


def describe_bets(house: House, cast: Cast) -> None:
    """On Day T, of the three that go on: how they are gone about, with whom, and what may be lost from here on."""
    do = Lab(house, cast)
    so_far = "what was found had no purse of its own; decided anew from what was spent by now"
    do.change(
        "makers", lose=pounds(75_000), reason=so_far, opportunity="makers-platform", premises=["shops-want-one-house"],
        why="makers are no customers of ours, and shops would buy what we do not hold",
        approach=["marketplace", "consignment", "makers"], competences=["settling for third parties"],
        partners=["a guild of 40 paper makers"], maturity="prototype",
    )  # fmt: skip
    do.change(
        "party-box", lose=pounds(40_000), reason=so_far, why="a box every month is no order, and is paid before",
        approach=["subscription", "box"], competences=["packing to a list"], maturity="trial",
    )  # fmt: skip
    do.change(
        "displays", lose=pounds(55_000), reason=so_far, why="we have never built a thing that counts",
        approach=["sensor", "automatic reorder"], competences=["hardware"],
        partners=["a school of engineering, 6 students"], maturity="prototype",
    )  # fmt: skip


def lab_of_quarter_7(house: House, cast: Cast) -> tuple[Deed, ...]:
    do = Lab(house, cast)
    listed = "Makers list at once if we photograph for them, and not before"
    shelf = "Shops let us count a shelf once they see the count before we do"
    decides = "In offices one person decides on parties, and wants to be rid of it"
    return (
        *_offices(do),
        _hire(do),
        (date(2025, 4, 14), partial(do.give, 7, SATURDAYS, pounds(900))),
        (date(2025, 5, 15), partial(do.settle, OFFICE, DECIDES, True, decides)),
        (date(2025, 5, 20), partial(do.settle, "makers", LISTED, True, listed)),
        (date(2025, 6, 2), partial(do.settle, "displays", SHELF, True, shelf)),
    )


def lab_of_quarter_8(house: House, cast: Cast) -> tuple[Deed, ...]:
    do = Lab(house, cast)
    year = "Offices order the parties of a whole year at once, if the days may be moved"
    hires = "Neighbours hire what takes room at home, and buy what is used up"
    schools = "Schools keep cupboards of party ware that nobody counts, and would share them with the street"
    return (
        (date(2025, 6, 16), partial(do.assume, "displays", HOUR, 0.3, pounds(4_000), "2025-12-07")),
        *_near_duplicate(do),
        *_small_step(do),
        (date(2025, 6, 30), partial(do.give, 8, CUPBOARD, pounds(1_400))),
        (date(2025, 7, 14), partial(drop_circle, house, cast)),
        (date(2025, 7, 28), partial(do.learn, "cupboards-at-schools", schools, CUPBOARD, "2027-07-31")),
        (date(2025, 8, 18), partial(do.settle, OFFICE, YEAR, True, year)),
        (date(2025, 8, 25), partial(do.settle, "hire", HIRE_ONCE, True, hires)),
        (date(2025, 9, 1), partial(do.change, OFFICE, state="at_gate", maturity="ready")),
    )


def _offices(do: Lab) -> tuple[Deed, ...]:
    """Three fields to start; how far it is, and what must be true, come later. Its assumptions hold: it is ready."""
    day, later = date(2025, 3, 17), date(2025, 3, 24)
    unknown = "whether offices buy parties for their people, and who in them does"
    why = "no office is a customer of ours; the goods are today's, the year's order is not"
    start = partial(do.start, name="Parties for offices", unknown=unknown, lose=pounds(18_000), until="2026-03-31",
                    labels=["innovation"])  # fmt: skip
    described = partial(do.change, OFFICE, approach=["yearly order", "visits to offices"], maturity="sketch",
                        competences=["selling to people officers"])  # fmt: skip
    return (
        (day, start),
        (later, partial(do.place, OFFICE, 0, 2, 1, why)),
        (later, described),
        (later, partial(do.assume, OFFICE, DECIDES, 0.7, pounds(1_500), "2025-06-08")),
        (later, partial(do.assume, OFFICE, YEAR, 0.45, pounds(3_000), "2025-09-07")),
    )


def _near_duplicate(do: Lab) -> tuple[Deed, ...]:
    """Almost what "Hire a party" tries, by almost the same way."""
    day = date(2025, 6, 23)
    unknown = "whether people borrow tableware for a party as they borrow books"
    start = partial(
        do.start, name="Library of tables", unknown=unknown, lose=pounds(9_000), until="2026-06-07",
        labels=["innovation"], distance={"technology": 0, "market": 2, "proposition": 2},
        why="who borrows is no shop, and lending is no sale",
        approach=[*LENDING, "libraries"], partners=["2 public libraries"], maturity="sketch",
    )  # fmt: skip
    return (day, start), (day, partial(do.assume, LIBRARY, BORROWED, 0.55, pounds(3_000), "2025-12-07"))


def _small_step(do: Lab) -> tuple[Deed, ...]:
    """Begun in good faith; when somebody asked how far it is, it proved a small step."""
    unknown = "whether shops plan their feasts with us if we write to them in time"
    why = "it is one more letter to the same shops; only what it says is new"
    start = partial(do.start, name="Letters before feasts", unknown=unknown, lose=pounds(6_000), until="2026-03-01")
    answers = "shops answer a letter that names their next feast"
    return (
        (date(2025, 6, 18), start),
        (date(2025, 6, 18), partial(do.assume, LETTERS, answers, 0.5, pounds(1_500), "2025-12-07")),
        (date(2025, 8, 20), partial(do.place, LETTERS, 0, 0, 1, why)),
    )


def _hire(do: Lab) -> Deed:
    described = partial(
        do.change, "hire", why="neighbours are no shops, and what is hired is not sold",
        approach=list(LENDING), competences=["taking back and repairing"],
        partners=["5 corner shops that hand out and take back"], maturity="trial",
    )  # fmt: skip
    return HIRED, described

"""Word and deed in the demo: the advertised pacemaker whose duties are a cog's, and a team whose promised freedom never
came.

What the advertisement and the strategy page promise is entered as it was said; minutes tell, by role, what became of
the questions of Team Germany. The figures about them are the market lead's own, until that person releases them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from .calendar import DAY_T
from .cast import Cast
from .found import Item, pounds
from .quarters import Deed

if TYPE_CHECKING:
    from taktgeber.cycle import House

AD, PAGE = "pacemaker-advertisement.txt", "strategy-page.md"
LEAD, TEAM, STRATEGY = "role:explore_lead", "unit:germany", "strategy:reinvent-gifting"
ADVERTISED, SAID = "2024-05-20", "2024-02-05"
# What Team Germany asked for, by kind; asked, answered, by whom, how. From the minutes of the steering round.
ASKED = (
    ("test", "2024-03-04", "2024-04-15", "sponsor", "reject", "Prices by the piece, in German shops alone."),
    ("budget", "2024-04-02", "2024-05-13", "exploit_lead", "override", "3,000 pounds for a fair in Nuremberg."),
    ("test", "2024-05-06", "2024-05-13", "market_lead", "approve", "A letter in place of a mail."),
    ("budget", "2024-06-03", "2024-07-22", "sponsor", "reject", "A part-time translator."),
    ("test", "2024-07-01", "2024-09-02", "sponsor", "approve", "A shorter catalogue."),
    ("test", "2024-09-09", "2024-10-14", "exploit_lead", "reject", "No mails in school holidays."),
    ("budget", "2024-10-07", "2024-12-02", "sponsor", "reject", "Stock of advent goods in Germany."),
    ("test", "2024-11-04", "2025-01-13", "sponsor", "override", "Invoices on paper for those who ask for them."),
    ("budget", "2025-01-20", "2025-02-24", "sponsor", "approve", "A telephone line with a German number."),
)  # fmt: skip


def text_of(name: str) -> str:
    return files("taktgeber.demo").joinpath("data", name).read_text("utf-8")


def say_words(house: House, cast: Cast) -> None:
    """On Day T: what was promised, from the texts, and what was decided elsewhere, from the minutes."""
    book, by = house.book, cast.controller
    book.found_all(
        [_promise(LEAD, ADVERTISED, *said) for said in _advertised()], by, f"job advertisement, {ADVERTISED}"
    )
    book.found_all([_promise(to, SAID, *said) for to, *said in _strategy()], by, f"strategy page, {SAID}")
    minutes = f"minutes of the steering round, {DAY_T.isoformat()}"
    book.found_all([_taken(number, *one) for number, one in enumerate(ASKED, 1)], by, minutes)


def _promise(to: str, day: str, name: Any, right: Any, says: Any, more: Any) -> Item:
    source = "job advertisement" if to == LEAD else "strategy page"
    return "promise", {"promise": name, "to": to, "right": right, "says": says, "source": source, "day": day, **more}


def _advertised() -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    yield ("pacemaker-budget", "budget", "The lab has a budget of 20,000 pounds a quarter of its own.",
           {"amount": pounds(80_000), "until": "2025-05-20"})  # fmt: skip
    yield ("pacemaker-decides", "decides", "You alone decide on it.", {"decides": "budget"})
    yield "pacemaker-horizon", "horizon", "You may look eighteen months ahead.", {"weeks": 78}
    yield "pacemaker-failure", "failure", "With us failure is welcome: who fails has learned.", {}


def _strategy() -> Iterator[tuple[str, str, str, str, Mapping[str, Any]]]:
    half = "Almost half of what we spend on marketing goes into innovation."
    free = "Market teams decide for themselves what they test and what they spend on it."
    soon = "Whatever has to be asked is answered within two weeks."
    yield STRATEGY, "half-for-innovation", "budget", half, {"share": 0.45}
    yield TEAM, "teams-test", "decides", free, {"decides": "test"}
    yield TEAM, "teams-spend", "decides", free, {"decides": "budget"}
    yield TEAM, "answered-soon", "time", soon, {"weeks": 2}


def _taken(number: int, decides: str, asked: str, day: str, level: str, verdict: str, says: str) -> Item:
    return "taken", {"taken": f"germany-{number}", "about": TEAM, "decides": decides, "level": level,
                     "verdict": verdict, "asked": asked, "day": day, "says": says}  # fmt: skip


def words_of_quarter_7(house: House, cast: Cast) -> tuple[Deed, ...]:
    """The controller has both texts audited and confirms what they read like; the texts are not kept."""
    return (
        (date(2025, 3, 18), partial(_confirm, house, cast, AD, "pacemaker-advertisement", LEAD)),
        (date(2025, 3, 18), partial(_confirm, house, cast, PAGE, "strategy-page", STRATEGY)),
    )


def words_of_quarter_8(house: House, cast: Cast) -> tuple[Deed, ...]:
    """The market lead lets the house see how long Germany waited; the head of lab does not, and need not say why."""
    from taktgeber.balance.word import release

    return ((date(2025, 8, 29), partial(release, house.book, TEAM, True, cast.germany)),)


def _confirm(house: House, cast: Cast, file: str, name: str, to: str) -> object:
    from taktgeber.balance.word import audit_text, confirm_audit

    return confirm_audit(house.book, audit_text(text_of(file)), name, to, cast.controller)

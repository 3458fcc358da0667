"""The demo's experiments, lived through the doors of the registry: said, frozen, looked at, concluded, made insights.

Five stories of docs/demo.md: a win that shrinks; a wrong split with its cause; a failed test of the lab on which the
performance team builds; a win in two markets that loses in a third; and what waits on the next beat's first day.
Their units are drawn (experiment_units.py), with seeds chosen so that the stories come out.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from .cast import Cast
from .experiment_acts import Acts
from .experiment_plans import BAR, BOX, BUNDLES, FILM, HIRE, LIST, PIECE, REMINDER, TILL
from .orders import FRANCE, GERMANY, UK_GUEST, UK_SMALL
from .quarters import Deed

if TYPE_CHECKING:
    from taktgeber.cycle import House

TOGETHER, UNDERSTOOD = "what-belongs-together", "list-is-understood"
PIECES = {"uk": UK_SMALL, "de": GERMANY, "fr": FRANCE}


def experiments_of_quarter_7(house: House, cast: Cast) -> tuple[Deed, ...]:
    do = Acts(house, cast)
    return (*_field_work(do), *_win(do), *_stopped_early(do), *_box(do), *_wrong_split(do), *_unclear(do))


def experiments_of_quarter_8(house: House, cast: Cast) -> tuple[Deed, ...]:
    do = Acts(house, cast)
    return (*_repeat(do), *_null(do), *_three_markets(do), *_built_upon(do), *_running(do))


def _field_work(do: Acts) -> tuple[Deed, ...]:
    """The lab asks before it builds: is there a need, is the offer understood?"""
    lab, ours = do.cast.lab, {"hand": "explore", "on": "party-box"}
    met = {"behaviour": True, "sought": True, "recorded": True}
    needed = "Who plans a party does not know what belongs together for it, and how much of it."
    read = "A packing list in the box answers that without a word from us."
    asked = "Eleven of fourteen showed us a list of their own that had missed something; three buy by habit."
    tried = "Five of six packed the table by the list alone; one read pieces as packs."
    return (
        (date(2025, 3, 13), partial(do.say, TOGETHER, needed, 0.6, lab, question="need", **ours)),
        (date(2025, 3, 13), partial(do.say, UNDERSTOOD, read, 0.5, lab, question="understood", **ours)),
        (
            date(2025, 3, 28),
            partial(
                do.ask_people, "party-interviews", TOGETHER, asked, question="need", method="interview", people=14,
                contexts=[UK_SMALL, UK_GUEST], second=True, saturated=True, **met,
            ),
        ),
        (
            date(2025, 4, 4),
            partial(
                do.ask_people, "box-prototype", UNDERSTOOD, tried, question="understood", method="prototype", people=6,
                contexts=[UK_SMALL], **met,
            ),
        ),
    )  # fmt: skip


def _win(do: Acts) -> tuple[Deed, ...]:
    says = "Who sees how little is missing for free delivery adds it, because delivery feels like a fine."
    return (
        (date(2025, 3, 17), partial(do.say, BAR, says, 0.5, do.cast.performance)),
        (date(2025, 3, 17), partial(do.freeze, BAR)),
        (date(2025, 4, 22), partial(do.look, BAR)),
        (
            date(2025, 4, 23),
            partial(do.conclude, BAR, "On for all UK small shops; to be repeated.", do.cast.performance),
        ),
    )


def _stopped_early(do: Acts) -> tuple[Deed, ...]:
    """Four looks were planned; the second decided."""
    says = "A mail on the day after brings baskets back, because shops are interrupted and forget."
    learned = "A mail on the day after brings baskets back, as long as mail clients show it where it is read."
    return (
        (date(2025, 3, 18), partial(do.say, REMINDER, says, 0.6, do.cast.crm, on="loyalty")),
        (date(2025, 3, 18), partial(do.freeze, REMINDER)),
        (date(2025, 3, 31), partial(do.look, REMINDER)),
        (date(2025, 4, 7), partial(do.look, REMINDER)),
        (date(2025, 4, 8), partial(do.conclude, REMINDER, "Sent to every basket left behind.", do.cast.performance)),
        (date(2025, 4, 9), partial(do.learn, REMINDER, learned, [REMINDER], [UK_SMALL], do.cast.crm, weeks=12)),
    )


def _box(do: Acts) -> tuple[Deed, ...]:
    """It fails, measured well; what was learnt on the way is what others use."""
    says = "A shop that tries a party box orders again within six weeks, because the next party is half planned."
    fails, works = (
        "A party box does not bring shops back sooner.",
        "Shops ask what belongs together for a party and how much of it, and a packing list answers it.",
    )
    lab, day = do.cast.lab, date(2025, 5, 27)
    return (
        (date(2025, 4, 8), partial(do.say, BOX, says, 0.4, lab, hand="explore", on="party-box")),
        (date(2025, 4, 8), partial(do.freeze, BOX)),
        (day, partial(do.look, BOX)),
        (day, partial(do.conclude, BOX, "The box ends; its packing list is kept.", lab)),
        (day, partial(do.learn, "box-brings-nobody-back", fails, [BOX], [UK_SMALL], lab, holds=False)),
        (day, partial(do.learn, "list-answers", works, [TOGETHER, UNDERSTOOD], [UK_SMALL], lab)),
    )


def _wrong_split(do: Acts) -> tuple[Deed, ...]:
    says = "A film beside the product makes baskets larger, because it shows the whole table."
    why = "on phones the film stopped the page before the visit was counted: a third of that arm's phones are missing"
    nothing = "Nothing: the page is mended, and the film tested anew or not at all."
    return (
        (date(2025, 4, 28), partial(do.say, FILM, says, 0.5, do.cast.performance, on="landing-pages")),
        (date(2025, 4, 28), partial(do.freeze, FILM)),
        (date(2025, 6, 3), partial(do.look, FILM, segments=("device",))),
        (date(2025, 6, 4), partial(do.conclude, FILM, nothing, do.cast.performance, reason=why)),
    )


def _unclear(do: Acts) -> tuple[Deed, ...]:
    says = "Party sets offered at the till are added, because they save the search for what fits."
    kept = "It stays as it was; it is not worth a larger test."
    return (
        (date(2025, 4, 29), partial(do.say, BUNDLES, says, 0.4, do.cast.performance)),
        (date(2025, 4, 29), partial(do.freeze, BUNDLES)),
        (date(2025, 6, 3), partial(do.look, BUNDLES)),
        (date(2025, 6, 4), partial(do.conclude, BUNDLES, kept, do.cast.performance)),
    )


def _repeat(do: Acts) -> tuple[Deed, ...]:
    """The spring's winner again, on twice the units and with what they ordered before."""
    again = f"{BAR}-again"
    learned = "A bar to free delivery raises the value of an order a little; the first test made it look twice as much."
    return (
        (date(2025, 6, 12), partial(do.freeze, again)),
        (date(2025, 7, 22), partial(do.look, again)),
        (
            date(2025, 7, 23),
            partial(do.conclude, again, "It stays on; plans reckon with the repeat.", do.cast.performance),
        ),
        (date(2025, 7, 23), partial(do.learn, BAR, learned, [BAR], [UK_SMALL], do.cast.performance)),
    )


def _null(do: Acts) -> tuple[Deed, ...]:
    says = "A till of two steps instead of one lets more of the order through, because it asks less at once."
    return (
        (date(2025, 6, 12), partial(do.say, TILL, says, 0.6, do.cast.performance)),
        (date(2025, 6, 12), partial(do.freeze, TILL)),
        (date(2025, 7, 15), partial(do.look, TILL)),
        (date(2025, 7, 16), partial(do.conclude, TILL, "The till of one step stays.", do.cast.performance)),
    )


def _three_markets(do: Acts) -> tuple[Deed, ...]:
    says = "Prices by the piece beside those of the pack sell more, because shops reckon by the piece."
    learned = "Prices by the piece sell more where shops reckon so; in France they are read as prices for the counter."
    uk, de, fr = (f"{PIECE}-{where}" for where in PIECES)
    performance, germany = do.cast.performance, do.cast.germany
    return (
        (date(2025, 6, 16), partial(do.say, PIECE, says, 0.55, germany)),
        (date(2025, 6, 16), partial(do.freeze, uk, de, fr)),
        *((date(2025, 7, 29), partial(do.look, name)) for name in (uk, de, fr)),
        (date(2025, 7, 30), partial(do.conclude, uk, "Shown to all UK small shops.", performance)),
        (date(2025, 7, 30), partial(do.conclude, fr, "Taken away in France; no standard for all.", performance)),
        (date(2025, 7, 31), partial(do.conclude, de, "Shown to all shops in Germany.", germany)),
        (date(2025, 8, 1), partial(do.learn, PIECE, learned, [PIECE], [UK_SMALL, GERMANY], germany)),
    )


def _built_upon(do: Acts) -> tuple[Deed, ...]:
    """The performance team tests what the lab's failed box left: read for good, it waits for its conclusion."""
    says = "A packing list beside party sets raises the value of an order: the lab found that shops ask what belongs"
    says += " together and how much of it."
    return (
        (date(2025, 8, 5), partial(do.say, LIST, says, 0.6, do.cast.performance)),
        (date(2025, 8, 5), partial(do.freeze, LIST)),
        (date(2025, 9, 4), partial(do.look, LIST)),
    )


def _running(do: Acts) -> tuple[Deed, ...]:
    """The lab's next one: two looks are planned, the first decided nothing."""
    says = "Who hires for one party hires for the next, once a card names its day."
    return (
        (date(2025, 8, 18), partial(do.say, HIRE, says, 0.35, do.cast.lab, hand="explore", on="hire")),
        (date(2025, 8, 18), partial(do.freeze, HIRE)),
        (date(2025, 9, 1), partial(do.look, HIRE)),
    )

"""The two decided quarters: what people decided on the plans, and what happened to it.

Everything goes through the doors that a house would use: exports are loaded, a beat is planned, people decide, the
beat is closed. Only the clock is the story's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from taktgeber.core import Money, Move, Refusal

from .calendar import DAY_T, quarter
from .cast import Cast, StoryClock
from .found import Item, pounds
from .media import META, TIKTOK, Pulse
from .orders import BENELUX

if TYPE_CHECKING:
    from taktgeber.cycle import House, Planned

# Two carriers strike after Easter: the clerk's reason, and what then happened.
STRIKE = (date(2025, 4, 21), date(2025, 5, 4))
STRIKE_HOLD = 45_000  # pence of advertising held in those two weeks
PREPAID, PACKED = "shops pay in advance for a party box every month", "a box can be packed in under six minutes"
LEARNED = "packing-lists"
HIRE_ONCE = "neighbours hire decorations they use once a year"
HIRED = date(2025, 4, 7)
Deed = tuple[date, Callable[[], object]]


def pulses() -> tuple[Pulse, ...]:
    """What the decided tests did to the media, drawn before anything else: Meta in quarter 8, TikTok in quarter 9."""
    from taktgeber.exploit import pulse_schedule

    def dark(channel: str, number: int) -> Pulse:
        beat = quarter(number)
        weeks = [week for week, on in enumerate(pulse_schedule(channel, beat)) if not on]
        return Pulse(channel, frozenset(beat.first + timedelta(7 * w + d) for w in weeks for d in range(7)))

    held = frozenset(STRIKE[0] + timedelta(n) for n in range((STRIKE[1] - STRIKE[0]).days + 1))
    return Pulse(META, held, (BENELUX,)), dark(META, 8), dark(TIKTOK, 9)


def live(clock: StoryClock, deeds: Iterable[Deed]) -> None:
    """Each on its day, in the order of days."""
    for day, acts in groupby(sorted(deeds, key=itemgetter(0)), key=itemgetter(0)):
        clock.set(day)
        for _, act in acts:
            act()


def quarter_7(house: House, cast: Cast, plan: Planned) -> tuple[Deed, ...]:
    book = house.book

    def notebook(items: Iterable[Item], day: date) -> None:
        for item in items:
            book.found(*item, cast.lab, f"lab notebook, {day.isoformat()}")

    ended = date(2025, 5, 26)
    return (
        (date(2025, 3, 12), partial(_decide_all, house, cast, plan, "exploit", _stop_for_the_strike(cast), NAMED)),
        (HIRED, partial(book.decide, *_hire(), cast.lab)),
        (HIRED, partial(notebook, _hire_assumptions(), HIRED)),
        (STRIKE[0], partial(book.found, *_strike(), cast.clerk, "carriers' notice, 2025-04-19")),
        (date(2025, 5, 12), partial(_raid_refused, house, cast)),
        (ended, partial(notebook, _party_box_failed(), ended)),
    )


def quarter_8(house: House, cast: Cast, plan: Planned) -> tuple[Deed, ...]:
    found = house.book.found
    tool = "change history of the bidding tool, 2025-07-19"
    return (
        (date(2025, 6, 11), partial(_decide_all, house, cast, plan, "", None, {**REJECTED, **NAMED_AGAIN})),
        (date(2025, 7, 21), partial(found, *_by_itself(cast), cast.controller, tool)),
        (date(2025, 8, 4), partial(found, *_reused(), cast.service, "minutes of customer service, 2025-08-04")),
    )


Override = Callable[["House", str], None]


def _decide_all(house: House, cast: Cast, plan: Planned, overridden: str, override: Override | None,
                rejected: Mapping[str, str] = MappingProxyType({})) -> None:  # fmt: skip
    """Every proposal by whom it asks: approved, but the one of a room that is overridden, and those that are rejected,
    by id with the reason."""
    from taktgeber.govern import decide_proposal

    by_role = {"exploit_lead": cast.performance, "explore_lead": cast.lab, "sponsor": cast.owner}
    for section in plan.plan.sections:
        for proposal in section.proposals:
            key = f"{plan.plan.beat.first.isoformat()}/{proposal.id}"
            if override is not None and section.room == overridden:
                override(house, key)
            else:
                verdict = "reject" if proposal.id in rejected else "approve"
                reason = rejected.get(proposal.id, APPROVED[section.room])
                decide_proposal(house.book, key, verdict, reason, by_role[proposal.decider])


APPROVED = {
    "exploit": "we want to know what it causes before we pay for more of it",
    "explore": "what it teaches is worth what we may lose",
    "balance": "both hands were heard",
    "premises": "what was seen speaks against it; what rests on it is decided one by one",
    "word": "word and deed should say the same",
}
# The word stays, twice, with its reason; so does the share that is called innovation.
NAMED = {"word-rename": "the budget round has called it innovation; we rename nothing within a year"}
NAMED_AGAIN = {"word-rename": "the board was shown this share in February; we name it anew in the next round"}
REJECTED = {"explore-bet-makers": "the guild opens its books in autumn; before that we would ask those who like us"}


def _stop_for_the_strike(cast: Cast) -> Override:
    def override(house: House, key: str) -> None:
        from taktgeber.govern import decide_proposal

        reason = (
            "two carriers told the order desk that they will strike after Easter: dark weeks would measure the strike;"
            " hold Meta in Ireland and Benelux for those two weeks and test next quarter"
        )
        instead = (Move(f"channel:{META}", "held", Money(STRIKE_HOLD, "GBP")),)
        decide_proposal(house.book, key, "override", reason, cast.clerk, instead)

    return override


def _strike() -> Item:
    says = "Carriers strike for two weeks: parcels to Ireland and Benelux wait, as the order desk had said."
    return "event", {"event": "carriers-strike", "day": STRIKE[0].isoformat(), "market": BENELUX, "kind": "supply",
                     "says": says}  # fmt: skip


def _hire() -> Item:
    return "initiative", {
        "initiative": "hire",
        "unit": "lab",
        "name": "Hire a party",
        "labels": ["innovation"],
        "metrics": ["hypotheses tested", "users in trial"],
        "horizon_beats": 8,
        "distance": {"technology": 0, "market": 2, "proposition": 2},
        "unknown": "whether neighbours hire what they use once a year",
        "lose": pounds(30_000),
        "until": "2026-06-07",
        "state": "running",
    }


def _hire_assumptions() -> Sequence[Item]:
    said = (
        (HIRE_ONCE, 0.5, 2_500, "2025-09-07"),
        ("what is hired comes back fit to be hired again", 0.6, 5_000, "2025-12-07"),
    )
    return [
        ("assumption", {"initiative": "hire", "assumption": assumption, "chance": chance, "lose": pounds(lose),
                        "until": until, "state": "open"})
        for assumption, chance, lose, until in said
    ]  # fmt: skip


def _raid_refused(house: House, cast: Cast) -> None:
    """The attempt on the reserve: it must be refused, and the refusal stays in the ledger."""
    body = {
        "source": "reserve:explore",
        "target": f"channel:{TIKTOK}",
        "amount": pounds(8_000),
        "reason": "TikTok returns six to one; the lab can wait",
        "day": "2025-05-12",
    }
    try:
        house.book.decide("transfer", body, cast.performance)
    except Refusal:
        return
    raise AssertionError("the raid on the reserve was not refused: house rule 3 does not hold")


def _party_box_failed() -> Sequence[Item]:
    learned = (
        "Shops do not pay a month ahead; those who tried the box kept its packing list, because it answers what"
        " customers ask: what belongs together, and how much of it"
    )
    return (
        ("assumption", {"initiative": "party-box", "assumption": PREPAID, "state": "refuted"}),
        ("assumption", {"initiative": "party-box", "assumption": PACKED, "state": "held"}),
        (
            "insight",
            {
                "insight": LEARNED,
                "hand": "explore",
                "on": "party-box",
                "says": learned,
                "best_before": "2027-05-31",
                "holds": False,
                "day": "2025-05-26",
            },
        ),
    )


def _by_itself(cast: Cast) -> Item:
    """A tool that was left alone: nobody had given it a limit, and the breach waits until somebody does."""
    return "automatic", {
        "policy": "smart-bidding",
        "what": "raised the bids of UK-SHOPS | Smart bidding overnight",
        "amount": pounds(640),
        "accountable": cast.performance,
    }


def _reused() -> Item:
    return "reused", {"insight": LEARNED, "by": ["service"], "day": "2025-08-04"}


def arrival_day(number: int) -> date:
    """The day after a quarter ends, when its exports are loaded; Day T for what was found."""
    return DAY_T if number < 7 else quarter(number).last + timedelta(days=1)

"""Word and deed of the demo: the advertised pacemaker, the freedom that never came, the name that stays."""

from __future__ import annotations

import pytest

from taktgeber.balance.word import WORDS, held_of
from taktgeber.balance.word.told import Held
from taktgeber.core import Estimate
from taktgeber.cycle import House
from taktgeber.demo.calendar import quarter
from taktgeber.demo.word_story import AD, ASKED, LEAD, PAGE, STRATEGY, TEAM, text_of
from taktgeber.govern import PROPOSALS
from tests.demo_company import Made


def held(house: House, made: Made, subject: str, part: str | None) -> Held:
    person = getattr(made.demo.cast, part) if part else None
    return held_of(house.beat(quarter(9)), subject, quarter(9).first, person)


def verdicts(one: Held) -> dict[str, str]:
    return {made.promise.promise: made.verdict for made in one.outcomes}


def test_both_texts_read_like_exploitation_dressed_as_exploration_and_neither_is_kept(house: House) -> None:
    audits = {one.audited: one for one in house.book.state(WORDS).audits.values()}
    assert {name: one.verdict for name, one in audits.items()} == {"pacemaker-advertisement": "dressed",
                                                                   "strategy-page": "dressed"}  # fmt: skip
    assert audits["pacemaker-advertisement"].counts.get("duty_explore", 0) == 0
    stored = b"".join(entry.body for entry in house.book.entries()).decode()
    for line in (line for name in (AD, PAGE) for line in text_of(name).splitlines() if line.startswith("- ")):
        assert line.removeprefix("- ") not in stored or line.removeprefix("- ") in PROMISED


PROMISED = ("You may look eighteen months ahead.", "With us failure is welcome: who fails has learned.")


def test_what_the_pacemaker_was_promised_was_kept_but_for_octobers_raid_and_pay(house: House, made: Made) -> None:
    one = held(house, made, LEAD, "lab")
    assert set(verdicts(one).values()) == {"kept"}
    assert [goal.metric for goal in one.deeds.goals() if goal.pay and goal.last is not None] == ["CAC"]
    assert held(house, made, LEAD, "owner").rights is None
    assert "pacemaker-decides" not in verdicts(held(house, made, LEAD, "owner"))


def test_almost_half_is_called_so_and_a_ninth_is(house: House, made: Made) -> None:
    assert verdicts(held(house, made, STRATEGY, None)) == {"half-for-innovation": "not_kept"}


def test_of_nine_questions_of_team_germany_one_was_decided_there(house: House, made: Made) -> None:
    one = held(house, made, TEAM, None)
    assert (one.sight, set(verdicts(one).values())) == ("released", {"not_kept"})
    assert one.rights is not None
    told = {right.decides: right for right in one.rights}
    assert sum(right.taken for right in one.rights) == len(ASKED) == 9
    assert (sum(right.own for right in one.rights), sum(right.overruled for right in one.rights)) == (1, 6)
    assert isinstance(told["test"].waits, Estimate)
    assert told["test"].waits.value == 42


@pytest.mark.parametrize("number", [7, 8])
def test_the_lead_kept_the_name_of_innovation_and_said_why(house: House, number: int) -> None:
    known = house.book.state(PROPOSALS).all[f"{quarter(number).first.isoformat()}/word-rename"]
    assert known.decision is not None
    assert (known.state, bool(known.decision.reason)) == ("rejected", True)

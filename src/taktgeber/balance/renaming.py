"""How word and deed become one: what is called innovation and is not is renamed, moved or given what it lacks.

Each step has who decides it. Renaming, and the move of exploration into the lab, are proposed here; a small step
leaves the lab by the lab's own proposal, money comes from bets and the balance date. None of them is proposed twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from taktgeber.core import Beat, Proposal, Setting, Text, text
from taktgeber.data.booked import booked_lines
from taktgeber.evidence.telling.quoted import quoted
from taktgeber.explore.initiatives import body_of, placed, proved_incremental, step_of
from taktgeber.govern import INITIATIVES, UNITS, Initiative, InitiativesState, is_return_metric

from .deed import LABEL, Deed, Portfolio, portfolio

What = Literal["agree", "rename", "leave", "enter", "lacks", "fund"]
_LEADS = {"exploit": "exploit_lead", "explore": "explore_lead", "steering": "sponsor"}


@dataclass(frozen=True, slots=True)
class Step:
    """decider: the role, "" where nothing is to be done."""

    what: What
    says: Text
    decider: str


def step_for(beat: Beat, deed: Deed) -> Step:
    """The one step that would make word and deed agree."""
    initiatives, units = beat.book.state(INITIATIVES), beat.book.state(UNITS).units
    mode = units[deed.unit].mode if deed.unit in units else "steering"
    if not deed.money.minor:
        return Step("fund", text("fund it by a bet, or call it otherwise"), _LEADS[mode])
    if deed.verdict == "is":
        return Step("agree", text("none: word and deed agree") if deed.labelled else text("may be called so"), "")
    if mode != "explore" and _explores(initiatives, deed):
        return Step("enter", text("move it into the lab"), "sponsor")
    if mode == "explore" and proved_incremental(initiatives, deed.initiative) is not None:
        return Step("leave", text("let it leave the lab: the lab proposes it"), "explore_lead")
    if deed.verdict == "disagree" or mode == "explore":  # in the lab it lacks something; its name is not what is wrong
        return Step("lacks", text("talk about the test that fails"), _LEADS[mode])
    if deed.labelled:
        return Step("rename", text("call it what it is"), _LEADS[mode])
    return Step("agree", text("none: word and deed agree"), "")


def proposals(beat: Beat) -> tuple[Proposal, ...]:
    """One for all that today's business renames, one for each that enters the lab."""
    now = portfolio(beat, booked_lines(beat))
    return tuple(replace(one, says=quoted(one.says)) for one in (*_renames(beat, now), *_entries(beat, now)))


def _renames(beat: Beat, now: Portfolio) -> tuple[Proposal, ...]:
    """By whom leads its hand; what stands in no hand's unit has nobody to ask."""
    known, units = beat.book.state(INITIATIVES), beat.book.state(UNITS).units
    named = [deed for deed in now.deeds if step_for(beat, deed).what == "rename" and deed.unit in units]
    there = [deed for deed in named if units[deed.unit].mode == "exploit"]
    if not there:
        return ()
    rests = dict.fromkeys(f"entry:{known[deed.initiative].entry}" for deed in there)
    bodies = (_unlabelled(known[deed.initiative], beat) for deed in there)
    says = text("Call {names} no longer innovation: by deed it is today's business, and good work of its kind.",
                names=tuple(deed.name for deed in there))  # fmt: skip
    return (
        Proposal(
            id="word-rename", room="word", mode="exploit", says=says, moves=(), forecasts=(), learns=None,
            decider="exploit_lead", excludes=(), rests_on=("bookings", *rests),
            sets=tuple(Setting("initiative", body) for body in bodies),
        ),
    )  # fmt: skip


def _unlabelled(one: Initiative, beat: Beat) -> dict[str, object]:
    labels = [label for label in one.labels if label.casefold() != LABEL]
    return body_of(one, labels=labels, reason=f"word against deed, {beat.past.last.isoformat()}")


def _entries(beat: Beat, now: Portfolio) -> tuple[Proposal, ...]:
    known, units = beat.book.state(INITIATIVES), beat.book.state(UNITS).units
    lab = next((unit for unit in units.values() if unit.mode == "explore"), None)
    moved = [deed for deed in now.deeds if step_for(beat, deed).what == "enter"] if lab else []
    return tuple(
        Proposal(
            id=f"word-enter-{deed.initiative}", room="word", mode=None, moves=(), forecasts=(), learns=None,
            says=text("Move {name} into {unit}: it explores, and has no explore mandate where it is.", name=deed.name,
                      unit=lab.name),
            decider="sponsor", excludes=(), rests_on=tuple(t for test in deed.tests for t in test.rests_on),
            sets=(Setting("initiative", body_of(known[deed.initiative], unit=lab.unit,
                                                reason=f"word against deed, {beat.past.last.isoformat()}")),),
        )
        for deed in moved
        if lab is not None
    )  # fmt: skip


def _explores(initiatives: InitiativesState, deed: Deed) -> bool:
    """Fails only by the unit that it stands in, mandate and scorecard: far from today, by no yardstick of return of its
    own. A small step would not be sheltered (house rule 11)."""
    said, known = placed(initiatives, deed.initiative), initiatives[deed.initiative]
    failed = {test.name for test in deed.tests if not test.passed}
    far = said is not None and step_of(said.distance) != "incremental"
    return far and failed <= {"mandate", "metrics"} and not any(map(is_return_metric, known.metrics))

"""The acts of the beginning: what is so is entered as found, then decided, each step on its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from taktgeber.core import Act, Answer, Field, Refusal, Text, text, text_n
from taktgeber.cycle.visit import Visit
from taktgeber.govern import BREACHES, INITIATIVES, PEOPLE, UNITS, take_over

from .forms import FIRM, GOAL, INITIATIVE, OWNER, RESERVE, UNIT

Item = tuple[str, Mapping[str, Any]]
LEADS = {"exploit": "exploit_lead", "explore": "explore_lead", "steering": "management"}


def firm(visit: Visit, given: Mapping[str, Any]) -> Answer:
    if given["people"] < 1:
        raise Refusal(
            text("How many people work in the firm?"), text("a firm has at least one."), text("Count yourself.")
        )
    return _found(visit, [("firm", {"people": given["people"]})], text("It is noted how many you are."))


def unit(visit: Visit, given: Mapping[str, Any]) -> Answer:
    """The unit with its mandate and the role of its leader, as they are today."""
    name, mode, today = given["name"], given["mode"], visit.today()
    key = _key(name, visit.house.book.state(UNITS).units)
    role = "market_lead" if given["market"] and mode == "exploit" else LEADS[mode]
    with _Person(visit, given["leader"]) as person:
        items: list[Item] = [
            ("unit", {"unit": key, "name": name, "mode": mode, "market": given["market"]}),
            ("mandate", {"unit": key, "leader": person, "first": today, "horizon_beats": _beats(given["horizon"]),
                         "scorecard": _listed(given["scorecard"])}),
            ("role", {"person": person, "role": role, "unit": None if mode == "steering" else key, "first": today}),
        ]  # fmt: skip
        return _found(visit, items, text('The unit "{name}" is entered as it is.', name=name))


def goal(visit: Visit, given: Mapping[str, Any]) -> Answer:
    known = visit.house.book.state(PEOPLE).said_goals
    key = _key(given["metric"], {subject.removeprefix("goal:") for subject in known})
    first = visit.today().replace(month=1, day=1)
    with _Person(visit, given["person"]) as person:
        body = {"goal": key, "person": person, "unit": given["unit"], "metric": given["metric"], "first": first,
                "pay": given["pay"]}  # fmt: skip
        return _found(visit, [("goal", body)], text("The goal is entered as it is."))


def initiative(visit: Visit, given: Mapping[str, Any]) -> Answer:
    key = _key(given["name"], visit.house.book.state(INITIATIVES))
    body = {
        "initiative": key, "unit": given["unit"], "name": given["name"],
        "labels": ["innovation"] if given["innovation"] else [], "metrics": _listed(given["metrics"]),
        "horizon_beats": _beats(given["horizon"]), "unknown": given["unknown"], "lose": given["lose"],
        "until": given["until"], "state": "running",
        "distance": {"technology": int(given["technology"]), "market": int(given["distance_market"]),
                     "proposition": int(given["proposition"])},
    }  # fmt: skip
    return _found(
        visit, [("initiative", body)], text('The initiative "{name}" is entered as it is.', name=given["name"])
    )


def end(visit: Visit, given: Mapping[str, Any]) -> Answer:
    """What breaks a house rule ends by the sponsor's decision, since yesterday, so that today begins without it."""
    body = {"subject": given["subject"], "day": visit.today() - timedelta(days=1), "reason": given["reason"]}
    entry = visit.house.book.decide("ended", body, visit.person)
    return Answer((text("It no longer holds from today on (entry {entry}).", entry=str(entry.seq)),),
                  data={"entry": entry.seq})  # fmt: skip


def decide(visit: Visit, given: Mapping[str, Any]) -> Answer:
    """All that was found of units and their leaders, where no rule speaks against it."""
    book = visit.house.book
    said = [entry.payload["people"] for entry in book.entries(kinds=("firm",))]
    if said and book.state(PEOPLE).firm_people != said[-1]:
        book.decide("firm", {"people": said[-1]}, visit.person)
    taken, left = take_over(book, visit.person)
    says = [text_n("One unit holds by your decision from today on.", "{n} units hold by your decision from today on.",
                   len(taken))] if taken else []  # fmt: skip
    for one in left:
        assert one.against is not None
        says.append(text('"{unit}" stays as it was found: {says} {mend}', unit=one.unit.name, says=one.against.says,
                         mend=one.against.advice))  # fmt: skip
    return Answer(tuple(says) or (text("Nothing was left to decide."),), data={
        "taken": [one.unit.unit for one in taken], "left": [one.unit.unit for one in left],
    })  # fmt: skip


def operate(visit: Visit, given: Mapping[str, Any]) -> Answer:
    """The sponsor loads and plans, until somebody else does: a role of its own, by decision."""
    body = {"person": visit.person, "role": "operations", "first": visit.today()}
    entry = visit.house.book.decide("role", body, visit.person)
    return Answer((text("You load data and plan the beat yourself, until you give it to somebody."),),
                  data={"entry": entry.seq})  # fmt: skip


def reserve(visit: Visit, given: Mapping[str, Any]) -> Answer:
    if not 0 <= given["share"] <= 100:
        raise Refusal(
            text("Share"), text("a share lies between 0 and 100 per cent."), text("Write it without the sign.")
        )
    body = {"share": given["share"] / 100, "first": visit.today(), "reason": given["reason"]}
    entry = visit.house.book.decide("reserve", body, visit.person)
    return Answer((text("The reserve is set; only you can take from it, with a reason."),), data={"entry": entry.seq})


def owner(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.workspace import own_campaigns

    if given["unit"] not in visit.house.book.state(UNITS).units:
        raise Refusal(text("unit"), text('there is no unit "{unit}".', unit=given["unit"]), text("Enter it first."))
    own_campaigns(visit.house.workspace.root, given["unit"])
    return Answer((text("It stands in taktgeber.toml; patterns for single campaigns can be added there."),),
                  data={"unit": given["unit"]})  # fmt: skip


def _found(visit: Visit, items: Sequence[Item], says: Text) -> Answer:
    """As found, with what it means: a breach is told without scolding."""
    book = visit.house.book
    source = f"{visit.house.settings.firm}, {visit.today().isoformat()}"
    entries = book.found_all(items, visit.person, source)
    numbers = {entry.seq for entry in entries}
    opened = [breach for breach in book.state(BREACHES) if breach.entry in numbers]
    so = text("One thing about it breaks a house rule. That is so in many firms; it is accepted, and stays visible "
              "until it is mended.")  # fmt: skip
    return Answer((says, *((so,) if opened else ())), data={
        "entries": sorted(numbers), "breaches": [breach.entry for breach in opened],
    })  # fmt: skip


class _Person:
    """A pseudonym for a name: the one who is known by it, else a new one, forgotten again where nothing is entered."""

    def __init__(self, visit: Visit, name: str) -> None:
        self._people = visit.accounts.people
        asked = _folded(name)
        self._known = next((p for p, called in self._people.names().items() if _folded(called) == asked), None)
        self._name, self._new = name, ""

    def __enter__(self) -> str:
        if self._known is None:
            self._new = self._people.add(self._name)
        return self._known or self._new

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None and self._new:
            self._people.erase(self._new)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _key(name: str, taken: Mapping[str, Any] | set[str]) -> str:
    """How the ledger calls it: letters, digits and hyphens, numbered where the name is taken."""
    plain = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", name).casefold()).strip("-_") or "unit"
    return next(key for n in range(1, 10_000) if (key := plain if n == 1 else f"{plain}-{n}") not in taken)


def _listed(written: str) -> list[str]:
    return [part for part in (word.strip() for word in re.split(r"[,;，、]", written)) if part]


def _beats(number: int) -> int:
    if not 1 <= number <= 80:
        raise Refusal(text("How far ahead does it look, in beats?"), text("it looks ahead between 1 and 80 beats."),
                      text("A beat is a planning period, usually a quarter."))  # fmt: skip
    return number


def _act(name: str, says: Text, fields: tuple[Field, ...], do: Callable[[Visit, Mapping[str, Any]], Answer]) -> Act:
    return Act(name, says, "begin.house", fields, do, "/start")


_SUBJECT = Field("subject", text("What ends"), "hidden")
_REASON = Field("reason", text("Why"), "long")
ACTS = (
    _act("start-firm", text("Say how many people the firm has."), FIRM, firm),
    _act("start-unit", text("Enter a unit as it is, with who leads it."), UNIT, unit),
    _act("start-goal", text("Enter a goal as it is."), GOAL, goal),
    _act("enter-initiative", text("Enter an initiative as it is called and run."), INITIATIVE, initiative),
    _act("start-end", text("End what breaks a house rule."), (_SUBJECT, _REASON), end),
    _act("start-decide", text("Decide what was found, where no rule speaks against it."), (), decide),
    _act("start-operate", text("Load data and plan the beat yourself."), (), operate),
    _act("start-reserve", text("Set the explore reserve for the first time."), RESERVE, reserve),
    _act("start-owner", text("Say which unit owns the advertising."), OWNER, owner),
)

"""Forms of an initiative: start one with three fields, change what is said of it, say how far it is from today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from taktgeber.core import Act, Answer, Field, Form, text
from taktgeber.core.money import minor_digits
from taktgeber.cycle.visit import Visit
from taktgeber.govern.kinds import DISTANCES, MATURITY

from .given import ONE_A_LINE, choices, filled, may_write, require_write

if TYPE_CHECKING:
    from taktgeber.govern import Initiative

NAME = Field("initiative", text("Initiative"), most=80)
THREE = (
    Field("name", text("What it is called"), most=120),
    Field("unknown", text("What we do not know"), "long", most=600),
    Field("lose", text("What may be lost"), "money", hint=text("At most. Nothing else about money is asked.")),
    Field("until", text("Until when"), "date"),
)
UNIT = Field("unit", text("Unit"), required=False)
OPTIONAL = (
    Field("charter", text("What it is for"), "long", required=False, most=2000),
    Field("opportunity", text("Opportunity"), required=False),
    Field("premises", text("Premises that it attacks"), "long", required=False,
          hint=text("One short name a line.")),
    Field("approach", text("How it goes about it"), "long", required=False, hint=ONE_A_LINE),
    Field("partners", text("Partners"), "long", required=False,
          hint=text("One a line: how many and what they do, never who.")),
    Field("competences", text("What it teaches us to do"), "long", required=False, hint=ONE_A_LINE),
    Field("maturity", text("How ripe its prototype is"), "choice", choices=choices(MATURITY), required=False),
    Field("state", text("Where it stands"), "choice", choices=choices(("running", "at_gate")), required=False),
)  # fmt: skip
_FAR = (("0", text("today's")), ("1", text("adjacent")), ("2", text("new")))
_PARTS = {"technology": text("Technology"), "market": text("Market"), "proposition": text("Value proposition")}
PLACE = (
    *(Field(part, _PARTS[part], "choice", choices=_FAR) for part in DISTANCES),
    Field("why", text("Why it is this far from today"), "long", most=600),
)
_WORDS = ("charter", "opportunity", "maturity", "state")
_LISTS = ("premises", "approach", "partners", "competences")


def start_form(visit: Visit) -> Form | None:
    """Three fields and a name; the unit only where several explore."""
    from taktgeber.govern import UNITS

    if not may_write(visit):
        return None
    every = visit.house.book.state(UNITS).units.values()
    units = tuple((unit.unit, unit.name) for unit in every if unit.mode == "explore")
    asked = (replace(UNIT, kind="choice", choices=units, required=True),) if len(units) > 1 else ()
    return Form("start-initiative", text("Start an initiative"), (*THREE, *asked), open=False) if units else None


def change_form(visit: Visit, one: Initiative) -> Form | None:
    from taktgeber.explore import OPPORTUNITIES

    if not may_write(visit) or one.state == "stopped":
        return None
    known = visit.house.book.state(OPPORTUNITIES).by_name.values()
    said = tuple((each.opportunity, each.says) for each in known if each.state != "dropped")
    held = {name: "\n".join(getattr(one, name)) for name in _LISTS}
    held |= {name: str(getattr(one, name) or "") for name in _WORDS}
    fields: list[Field] = [
        replace(field, value=held[field.name]) for field in OPTIONAL if field.name != "opportunity" or said
    ]
    shown = [replace(f, kind="choice", choices=said) if f.name == "opportunity" else f for f in fields]
    digits = minor_digits(visit.house.settings.currency)
    lose = f"{one.lose.minor / 10**digits:.{digits}f}" if one.lose else ""
    until = one.until.isoformat() if one.until else ""
    values = {"name": one.name, "unknown": one.unknown, "lose": lose, "until": until}
    three = (replace(field, value=values[field.name]) for field in THREE)
    return Form("change-initiative", text("Change what is said of it"), (*three, *shown),
                {"initiative": one.initiative}, open=False)  # fmt: skip


def place_form(visit: Visit, one: Initiative) -> Form | None:
    if not may_write(visit) or one.state == "stopped":
        return None
    return Form("place-initiative", text("Say how far it is from today's business"), PLACE,
                {"initiative": one.initiative}, open=False)  # fmt: skip


def start(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.evidence.knowing.words import like_table, tried_before
    from taktgeber.explore.initiatives import called_alike, find_initiative, start_initiative
    from taktgeber.explore.search import alike

    require_write(visit)
    near = alike(visit.house.book, f"{given['name']} {given['unknown']}", visit.today())
    entry = start_initiative(visit.house.book, filled(given, (*(f.name for f in THREE), "unit")), visit.person)
    says = text("{name} has begun. Write down what must be true for it, the riskiest first.",
                name=entry.payload["name"])  # fmt: skip
    data = {"initiative": entry.payload["initiative"], "entry": entry.seq}
    alike_named = called_alike(find_initiative(visit.house.book, data["initiative"]))
    return Answer((says, *alike_named, tried_before(near)), (like_table(near),) if near else (), data=data)


def change(visit: Visit, given: Mapping[str, Any]) -> Answer:
    """What the form left empty is no longer said of it."""
    from taktgeber.explore.initiatives import change_initiative

    require_write(visit)
    three = filled(given, [field.name for field in THREE])
    rest: dict[str, Any] = {name: given[name] or None for name in _WORDS if name != "state"}
    rest |= {name: filled(given, lists=(name,)).get(name) for name in _LISTS} | filled(given, ("state",))
    entry = change_initiative(visit.house.book, given["initiative"], three | rest, visit.person)
    return Answer((text("It is kept."),), data={"initiative": given["initiative"], "entry": entry.seq})


def place(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.initiatives import place_initiative, step_of
    from taktgeber.explore.initiatives.placement_words import step_word

    require_write(visit)
    distance = {part: int(given[part]) for part in DISTANCES}
    entry = place_initiative(visit.house.book, given["initiative"], distance, given["why"], visit.person)
    says = [text("It is placed: {step}.", step=step_word(step_of(distance)))]
    if entry.standing == "found":
        says.append(text("It is a small step from today's business: the next plan proposes to both leads that it "
                         "leaves the lab."))  # fmt: skip
    return Answer(tuple(says), data={"initiative": given["initiative"], "entry": entry.seq,
                                     "step": step_of(distance)})  # fmt: skip


START = Act("start-initiative", text("Start an initiative with three fields."), "run.lab", (*THREE, UNIT), start,
            "/lab")  # fmt: skip
CHANGE = Act("change-initiative", text("Change what is said of an initiative."), "run.lab", (NAME, *THREE, *OPTIONAL),
             change, "/lab")  # fmt: skip
PLACED = Act("place-initiative", text("Say how far an initiative is from today's business, and why."), "run.lab",
             (NAME, *PLACE), place, "/lab")  # fmt: skip

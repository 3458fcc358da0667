"""takt lab initiative: start one with three fields, show one, change one, say how far it is from today's business."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Refusal, encode, text
from taktgeber.workspace import Workspace

from .hit_data import hit_data
from .options import As, Lose, Until, actor, day, money

if TYPE_CHECKING:
    from taktgeber.cycle import House
    from taktgeber.evidence.knowing.told import Hit
    from taktgeber.govern import Initiative, LedgerBook


class Maturity(StrEnum):
    idea = "idea"
    sketch = "sketch"
    prototype = "prototype"
    trial = "trial"
    ready = "ready"


class Stage(StrEnum):
    running = "running"
    at_gate = "at_gate"


Step = Annotated[int | None, typer.Option(min=0, max=2, help="0 today's, 1 adjacent, 2 new.")]
Words = list[str] | None


def lab_initiative(
    workspace: Workspace,
    short: Annotated[str, typer.Argument(metavar="[NAME]", help="The short name of one that is there.")] = "",
    name: Annotated[str, typer.Option("--name", help="What a new one is called.")] = "",
    unknown: Annotated[str, typer.Option("--unknown", help="What we do not know.")] = "",
    lose: Lose = "",
    until: Until = "",
    unit: Annotated[str, typer.Option("--unit", help="The unit, where several explore.")] = "",
    charter: Annotated[str, typer.Option("--charter", help="What it is for.")] = "",
    opportunity: Annotated[str, typer.Option("--opportunity", help="The opportunity it pursues.")] = "",
    premise: Annotated[Words, typer.Option("--premise", help="A premise it attacks. Repeat it.")] = None,
    approach: Annotated[Words, typer.Option("--approach", help="A tag of how it goes about it. Repeat it.")] = None,
    competence: Annotated[Words, typer.Option("--competence", help="What it teaches us to do. Repeat it.")] = None,
    partner: Annotated[Words, typer.Option("--partner", help="Partners, described. Repeat it.")] = None,
    maturity: Annotated[Maturity | None, typer.Option("--maturity", help="How ripe its prototype is.")] = None,
    stage: Annotated[Stage | None, typer.Option("--stage", help="Where it stands; a stop: takt lab stop.")] = None,
    technology: Step = None,
    market: Step = None,
    proposition: Step = None,
    why: Annotated[str, typer.Option("--why", help="Why it is this far from today.")] = "",
    as_: As = "",
) -> Answer:
    from taktgeber.cycle import open_house

    with open_house(workspace) as house:
        given: dict[str, Any] = {
            "name": name, "unknown": unknown, "lose": money(lose, house.settings.currency),
            "until": stood.isoformat() if (stood := day(until)) else None, "unit": unit, "charter": charter,
            "opportunity": opportunity, "premises": premise, "approach": approach, "competences": competence,
            "partners": partner, "maturity": maturity.value if maturity else None,
            "state": stage.value if stage else None,
        }  # fmt: skip
        fields = {part: value for part, value in given.items() if value}
        far = {"technology": technology, "market": market, "proposition": proposition}
        distance = {part: step for part, step in far.items() if step is not None}
        near = None if short else _tried(house, fields)
        short = _written(house, short, fields, distance, why, as_)
        return _shown(house, short, near)


def _tried(house: House, fields: dict[str, Any]) -> tuple[Hit, ...]:
    """What is alike, asked before it begins: it would be most like itself."""
    from taktgeber.explore.search import alike

    return alike(house.book, f"{fields.get('name', '')} {fields.get('unknown', '')}", house.book.today())


def _written(house: House, short: str, fields: dict[str, Any], distance: dict[str, int], why: str, as_: str) -> str:
    """What was given is entered; the short name of the initiative that it is about."""
    from taktgeber.explore.initiatives import change_initiative, place_initiative, start_initiative

    book = house.book
    if not short and not fields:
        raise Refusal("NAME", text("no initiative is named."),
                      text('Show one by its short name, or start one: --name "..." --unknown "..." --lose 500 '
                           "--until 2026-12-31"))  # fmt: skip
    if not short:
        short = str(start_initiative(book, fields, actor(house, as_)).payload["initiative"])
    elif fields:
        if "unit" in fields:
            raise Refusal("--unit", text("an initiative stays in its unit."),
                          text("What is a small step is moved by the plan's proposals."))  # fmt: skip
        change_initiative(book, short, fields, actor(house, as_))
    if distance or why:
        place_initiative(book, short, distance, why, actor(house, as_))
    return short


def _shown(house: House, short: str, near: Sequence[Hit] | None) -> Answer:
    """near: what is alike to one that has just begun."""
    from taktgeber.evidence.knowing.words import like_table, tried_before
    from taktgeber.explore.initiatives import called_alike, find_initiative
    from taktgeber.explore.initiatives.sheet import sheet_tables, three_fields

    book = house.book
    one = find_initiative(book, short)
    data = initiative_data(book, one)
    says = [text("{name}. {fields}", name=one.name, fields=three_fields(one)), text("Short name: {name}", name=short)]
    if data["incremental"]:
        says.append(text("It is a small step from today's business: the next plan proposes to both leads that it "
                         "leaves the lab."))  # fmt: skip
    tables = sheet_tables(book, one, book.today())
    if near is not None:
        says += [*called_alike(one), tried_before(near)]
        data |= {"alike": [hit_data(hit) | {"likeness": hit.likeness} for hit in near]}
    return Answer(tuple(says), (*tables, like_table(near)) if near else tables, data=data)


def initiative_data(book: LedgerBook, one: Initiative) -> dict[str, Any]:
    """For machines, by this desk's schema; of the web's twin as well."""
    from taktgeber.explore import LAB
    from taktgeber.explore.initiatives import placed, proved_incremental
    from taktgeber.explore.initiatives.sheet import in_order
    from taktgeber.govern import INITIATIVES

    every = book.state(INITIATIVES)
    known, small = placed(every, one.initiative), proved_incremental(every, one.initiative) is not None
    return {
        "initiative": one.initiative, "name": one.name, "unit": one.unit, "stage": one.state, "unknown": one.unknown,
        "may_lose": encode(one.lose) if one.lose else None, "until": one.until.isoformat() if one.until else None,
        "distance": dict(known.distance) if known else None, "why": known.why if known else "",
        "incremental": small and one.state != "stopped", "charter": one.charter, "opportunity": one.opportunity,
        "premises": list(one.premises), "approach": list(one.approach), "competences": list(one.competences),
        "partners": list(one.partners), "maturity": one.maturity, "horizon_beats": one.horizon_beats,
        "assumptions": [
            {"assumption": a.assumption, "state": a.state, "chance": a.chance, "entry": a.entry,
             "may_lose": encode(a.lose) if a.lose else None, "until": a.until.isoformat() if a.until else None,
             "hypothesis": a.hypothesis, "settled": a.settled.isoformat() if a.settled else None}
            for a in in_order(book, one)
        ],
        "insights": list(book.state(LAB).insights_on(one.initiative)),
    }  # fmt: skip

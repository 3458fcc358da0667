"""Write an insight: a general statement with the hypotheses that it rests on and the places where it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from taktgeber.core import Act, Answer, Field, Form, text
from taktgeber.cycle.visit import Visit
from taktgeber.evidence import REGISTRY, Registry
from taktgeber.evidence.claims import CLAIMS

from .choices import bare
from .seen import own_hands, require_run
from .short_name import short_name

_HOLDS = (("yes", text("they hold")), ("no", text("they do not hold")))
FIELDS = (
    Field("says", text("What is known now, in one sentence"), "long", most=600,
          hint=text("General enough to be used elsewhere, and no wider than what was tested.")),
    Field("rests_on", text("What it rests on"), many=True,
          hint=text("Hypotheses. What was tested of them makes it strong or weak; nobody states that by hand.")),
    Field("holds", text("It says that"), "choice", choices=_HOLDS, value="yes"),
    Field("scope", text("Where it counts"), many=True, required=False, hint=text("Markets; none: everywhere.")),
    Field("weeks", text("Weeks until half of it is not trusted"), "number", required=False,
          hint=text("Empty: by the question that was asked.")),
    Field("claim", text("The audited claim from data that it rests on"), required=False),
    Field("insight", text("Short name"), hint=text("Lower-case words with hyphens."), most=80),
)  # fmt: skip


def insight_form(visit: Visit, registry: Registry, rests_on: Sequence[str] | None = None) -> Form | None:
    """rests_on: settled already; None where this reader may write none."""
    hands = own_hands(visit)
    said = [name for name, one in registry.hypotheses.items() if one.hand in hands]
    if not said:
        return None
    near = visit.access.markets("run.experiments")
    markets = near if near is not None else tuple(market.name for market in visit.house.settings.markets)
    claims = [name for name, one in visit.house.book.state(CLAIMS).claims.items() if near is None or one.market in near]
    shaped: dict[str, Field | None] = {
        "rests_on": replace(FIELDS[1], kind="choice", choices=bare(said)),
        "scope": replace(FIELDS[3], kind="choice", choices=bare(markets), required=near is not None)
        if markets else None,
        "claim": replace(FIELDS[5], kind="choice", choices=bare(claims)) if claims else None,
    }  # fmt: skip
    fields = tuple(made for one in FIELDS if (made := shaped.get(one.name, one)) is not None)
    if rests_on is not None:
        kept = tuple(one for one in fields if one.name != "rests_on")
        given = {"rests_on": rests_on[0]}
        return Form("write-insight", text("Write an insight"), kept, given, open=False)
    return Form("write-insight", text("Write an insight"), fields, open=False)


def write(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.evidence.knowing.strength import strength_of
    from taktgeber.evidence.registry.enter import write_insight

    book = visit.house.book
    known = book.state(REGISTRY).hypotheses
    for hand in {known[name].hand for name in given["rests_on"] if name in known} or {"exploit"}:
        require_run(visit, hand, given["scope"])
    body = {
        "insight": short_name(given["insight"]), "says": given["says"], "rests_on": list(given["rests_on"]),
        "holds": given["holds"] == "yes", "scope": list(given["scope"]),
    }  # fmt: skip
    if given["claim"]:
        body["claim"] = given["claim"]
    if given["weeks"] is not None:
        body["weeks"] = given["weeks"]
    entry = write_insight(book, body, visit.person)
    registry = book.state(REGISTRY)
    strength = strength_of(registry, registry.insights[body["insight"]])
    says = (text("It is kept, at level {level}.", level=strength.name), *strength.because)
    return Answer(says, data={"insight": body["insight"], "entry": entry.seq, "level": strength.level})


WRITE = Act(
    "write-insight", text("Write an insight that rests on what was tested."), "run.experiments", FIELDS, write,
    "/experiments",
)  # fmt: skip

"""What the beginning asks for, one form a step. Choices that depend on the firm are laid into them when shown."""

from __future__ import annotations

from dataclasses import replace

from taktgeber.core import Field, Form, text
from taktgeber.cycle.visit import Visit

from .stand import Stand

_MODES = (
    ("exploit", text("It makes today's business better (exploit)")),
    ("explore", text("It looks for tomorrow's business (explore)")),
    ("steering", text("It answers for both (steering)")),
)
_FAR = (("0", text("as today")), ("1", text("beside today's")), ("2", text("new to us")))

FIRM = (Field("people", text("How many people work in the firm?"), "number"),)
UNIT = (
    Field("name", text("What is the unit called?")),
    Field("mode", text("What is it there for?"), "choice", choices=_MODES),
    Field("market", text("Market"), required=False, hint=text("Only of a local team.")),
    Field("leader", text("Who leads it?"), hint=text(
        "A name. It is kept apart from the ledger and can be erased; write it the same way where the same person leads "
        "again.")),
    Field("scorecard", text("What is it judged by?"), hint=text(
        "Separate several by commas, such as: ROAS, revenue. Of a unit that explores, as it is today.")),
    Field("horizon", text("How far ahead does it look, in beats?"), "number", value="1", hint=text(
        "A beat is a planning period, usually a quarter.")),
)  # fmt: skip
GOAL = (
    Field("person", text("Whose goal is it?"), hint=text("A name, written as above.")),
    Field("metric", text("What is it measured by?"), hint=text("Such as: CAC, revenue, experiments run.")),
    Field("unit", text("For which unit?"), required=False),
    Field("pay", text("Pay rests on it"), "tick"),
)
INITIATIVE = (
    Field("name", text("What is it called?")),
    Field("unit", text("Which unit runs it?")),
    Field("innovation", text("It is called innovation"), "tick", hint=text("On slides, in the budget, in its name.")),
    Field("metrics", text("What is it judged by?"), hint=text("Separate several by commas.")),
    Field("unknown", text("What do we not know yet?"), "long", hint=text("In one sentence.")),
    Field("lose", text("What may be spent on it at most?"), "money", required=False),
    Field("until", text("Until when is it clear?"), "date", required=False),
    Field("horizon", text("How far ahead does it look, in beats?"), "number", value="2"),
    Field("technology", text("How far from today: its technology"), "choice", choices=_FAR, value="0"),
    Field("distance_market", text("How far from today: its customers"), "choice", choices=_FAR, value="0"),
    Field("proposition", text("How far from today: what it promises them"), "choice", choices=_FAR, value="0"),
)
RESERVE = (
    Field("share", text("Share of the budget that only exploration may use, in per cent"), "number", hint=text(
        "30 to 40 is a rule of thumb, no law. What you can spend well today is a good beginning.")),
    Field("reason", text("Why"), "long", hint=text("It stands in the ledger beside the decision.")),
)  # fmt: skip
OWNER = (Field("unit", text("Which unit owns the advertising that no other pattern names?")),)


def unit_form(visit: Visit) -> Form:
    markets = tuple((market.name, market.name) for market in visit.house.settings.markets)
    fields = [
        replace(f, kind="choice", choices=markets) if f.name == "market" else f
        for f in UNIT
        if markets or f.name != "market"
    ]
    return Form("start-unit", text("Enter the unit"), tuple(fields), weight="main")


def goal_form(stood: Stand) -> Form:
    return Form("start-goal", text("Enter the goal"), _with_units(GOAL, stood), weight="main")


def initiative_form(stood: Stand) -> Form:
    return Form("enter-initiative", text("Enter the initiative"), _with_units(INITIATIVE, stood), weight="main")


def owner_form(stood: Stand) -> Form:
    return Form("start-owner", text("It owns them"), _with_units(OWNER, stood, "exploit"), weight="plain")


def _with_units(fields: tuple[Field, ...], stood: Stand, mode: str | None = None) -> tuple[Field, ...]:
    units = tuple((unit.unit, unit.name) for unit, _ in stood.units if mode in (None, unit.mode))
    return tuple(replace(f, kind="choice", choices=units) if f.name == "unit" else f for f in fields)

"""The steps between the firm and its first beat: what stands, and the form that adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from taktgeber.core import Card, Exact, Field, Form, Period, Ratio, Text, text, text_n
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.govern import RESERVE, Breach

from .forms import RESERVE as RESERVE_FIELDS
from .forms import goal_form, initiative_form, owner_form, unit_form
from .stand import Stand

Names = Mapping[str, str]
DONE, NEXT, LATER = text("done"), text("next"), text("later")


def units_card(visit: Visit, stood: Stand, names: Names) -> Card:
    """Both hands are asked for: a firm without one of them says so."""
    says = []
    for unit, mandate in stood.units:
        mode = named(unit.mode)
        if mandate is None:
            says.append(text("{unit} ({mode}).", unit=unit.name, mode=mode))
            continue
        says.append(text("{unit} ({mode}), led by {leader}, judged by {scorecard}.", unit=unit.name, mode=mode,
                         leader=_who(names, mandate.leader), scorecard=tuple(mandate.scorecard)))  # fmt: skip
    hands = {unit.mode for unit, _ in stood.units}
    if stood.units and "explore" not in hands:
        says.append(text("No unit explores yet. If that is so, it is worth knowing; the brief says it too."))
    return _asking(text("2 · Units and who leads them"), says, unit_form(visit), bool(stood.units),
                   stood.firm is not None, text("Enter another unit"))  # fmt: skip


def goals_card(stood: Stand, names: Names) -> Card:
    says = [
        text("{person}: {metric}; pay rests on it.", person=_who(names, g.person), metric=g.metric) if g.pay
        else text("{person}: {metric}.", person=_who(names, g.person), metric=g.metric)
        for g in stood.goals
    ]  # fmt: skip
    return _asking(text("3 · Goals, and what they are measured by"), says, goal_form(stood), bool(stood.goals),
                   bool(stood.units), text("Enter another goal"))  # fmt: skip


def initiatives_card(stood: Stand) -> Card:
    called = [one for one in stood.initiatives if "innovation" in one.labels]
    says = [text("{name}.", name=one.name) for one in stood.initiatives if one not in called]
    says += [text("{name}, called innovation.", name=one.name) for one in called]
    return _asking(text("4 · What you call innovation, and what else runs"), says, initiative_form(stood),
                   bool(stood.initiatives), bool(stood.units), text("Enter another initiative"))  # fmt: skip


def breach_card(breach: Breach, names: Names) -> Card:
    """Told without scolding: that it is so in many firms, that it stays visible, and who could mend it."""
    who = text("the sponsor") if breach.owner == "role:sponsor" else _who(names, breach.owner)
    says = (
        text("What was found: {says}", says=with_names(breach.says, names)),
        text(
            "This is so in many firms. It is accepted and stays visible until it is mended; {who} could mend it.",
            who=who,
        ),
    )
    forms: tuple[Form, ...] = ()
    kind = breach.subject.partition(":")[0]
    if kind in ("goal", "role", "mandate"):
        why = Field("reason", text("Why"), "long", hint=text("It stands in the ledger beside the decision."))
        submit = {"goal": text("End this goal"), "role": text("End this role"), "mandate": text("End this mandate")}[
            kind
        ]
        forms = (Form("start-end", submit, (why,), {"subject": breach.subject}, open=False),)
    anew = ("/ledger/enter/initiative", text("Decide it anew, such as in another unit"))
    return Card(text("House rule {number}", number=str(breach.rule)), says, text("visible until mended"), forms=forms,
                link=anew if kind == "initiative" else None)  # fmt: skip


def decide_card(stood: Stand, names: Names) -> Card | None:
    title = text("5 · Decide what holds from now on")
    if not stood.units:
        return Card(title, (text("Once units are entered, you can take them over with one click."),), LATER)
    says: list[Text] = [text("You are the sponsor, by decision.")]
    free = [one for one in stood.to_decide if one.against is None]
    for one in stood.to_decide:
        if one.against is not None:
            mend = text("Mend it above first.") if stood.breaches else with_names(one.against.advice, names)
            says.append(text('"{unit}" cannot be decided as it is: {says} {mend}', unit=one.unit.name,
                             says=with_names(one.against.says, names), mend=mend))  # fmt: skip
    if not free and stood.firm_decided:
        return Card(title, (*says, text("All that can be taken over holds by your decision.")), DONE)
    says.append(text_n("One unit can be taken over as it was found.", "{n} units can be taken over as they were found.",
                       len(free)))  # fmt: skip
    return Card(
        title, tuple(says), NEXT, forms=(Form("start-decide", text("Take over what was found"), weight="main"),)
    )


def reserve_card(visit: Visit, stood: Stand) -> Card | None:
    """Only where a unit explores by decision or as found; it can be left for later."""
    if not any(unit.mode == "explore" for unit, _ in stood.units):
        return None
    title, today = text("6 · What only exploration may use"), visit.today()
    share = visit.house.book.state(RESERVE).share_on(today)
    if share is not None:
        figure = Exact(Ratio(round(share * 1000), 1000), "share", Period(today, today))
        return Card(title, (text("{share} of the budget is reserved for it.", share=figure),), DONE)
    form = Form("start-reserve", text("Set the reserve"), RESERVE_FIELDS, open=False)
    return Card(title, (text("No reserve is set. It can be left for later."),), LATER, mode="explore", forms=(form,))


def loading_card(visit: Visit, stood: Stand) -> Card:
    title = text("7 · The first export")
    if stood.loaded:
        return Card(title, (text("Data are loaded."),), DONE, link=("/operations", text("See how fresh they are")))
    if not visit.access.allows("load.data"):
        says = (
            text("Loading and planning are a role of their own. Take it yourself for now, or invite somebody and give "
                 "them the role operations."),
        )  # fmt: skip
        return Card(
            title,
            says,
            NEXT if stood.units else LATER,
            forms=(operate_form(),),
            link=("/people", text("Invite somebody")),
        )
    files = Field("files", text("Files"), "file", many=True,
                  hint=text("Exports of Meta, Google Ads or TikTok, orders of your shop; several."))  # fmt: skip
    says = (text("Each is loaded whole or refused with the reason; a refused one waits on the page Operations."),)
    return Card(title, says, NEXT, forms=(Form("load-files", text("Load"), (files,), weight="main"),),
                link=("/operations", text("What waits there")))  # fmt: skip


def operate_form() -> Form:
    return Form("start-operate", text("I do it myself for now"), weight="main")


def owner_card(stood: Stand) -> Card | None:
    """Until somebody owns the campaigns, their money is nobody's on the brief."""
    if stood.owned or not stood.loaded or not any(unit.mode == "exploit" for unit, _ in stood.units):
        return None
    says = (text("No unit owns the advertising yet, so its money would be nobody's on the brief."),)
    return Card(text("Whose advertising it is"), says, NEXT, forms=(owner_form(stood),))


def _asking(title: Text, says: list[Text], form: Form, done: bool, ready: bool, more: Text) -> Card:
    """Open while it is the next thing to do; folded behind its button once something stands."""
    if done:
        return Card(title, tuple(says), DONE, forms=(replace(form, submit=more, open=False, weight="plain"),))
    return Card(title, tuple(says), NEXT if ready else LATER, forms=(replace(form, open=ready),) if ready else ())


def _who(names: Names, person: str) -> str:
    return names.get(person, person)


def with_names(words: Text, names: Names) -> Text:
    """A sentence of the ledger with names in the place of pseudonyms, for who may see them."""
    return replace(words, values={key: _named(value, names) for key, value in words.values.items()})


def _named(value: Any, names: Names) -> Any:
    if isinstance(value, Text):
        return with_names(value, names)
    if isinstance(value, tuple):
        return tuple(_named(each, names) for each in value)
    return names.get(value, value) if isinstance(value, str) else value

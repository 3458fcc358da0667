"""The first-run assistant: the firm as it is, what it means, what is decided, the first export, the first beat."""

from __future__ import annotations

from taktgeber.core import Card, Form, Leaf, Page, Text, text, text_n
from taktgeber.cycle.visit import Visit

from .entering import ACTS
from .forms import FIRM
from .sample_card import LOOK_AGAIN, sample_card, sample_runs
from .stand import Stand, stand
from .steps import (
    breach_card,
    decide_card,
    goals_card,
    initiatives_card,
    loading_card,
    operate_form,
    owner_card,
    reserve_card,
    units_card,
)


def start(visit: Visit) -> Page:
    """Eight steps, each saved by the ledger itself; the first that is open stands open."""
    stood = stand(visit)
    if sample_runs(visit):
        # Alone, since what is typed would be lost whenever the page looks again.
        card = sample_card(visit, stood)
        return Page(text("Beginning"), _sentence(stood), cards=(card,) if card else (), refresh=LOOK_AGAIN)
    names = visit.names()
    breaches = (breach_card(breach, names) for breach in stood.breaches)
    cards = (
        sample_card(visit, stood), _firm(stood), units_card(visit, stood, names), goals_card(stood, names),
        initiatives_card(stood), *breaches, decide_card(stood, names), reserve_card(visit, stood),
        loading_card(visit, stood), owner_card(stood), _plan(visit, stood),
    )  # fmt: skip
    return Page(title=text("Beginning"), sentence=_sentence(stood), cards=tuple(card for card in cards if card))


def _sentence(stood: Stand) -> Text:
    if stood.planned:
        return text("Your first beat is planned; everything below can still be added to.")
    if stood.empty:
        return text(
            "Begin with your firm as it is, not as it should be: nothing you enter is judged, all of it is kept."
        )
    if stood.breaches:
        return text_n("Your firm stands here as it is; one thing breaks a house rule, as in many firms.",
                      "Your firm stands here as it is; {n} things break a house rule, as in many firms.",
                      len(stood.breaches))  # fmt: skip
    return text("Your firm stands here as it is; the next step is open below.")


def _firm(stood: Stand) -> Card:
    form = Form(
        "start-firm", text("Note it"), FIRM, open=stood.firm is None, weight="main" if stood.firm is None else "plain"
    )
    if stood.firm is None:
        return Card(text("1 · The firm"), (), text("next"), forms=(form,))
    says = text_n("One person works here.", "{n} people work here.", stood.firm)
    return Card(
        text("1 · The firm"), (says,), text("done"), forms=(Form("start-firm", text("Change it"), FIRM, open=False),)
    )


def _plan(visit: Visit, stood: Stand) -> Card:
    title = text("8 · The first beat")
    if stood.planned:
        return Card(title, (text("It is planned, and its proposals wait for decisions."),), text("done"),
                    link=("/today", text("To the first page")))  # fmt: skip
    if not stood.loaded:
        return Card(title, (text("Once an export is loaded, the first beat can be planned."),), text("later"))
    if not visit.access.allows("plan.beat"):
        return Card(title, (text("Planning is a role of its own: operations or analyst. Take it yourself for now."),),
                    text("next"), forms=(operate_form(),), link=("/people", text("Invite somebody")))  # fmt: skip
    says = text("The machine gathers proposals; people decide on them. It takes up to a minute.")
    return Card(title, (says,), text("next"),
                forms=(Form("plan-beat", text("Plan the first beat"), weight="main"),),
                link=("/today", text("See it under way")))  # fmt: skip


LEAVES = (Leaf("/start", text("Beginning"), "begin.house", start, rank=95),)
__all__ = ["ACTS", "LEAVES"]

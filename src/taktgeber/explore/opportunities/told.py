"""Opportunities in words and tables: which are open, what each offers to whom, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from taktgeber.core import Table, Text, text, text_n
from taktgeber.core.names import named
from taktgeber.core.section import Cell

from .opportunity import Change, Opportunity


def opportunities_headline(every: Sequence[Opportunity]) -> Text:
    alive = [one for one in every if one.state != "dropped"]
    if not every:
        return text("Nobody has said an opportunity yet: a segment, a value proposition or a model that could be new.")
    if not alive:
        return text("Every opportunity was dropped; why stands beside each.")
    return text_n("One opportunity is alive, the newest: {says}", "{n} opportunities are alive, the newest: {says}",
                  len(alive), says=alive[-1].says)  # fmt: skip


def opportunity_table(every: Sequence[Opportunity]) -> Table:
    """The newest first."""
    head = (text("Opportunity"), text("Short name"), text("What new business it is"), text("For whom"),
            text("What differs from rivals"), text("Where it stands"))  # fmt: skip
    rows = tuple((one.says, one.opportunity, _model(one), one.segment, one.differs,
                  text("{state}", state=named(one.state))) for one in reversed(every))  # fmt: skip
    return Table(head, rows, text("Opportunities, the newest first"))


def told_table(one: Opportunity) -> Table:
    """What was said of it, and what became of it."""
    rows: list[tuple[Text, Cell]] = [
        (text("For whom"), one.segment),
        (text("What is offered"), one.proposition),
        (text("What new business it is"), _model(one)),
        (text("What it is worth to them"), one.worth),
        (text("What differs from rivals"), one.differs),
        (text("Customers who help to make it"), _listed(one.customers)),
        (text("Partners"), _listed(one.partners)),
        (text("Premises that it attacks"), _listed(one.premises)),
    ]
    rows += [(text("{day}: {state}", day=change.day, state=named(change.state)), _why(one, change))
             for change in one.history]  # fmt: skip
    kept = tuple((label, said) for label, said in rows if said != "")
    return Table((text("What"), text("As it was said")), kept, text("What was said of it"))


def _why(one: Opportunity, change: Change) -> Text | str:
    """Of the first state nobody is asked for a reason: it was said so."""
    said = text("As it was said") if change == one.history[0] else text("no reason given")
    return change.reason or said


def _model(one: Opportunity) -> Text | str:
    return text("{model}", model=named(one.model)) if one.model else ""


def _listed(words: Sequence[str]) -> Text | str:
    return text("{words}", words=tuple(words)) if words else ""

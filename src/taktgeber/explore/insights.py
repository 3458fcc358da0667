"""What the lab learned: its insights of the registry, whether the idea held or not, in one dress."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from taktgeber.core import Table, Text, text
from taktgeber.core.names import named
from taktgeber.evidence.knowing.known import Known, known_of
from taktgeber.evidence.registry.insight import Insight
from taktgeber.evidence.registry.memory import Registry
from taktgeber.explore.memory import Lab

from .once import once


@once
def of_the_lab(registry: Registry) -> tuple[Insight, ...]:
    """The newest first."""
    own = (insight for insight in registry.insights.values() if insight.hand == "explore")
    return tuple(sorted(own, key=lambda insight: (insight.day, insight.insight), reverse=True))


def taught_by(lab: Lab, registry: Registry, initiative: str) -> tuple[Insight, ...]:
    """What an initiative, or slack, taught; the oldest first."""
    return tuple(registry.insights[name] for name in lab.insights_on(initiative))


def idea_in_words(insight: Insight) -> Text | str:
    """Whether the idea held, by what the insight says."""
    return text("still open") if insight.holds is None else named("held" if insight.holds else "refuted")


def insight_table(registry: Registry, insights: Iterable[Insight], day: date) -> Table:
    """On a day."""
    rows = tuple(_row(registry, known_of(registry, insight, day)) for insight in insights)
    head = (text("What we learned"), text("The idea"), text("Level"), text("Learned"), text("Best before"),
            text("Reused by"))  # fmt: skip
    return Table(head, rows, text("Insights, the newest first"))


def _level(registry: Registry, known: Known) -> Text | str:
    """Where only going together was seen, it says so (house rule 7)."""
    from taktgeber.evidence.claims.beside import goes_with

    if not goes_with(registry, known.strength):
        return known.strength.name
    return text("{level}: goes with, cause not shown", level=known.strength.name)


def _row(registry: Registry, known: Known) -> tuple[Text | str, ...]:
    insight, fresh = known.insight, known.fresh
    return (
        insight.says,
        idea_in_words(insight),
        _level(registry, known),
        text("{day}", day=insight.day),
        text("{day}", day=fresh.best_before) if fresh else text("no date"),
        text("{names}", names=known.used_by) if known.used_by else text("nobody yet"),
    )

"""A plan told: in sentences and tables for a person, as data for machines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from taktgeber.core import Answer, Money
from taktgeber.evidence.planning.findings import plan_findings
from taktgeber.evidence.planning.history import Past
from taktgeber.evidence.planning.plan import ExperimentPlan
from taktgeber.evidence.planning.wish import Prior
from taktgeber.evidence.planning.words import figures_of, measured_in, says, tables

from .plan_data import plan_data
from .plan_history import OwnPast, cost_says


def told_plan(
    plan: ExperimentPlan,
    first: date,
    prior: Prior | None,
    past: Past | None,
    own: OwnPast | None,
    file: Path | None,
    cost: Money | None,
) -> Answer:
    """past: what its figures were measured in, by the workspace's own customers (own) or in a file."""
    shown = figures_of(plan, first)
    said, found = says(plan, shown, prior), plan_findings(plan, shown, prior, past)
    if own is not None:
        said, found = (*said, *own.says(shown)), (*found, *own.findings(plan))
    elif past is not None and file is not None:
        said = (*said, measured_in(file.name, past, shown))
    if cost is not None:
        said = (*said, cost_says(cost, plan))
    return Answer(said, tables(plan, shown), found, plan_data(plan, prior, first, past, own, cost))

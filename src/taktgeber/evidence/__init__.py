"""Evidence: one experiment planned, looked at and read; many pooled into what a new market may expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .assigning.assign import Assigned, assign
    from .assigning.file import AssignedFile, assign_file
    from .assigning.plan import AssignmentPlan, assignment_plan, refuse_overlap
    from .assigning.sql import assignment_sql, reason_sql
    from .brief_section import section
    from .checking.check import Checked, check_experiment
    from .knowing.between_markets import pool_of
    from .knowing.known import known_on
    from .knowing.learning_rate import learning_rate
    from .knowing.search import search
    from .knowing.shrunken import shrunken
    from .knowing.strength import strength_of
    from .looking.interim import LookTaken, Rule, read_looks
    from .planning.history import measure_past
    from .planning.plan import plan_experiment
    from .planning.wish import Measure, Prior, Wish
    from .pooling.markets import Measured, read_markets
    from .pooling.pool import TransferRule, pool_markets
    from .reading.design import Design
    from .reading.metric import Guardrail, Metric, parse_margin, parse_metric, parse_ratio
    from .reading.read import read_design, read_experiment
    from .reading.result import Comparison, Guarded, Reading, Segmented, SegmentEffect
    from .registry.memory import REGISTRY, Registry, folds
    from .registry.record import record_look
    from .registry.rules import rules

_FACE = {
    "Assigned": "assigning.assign",
    "AssignedFile": "assigning.file",
    "AssignmentPlan": "assigning.plan",
    "Checked": "checking.check",
    "Comparison": "reading.result",
    "Design": "reading.design",
    "Guarded": "reading.result",
    "Guardrail": "reading.metric",
    "LookTaken": "looking.interim",
    "Measure": "planning.wish",
    "Measured": "pooling.markets",
    "Metric": "reading.metric",
    "Prior": "planning.wish",
    "REGISTRY": "registry.memory",
    "Reading": "reading.result",
    "Registry": "registry.memory",
    "Rule": "looking.interim",
    "SegmentEffect": "reading.result",
    "Segmented": "reading.result",
    "TransferRule": "pooling.pool",
    "Wish": "planning.wish",
    "assign": "assigning.assign",
    "assign_file": "assigning.file",
    "assignment_plan": "assigning.plan",
    "assignment_sql": "assigning.sql",
    "check_experiment": "checking.check",
    "folds": "registry.memory",
    "known_on": "knowing.known",
    "learning_rate": "knowing.learning_rate",
    "measure_past": "planning.history",
    "parse_margin": "reading.metric",
    "parse_metric": "reading.metric",
    "parse_ratio": "reading.metric",
    "plan_experiment": "planning.plan",
    "pool_markets": "pooling.pool",
    "pool_of": "knowing.between_markets",
    "read_design": "reading.read",
    "read_experiment": "reading.read",
    "read_looks": "looking.interim",
    "read_markets": "pooling.markets",
    "reason_sql": "assigning.sql",
    "record_look": "registry.record",
    "refuse_overlap": "assigning.plan",
    "rules": "registry.rules",
    "search": "knowing.search",
    "section": "brief_section",
    "shrunken": "knowing.shrunken",
    "strength_of": "knowing.strength",
}

__all__ = [
    "REGISTRY",
    "Assigned",
    "AssignedFile",
    "AssignmentPlan",
    "Checked",
    "Comparison",
    "Design",
    "Guarded",
    "Guardrail",
    "LookTaken",
    "Measure",
    "Measured",
    "Metric",
    "Prior",
    "Reading",
    "Registry",
    "Rule",
    "SegmentEffect",
    "Segmented",
    "TransferRule",
    "Wish",
    "assign",
    "assign_file",
    "assignment_plan",
    "assignment_sql",
    "check_experiment",
    "folds",
    "known_on",
    "learning_rate",
    "measure_past",
    "parse_margin",
    "parse_metric",
    "parse_ratio",
    "plan_experiment",
    "pool_markets",
    "pool_of",
    "read_design",
    "read_experiment",
    "read_looks",
    "read_markets",
    "reason_sql",
    "record_look",
    "refuse_overlap",
    "rules",
    "search",
    "section",
    "shrunken",
    "strength_of",
]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

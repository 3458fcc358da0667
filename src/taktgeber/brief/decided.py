"""What became of a proposal: handed to the brief beside the plan, since a plan is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from taktgeber.core.plan import Verdict


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """actor: a role or a pseudonym, never a name; alone: approved by the author, in a firm of up to three."""

    verdict: Verdict
    actor: str
    at: datetime
    reason: str
    alone: bool = False

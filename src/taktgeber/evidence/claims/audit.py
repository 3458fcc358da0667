"""The audit of one claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .claim import ClaimAudit
from .column import Column


def audit_claim(
    table: Mapping[str, Column],
    outcome: str,
    exposure: str,
    given: Sequence[str] = (),
    *,
    time: str | None = None,
    after: Sequence[str] = (),
    weight: str | None = None,
    negative: str | None = None,
    level: float = 0.9,
) -> ClaimAudit:
    """Whether what goes together may be read as a cause.

    table: columns of one length; outcome: numbers, or two levels (yes/no); exposure: two levels, or a numeric dose; of
    either "column=level" takes one level against all others, as "channel=TikTok";
    given: what else might explain it, as it stood before the exposure; time: dates or period numbers, of the row;
    after: columns that came later than the exposure (refused as controls, wherever named); weight: how many equal rows
    a row stands for; negative: an outcome that the exposure cannot move, of its other causes; level: of all intervals.
    Raises Refusal where the table cannot carry the question.
    """
    raise NotImplementedError

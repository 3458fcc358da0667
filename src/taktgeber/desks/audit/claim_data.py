"""An audited claim for machines: every figure as it is, by the schema audit_claim.json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from taktgeber.core import Answer

if TYPE_CHECKING:
    from taktgeber.evidence.claims import ClaimAudit
    from taktgeber.evidence.claims.kept_claim import KeptClaim

    from .claim import Audited


def claim_data(done: Audited, kept: tuple[str, int] | None = None) -> dict[str, Any]:
    return {
        **audit_data(done.audit),
        "rows_of_file": done.rows,
        "sampled": done.sampled,
        "digest": done.digest,
        "kept": kept and {"claim": kept[0], "entry": kept[1]},
    }


def audit_data(audit: ClaimAudit) -> dict[str, Any]:
    from taktgeber.evidence.claims.words import findings, if_hidden, placebos, plan_command, sentences

    return {
        **asdict(audit),
        "says": [*sentences(audit), *if_hidden(audit), *placebos(audit)],
        "findings": [{"code": f.code, "severity": f.severity, "says": f.says, "advice": f.advice}
                     for f in findings(audit)],
        "command": plan_command(audit),
    }  # fmt: skip


def kept_data(one: KeptClaim) -> dict[str, Any]:
    return {
        "claim": one.claim,
        "claims": one.says,
        "verdict": one.verdict,
        "on": one.on,
        "market": one.market,
        "source": one.source,
        "digest": one.digest,
        "day": one.day.isoformat(),
        "standing": one.standing,
        "entry": one.entry,
        "audit": one.audit and audit_data(one.audit),
    }


def plain(data: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """With its texts in the reader's language."""
    return Answer((), data=data).plain(locale)

"""The test that would decide a claim from data, as it is laid into the registration form."""

from __future__ import annotations

from collections.abc import Mapping

from taktgeber.core import text
from taktgeber.core.format import show
from taktgeber.cycle.visit import Visit


def asked_claim(visit: Visit) -> Mapping[str, str] | None:
    """Fields of the form by name; None where no claim is named that this reader may see and that was audited."""
    from taktgeber.evidence.claims import CLAIMS
    from taktgeber.evidence.claims.words import hypothesis

    near = visit.access.markets("see.experiments")
    known = visit.house.book.state(CLAIMS).claims.get(visit.query.get("claim", ""))
    if known is None or known.audit is None or (near is not None and known.market not in near):
        return None
    audit = known.audit
    wish = audit.experiment
    arms = tuple(dict.fromkeys((wish.first, wish.second)))
    metric = f"{audit.outcome}:proportion" if wish.kind == "proportion" else audit.outcome
    return {
        "says": show(hypothesis(audit), visit.locale),
        "name": show(text("Test of a claim: {claim}", claim=known.says), visit.locale)[:100],
        "experiment": known.claim,
        "metric": metric,
        "threshold": f"{abs(wish.lift):.4g}",
        "arms": "\n".join(arms),
        "control": arms[0],
        "units": str(wish.units),
        "market": known.market or "",
    }

"""Keep a claim with what its audit found: one entry, which the book's rules accept or refuse in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taktgeber.core import Entry, Refusal, text

from .claim import ClaimAudit
from .kept_claim import body_of
from .memory import CLAIMS, Claims

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

_MOST = 60


def keep_claim(
    book: LedgerBook,
    says: str,
    audit: ClaimAudit,
    digest: str,
    actor: str,
    *,
    name: str | None = None,
    source: str = "",
    on: str | None = None,
    market: str | None = None,
) -> Entry:
    """says: the claim in a sentence; name: its short name, else made from the sentence (the same sentence is the same
    claim, audited again); source: the file's name; on: "insight:..." or "playbook:...", what builds on it."""
    said = " ".join(says.split())
    if not said:
        raise Refusal(text("Claim"), text("this field is empty."), text("Say the claim in one sentence."))
    body = {
        "claim": name or _name(said, book.state(CLAIMS)),
        "says": said,
        "outcome": audit.outcome,
        "exposure": audit.exposure,
        "given": [one.column for one in audit.controls] or None,
        "source": source,
        "on": on,
        "market": market,
        "verdict": audit.verdict,
        "cause": audit.cause.kind if audit.cause else None,
        "audit": body_of(audit),
        "digest": digest,
        "day": book.today().isoformat(),
    }
    return book.decide("claim", body, actor)


def _name(says: str, claims: Claims) -> str:
    """Its first words; of the same sentence, the name that it has."""
    held = next((one.claim for one in claims.claims.values() if one.says == says), None)
    if held:
        return held
    made = ""
    for word in re.findall(r"[^\W_]+", says.lower()):
        longer = f"{made}-{word}" if made else word[:_MOST]
        if len(longer) > _MOST:
            break
        made = longer
    name, number = made or "claim", 2
    while name in claims.claims:
        name, number = f"{made or 'claim'}-{number}", number + 1
    return name

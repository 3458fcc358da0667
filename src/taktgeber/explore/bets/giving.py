"""Give slack: a sum, a short name, and nothing else that anybody must say."""

from __future__ import annotations

from typing import Any

from taktgeber.core import Beat, Entry, Money, Refusal, encode, text
from taktgeber.govern import LedgerBook

from .means import means_of


def give_slack(book: LedgerBook, beat: Beat, name: str, amount: Money, actor: str, says: str = "") -> Entry:
    """beat: out of whose slack it is given. Refuses beyond what is left of it, and who does not give any."""
    means = means_of(beat)
    if means is None:
        raise Refusal(
            text("Slack"), text("nobody can tell how large the reserve of this beat is."),
            text("Set the reserve, and load what was booked in the beat before."),
        )  # fmt: skip
    body: dict[str, Any] = {
        "slack": name, "amount": amount, "of": means.slack, "beat": encode(beat.period),
        "day": book.today().isoformat(),
    }  # fmt: skip
    return book.decide("slack", body | ({"says": says} if says.strip() else {}), actor)

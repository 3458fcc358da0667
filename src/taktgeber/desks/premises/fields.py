"""What the forms of this desk ask for in more than one place, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from taktgeber.core import Field, Refusal, Text, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import role_of

REVIEW = Field("review", text("Next review"), "date", required=False)
OWNER = Field("owner", text("Who watches it"), required=False)
RESTS = Field("rests", text("What rests on it"), "long", required=False,
              hint=text("One a line, with its kind: channel:TikTok, market:Germany, product:..., playbook:..., "
                        "unit:..., initiative:..., premise:..."))  # fmt: skip
SHARE = Field("share", text("How much of today's business, in per cent?"), "number", required=False,
              hint=text("Where nothing booked shows it. It is labelled as stated by people."))  # fmt: skip


def owner_field(visit: Visit) -> Field:
    """To choose among those who write of premises, each by role."""
    from taktgeber.explore.premises.premise_rules import WRITERS
    from taktgeber.govern import PEOPLE

    held = visit.house.book.state(PEOPLE).roles(visit.today())
    people = dict.fromkeys(one.person for one in held if one.standing == "decided" and one.role in WRITERS)
    told: list[tuple[str, Text | str]] = [(person, role_of(visit, person)) for person in people]
    words = [words for _, words in told]
    shown = tuple(
        (person, text("{role}, {person}", role=role, person=person) if words.count(role) > 1 else role)
        for person, role in told
    )
    return replace(OWNER, kind="choice", choices=shown)


def optional(given: Mapping[str, Any]) -> dict[str, Any]:
    """Owner, review, rests and share as the ledger keeps them, those that were filled in."""
    made = {
        "owner": given["owner"],
        "review": given["review"].isoformat() if given["review"] else None,
        "rests": [line.strip() for line in (given["rests"] or "").splitlines() if line.strip()] or None,
        "share": _share(given["share"]),
    }
    return {name: value for name, value in made.items() if value is not None}


def _share(percent: int | None) -> float | None:
    if percent is None:
        return None
    if not 0 <= percent <= 100:
        raise Refusal(SHARE.label, text("a share lies between 0 and 100 per cent."), text("Write 30 for three tenths."))
    return percent / 100


def stands_as(decided: str, seen: str) -> Text:
    return text("It is kept. Decided: {decided}. What was seen says: {seen}.", decided=named(decided), seen=named(seen))

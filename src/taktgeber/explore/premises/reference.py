"""What of today's business rests on a premise, by kind and name: "channel:TikTok", "premise:ads-are-seen"."""

from __future__ import annotations

from dataclasses import dataclass

from taktgeber.core import Text, text
from taktgeber.core.names import named, purse_named

from .memory import Premises

KINDS = ("channel", "market", "product", "playbook", "unit", "initiative", "premise")


@dataclass(frozen=True, slots=True)
class Reference:
    kind: str
    name: str

    @property
    def words(self) -> Text:
        if not self.kind:
            return text("{name}", name=self.name)
        if self.kind in ("initiative", "unit"):
            return text("{purse}", purse=purse_named(str(self)))
        if self.kind == "premise":
            return text("the premise {name}", name=self.name)
        return text("{kind} {name}", kind=named(self.kind), name=self.name)

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


def reference(written: str) -> Reference:
    """A reference that names no kind stands as it was written, under no kind."""
    kind, colon, name = (part.strip() for part in written.partition(":"))
    return Reference(kind, name) if colon and kind in KINDS and name else Reference("", written)


def carried(premises: Premises, premise: str) -> tuple[Reference, ...]:
    """All that rests on it, also by way of other premises that rest on it; each once, what is named first first."""
    found: dict[Reference, None] = {}
    waiting, entered = [premise], {premise}
    while waiting:
        known = premises.premises.get(waiting.pop(0))
        for one in map(reference, known.rests if known else ()):
            if one == Reference("premise", premise):
                continue
            found[one] = None
            if one.kind == "premise" and one.name not in entered:
                entered.add(one.name)
                waiting.append(one.name)
    return tuple(found)

"""How strong field work is for its own question: does the need exist, is the offer understood.

For these two, field work is the better method: it can find what nobody thought of asking. Its criteria are those of
qualitative research (Lincoln & Guba 1985: credibility, dependability), each kept as a yes or no and named where it is
missing. Enough people: 12 interviews (Guest, Bunce & Johnson 2006, Field Methods 18(1): new themes had all but ceased
by then), 5 with a prototype (Nielsen & Landauer 1993, INTERCHI), 30 answers to a survey.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from taktgeber.core import Text, text
from taktgeber.evidence.registry.fieldwork import Fieldwork

Strength = Literal["thin", "fair", "strong"]
OWN_QUESTIONS = ("need", "understood")
_ENOUGH = {"interview": 12, "transcript": 12, "survey": 30}
_ELSE = 5


@dataclass(frozen=True, slots=True)
class FieldStrength:
    """met, missing: the criteria in words."""

    strength: Strength
    met: tuple[Text, ...]
    missing: tuple[Text, ...]


def field_strength(work: Fieldwork) -> FieldStrength:
    """strong: all criteria but one, and both that nothing can stand in for (behaviour, looked for what refutes it) on
    enough people; fair: half of them on enough people; thin: else."""
    enough = work.people >= _ENOUGH.get(work.method, _ELSE)
    asked = (
        (enough, text("enough people")),
        (work.behaviour, text("rests on what people did")),
        (work.sought, text("what would refute it was looked for")),
        (work.second, text("a second person read it on their own")),
        (work.recorded, text("words or pictures are kept")),
        (work.saturated, text("the last people brought nothing new")),
        (len(set(work.contexts)) > 1, text("more than one setting")),
    )
    met = tuple(says for held, says in asked if held)
    missing = tuple(says for held, says in asked if not held)
    strength: Strength = "thin"
    if enough and work.behaviour and work.sought and len(missing) <= 1:
        strength = "strong"
    elif enough and len(met) >= 4:
        strength = "fair"
    return FieldStrength(strength, met, missing)

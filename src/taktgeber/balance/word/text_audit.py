"""What an audit of a text says: each sentence with its class and why, the whole with its verdict.

Classes and verdicts follow one table (docs/text-audit.md): a text is judged by its duties and targets, what it
claims of itself is set beside them, and what grants no duty and no target is no ground for a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from taktgeber.core import Text

Label = Literal[
    "rhetoric_explore",
    "duty_explore",
    "duty_exploit",
    "target_exploit",
    "target_learning",
    "resource_autonomy",
    "other",
]
LABELS: tuple[Label, ...] = (
    "rhetoric_explore",
    "duty_explore",
    "duty_exploit",
    "target_exploit",
    "target_learning",
    "resource_autonomy",
    "other",
)
Part = Literal["opening", "company", "tasks", "measured", "profile", "offer"]
Verdict = Literal["plain", "dressed", "hybrid", "exploration", "too_little"]
Language = Literal["de", "en", "it", "zh"]
LANGUAGES: tuple[Language, ...] = ("de", "en", "it", "zh")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue that speaks: its name in the language's cue file, the class it speaks for, the words it found."""

    name: str
    label: Label
    words: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, line or bullet.

    number: from 1, in reading order, headings counted as well; text: as it stands there; heading: it names a part and
    is judged by nobody (label other); likelihood: of the label as the model has it, 0 to 1, surer than it is right;
    cues: all that it hits, for its class and
    against; why: what speaks for its class; newness: likelihood that it claims newness, 0 to 1.
    """

    number: int
    text: str
    part: Part
    heading: bool
    label: Label
    likelihood: float
    cues: tuple[Cue, ...]
    why: Text
    newness: float = 0.0


@dataclass(frozen=True, slots=True)
class TextAudit:
    """The audit of one text.

    digest: SHA-256 of the text, hexadecimal; rhetoric: 0 none, 1 in passing, 2 of the role itself, 3 frames the
    text; rests_on: numbers of the units that carry the verdict; says: the verdict in words ("reads like ...");
    claims, owes, gap: what the text claims, what it makes somebody owe, what lies between; rewrite: lines of
    an honest text in the text's own language, none where there is nothing to build it on.
    """

    digest: str
    language: Language
    verdict: Verdict
    says: Text
    rhetoric: int
    claims: Text
    owes: Text
    gap: Text
    units: tuple[Unit, ...]
    rests_on: tuple[int, ...]
    rewrite: tuple[str, ...]

    def counts(self) -> dict[Label, int]:
        """Units by class, all classes; headings are not counted."""
        return {label: len(self.of(label)) for label in LABELS}

    def of(self, *labels: Label) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.label in labels and not unit.heading)

    @property
    def explore_share(self) -> float | None:
        """Duties to explore among all duties, 0 to 1; None without duties."""
        explore, exploit = len(self.of("duty_explore")), len(self.of("duty_exploit"))
        return explore / (explore + exploit) if explore + exploit else None

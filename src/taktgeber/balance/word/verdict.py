"""The verdict on a text, counted from its sentences: duties decide, claims are set beside them.

The table (docs/text-audit.md): fewer than three duties and targets are too little to tell. More than half of the duties
search for what is not known yet: exploration. A fifth or more: two jobs in one role. Less: exploitation, dressed as
exploration where the text claims newness more than in passing. A claim weighs by how sure it is that it is one; by half
among the profile and the offer, where ads praise themselves by habit; by half without a word of newness in it. The
newness that the title wears counts half, that of a duty on what exists a quarter. Where passing ends was set on texts
held out from training and on real ads apart from those that the documentation reports on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from taktgeber.core import Text, text, text_n

from .text_audit import Label, Unit, Verdict

LEAST = 3
SEARCHES, ALSO_SEARCHES = 0.5, 0.2
SPOKEN = frozenset(("newness", "courage", "transformation"))
IN_PASSING, OF_THE_ROLE, FRAMES = 0.5, 1.25, 3.0
Level = Literal[0, 1, 2, 3]


def how_many(units: Sequence[Unit], *labels: Label) -> int:
    return sum(unit.label in labels for unit in units if not unit.heading)


def claimed(units: Sequence[Unit]) -> float:
    """How much newness a text claims: about 1 for each sentence that does nothing else."""
    title = any(_spoken(unit) for unit in units[:2] if unit.heading)
    return 0.5 * title + sum(_claims(unit) for unit in units if not unit.heading)


def level(claims: float) -> Level:
    return 0 if claims < IN_PASSING else 1 if claims < OF_THE_ROLE else 2 if claims < FRAMES else 3


def verdict(units: Sequence[Unit]) -> Verdict:
    explore, exploit = how_many(units, "duty_explore"), how_many(units, "duty_exploit")
    if explore + exploit + how_many(units, "target_exploit", "target_learning") < LEAST:
        return "too_little"
    share = explore / (explore + exploit) if explore + exploit else 0.0
    if share > SEARCHES:
        return "exploration"
    if share >= ALSO_SEARCHES or (explore >= 2 and how_many(units, "target_learning")):
        return "hybrid"
    return "dressed" if claimed(units) >= OF_THE_ROLE else "plain"


def rests_on(units: Sequence[Unit], found: Verdict) -> tuple[int, ...]:
    """Numbers of the units that carry the verdict: all duties and targets, and claims where they decide."""
    carry = {"duty_explore", "duty_exploit", "target_exploit", "target_learning"}
    carry |= {"rhetoric_explore"} if found in ("dressed", "plain") else {"resource_autonomy"}
    return tuple(unit.number for unit in units if unit.label in carry and not unit.heading)


def in_words(found: Verdict) -> Text:
    if found == "plain":
        return text("This reads like exploitation, said plainly. That is good: whoever takes it on knows what for.")
    if found == "dressed":
        return text("This reads like exploitation dressed as exploration.")
    if found == "hybrid":
        return text("This reads like a hybrid role that will tip to exploitation.")
    if found == "exploration":
        return text("This reads like exploration.")
    return text("There is too little here to tell: fewer than three sentences say what is owed or measured.")


def in_claims(units: Sequence[Unit]) -> Text:
    n = how_many(units, "rhetoric_explore")
    if not n:
        return text("No sentence claims newness.")
    if level(claimed(units)) < 2:
        return text_n("One sentence claims newness, in passing.", "{n} sentences claim newness, in passing.", n)
    return text_n(
        "One sentence claims newness, of the task itself.", "{n} sentences claim newness, of the task itself.", n
    )


def in_duties(units: Sequence[Unit]) -> Text:
    return text(
        "Duties on what exists: {exploit}. Duties to find out what is not known: {explore}. Yardsticks of return: "
        "{returns}, of learning: {learning}. Means and rights granted: {means}.",
        exploit=how_many(units, "duty_exploit"), explore=how_many(units, "duty_explore"),
        returns=how_many(units, "target_exploit"), learning=how_many(units, "target_learning"),
        means=how_many(units, "resource_autonomy"),
    )  # fmt: skip


def in_gap(units: Sequence[Unit], found: Verdict) -> Text:
    """What lies between claim and duty."""
    by_return, by_learning = how_many(units, "target_exploit"), how_many(units, "target_learning")
    if found == "too_little":
        return text("Claims alone are no ground for a verdict.")
    if found == "dressed":
        return text("It claims to look for the new, and what it makes somebody do is to run and improve what is there.")
    if found == "hybrid":
        if by_return and not by_learning:
            return text("Two duties, and one yardstick: return. What cannot pay this year will give way to what does.")
        return text("Two duties in one role, and nothing keeps time and money of the one from the other.")
    if found == "exploration" and by_return and not by_learning:
        return text("It is to search, and is judged by return: what is not known yet cannot earn anything.")
    return text("What it claims and what it makes somebody do agree.")


def _claims(unit: Unit) -> float:
    habit = 0.5 if unit.part in ("profile", "offer") else 1.0
    worn = 0.25 if unit.label == "duty_exploit" and _spoken(unit) else 0.0
    return worn + unit.newness * habit * (1.0 if _spoken(unit) else 0.5)


def _spoken(unit: Unit) -> bool:
    return any(cue.name in SPOKEN for cue in unit.cues)

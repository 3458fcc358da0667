"""The ladder of evidence, E0 to E5: how sure one may be that something works.

E0 said by somebody here - E1 said by those it is for - E2 behaviour seen, nothing held against it - E3 compared, not
drawn by lot or not frozen before its data - E4 drawn by lot (or a sound design without a lot), frozen before its
data, and ready for a decision - E5 the same answer in two places or more.

It is computed from how evidence was made, as GRADE does (Guyatt et al. 2008, BMJ 336): a start by the design, a step
down for each named reason. What came out plays no part: a null that was measured well keeps its level.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from taktgeber.core import Text, text
from taktgeber.evidence.check_words import in_words
from taktgeber.evidence.registry.experiment import Experiment
from taktgeber.evidence.registry.fieldwork import Fieldwork
from taktgeber.evidence.registry.memory import Registry
from taktgeber.evidence.registry.outcome import final_look, outcome_of

_BEGINS = {"randomised": 4, "quasi": 4, "compared": 3, "before_after": 2}
_SEEN = 2  # what people did was seen, whatever went wrong with the comparison


@dataclass(frozen=True, slots=True)
class Step:
    """A reason why the level is where it is. code: stable; down: it took a step away."""

    code: str
    says: Text
    down: bool = True


@dataclass(frozen=True, slots=True)
class Grade:
    """level: 0 to 5; base: where its design let it begin."""

    level: int
    base: int
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        return f"E{self.level}"


def graded(experiment: Experiment) -> Grade:
    """Of an experiment that was read; E0 before: until then it is what somebody thinks."""
    if final_look(experiment) is None:
        return Grade(0, 0, (Step("not-read", text("It has not been read for good."), False),))
    base = _BEGINS[experiment.plan.method]
    begin = Step(experiment.plan.method, _design(experiment), False)
    if _called_invalid(experiment) or outcome_of(experiment) == "invalid":
        return Grade(min(base, _SEEN), base, (begin, Step("not-to-believe", _invalid(experiment))))
    downs = tuple(_downs(experiment))
    return Grade(max(base - len(downs), min(base, _SEEN)), base, (begin, *downs))


def _design(experiment: Experiment) -> Text:
    return {
        "randomised": text("Units were drawn by lot."),
        "quasi": text("Units were not drawn by lot; the design stands in for it (areas, switching, a sharp limit)."),
        "compared": text("Units were held against others that nobody drew."),
        "before_after": text("Only before and after were seen, with nothing to hold them against."),
    }[experiment.plan.method]


def _called_invalid(experiment: Experiment) -> bool:
    return experiment.conclusion is not None and experiment.conclusion.verdict == "invalid"


def _invalid(experiment: Experiment) -> Text:
    if experiment.conclusion is not None and _called_invalid(experiment):
        return text("It was called invalid: {reason}", reason=experiment.conclusion.reason)
    look = final_look(experiment)
    codes = look.stops if look else ()
    if not codes:
        return text("No effect could be read: it is no comparison.")
    return text("Its checks say not to believe it: {found}.", found=tuple(map(in_words, codes)))


def _downs(experiment: Experiment) -> Iterator[Step]:
    """One step for each, at most."""
    plan, look = experiment.plan, final_look(experiment)
    assert look is not None
    if not plan.before_data:
        yield Step("not-frozen", text("It was not frozen before its data began."))
    elif any(one.standing == "found" for one in experiment.looks):
        yield Step("figures-found", text("Its figures were entered as found, and not read here."))
    if experiment.changed:
        yield Step("registered-again", text("Somebody tried to register it again with something else."))
    if plan.looks == 1 and any(not one.final for one in experiment.looks):
        yield Step("unplanned-look", text("It was looked at before its end, which was not planned."))
    if look.metric != plan.metric:
        yield Step("changed-metric", text("It was read by {metric}, and frozen for another.", metric=look.metric))
    if outcome_of(experiment) == "unclear":
        yield Step("too-wide", text("Its interval is wider than the decision needs: it holds nought and the "
                                    "smallest effect that matters."))  # fmt: skip
    if plan.indirect:
        yield Step("indirect", text("Those who were tested are not those it is for."))
    if look.findings:
        yield Step("doubts", text("Its checks found: {found}.", found=tuple(map(in_words, look.findings))))


def hypothesis_grade(registry: Registry, hypothesis: str) -> Grade:
    """The best that is known of it; E5 where experiments of E4 say the same in two places or more."""
    read = [(graded(one), one) for one in registry.of(hypothesis) if final_look(one) is not None]
    grades = [grade for grade, _ in read] + [field_level(one) for one in registry.field_of(hypothesis)]
    if not grades:
        return Grade(0, 0, (Step("not-tested", text("Somebody said it; nobody tested it yet."), False),))
    best = max(grades, key=lambda grade: grade.level)
    again = _replicated([one for grade, one in read if grade.level >= 4])
    if again is None:
        return best
    one, other = again
    says = text(
        "It came out the same in {one} and in {other}.", one=one.plan.market or "", other=other.plan.market or ""
    )
    return Grade(5, best.base, (*best.steps, Step("replicated", says, False)))


def _replicated(sound: Sequence[Experiment]) -> tuple[Experiment, Experiment] | None:
    """Two that say the same in differing markets, while none of this level says the opposite. One that ran wherever the
    firm sells is no second place: it holds the other."""
    if len({outcome_of(one) == "shown" for one in sound}) != 1:
        return None
    for one, other in combinations([one for one in sound if one.plan.place], 2):
        if outcome_of(one) == outcome_of(other) and one.plan.place != other.plan.place:
            return one, other
    return None


def field_level(work: Fieldwork) -> Grade:
    """Where field work stands on the ladder of "does it work": low, for another question is its own."""
    seen = work.behaviour or work.method in ("observation", "prototype", "photos", "field_notes")
    says = text("People were seen doing it.") if seen else text("People said it of themselves.")
    level = 2 if seen else 1
    return Grade(level, level, (Step("seen" if seen else "said", says, False),))

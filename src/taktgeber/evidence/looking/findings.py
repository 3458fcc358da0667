"""What whoever looks at a running experiment should know, each with the way on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taktgeber.core import Finding, Text, text, text_n
from taktgeber.evidence.shown import p_value, plain, share

from .anytime import Anytime
from .drift import drift_between, error_that_rose
from .figures import LookFigures
from .interim import Interim, LookTaken, Rule

_JUMP = 0.01  # a chance of so large moves below which the effect is said to have changed
_FEW_UNITS = 100  # an arm


def look_findings(
    taken: Sequence[LookTaken], read: Interim, rule: Rule, arms: int, ended: bool, show: LookFigures
) -> tuple[Finding, ...]:
    """Of looks under boundaries; taken: in order, the last now; ended: said to be."""
    return (*_of_the_plan(read, rule, ended, show), *_of_the_effect(taken, show), *_of_units(taken, arms),
            _of_peeks(len(taken)))  # fmt: skip


def anytime_findings(taken: Sequence[LookTaken], read: Anytime, arms: int, show: LookFigures) -> tuple[Finding, ...]:
    return (*_of_decided(read), *_of_the_effect(taken, show), *_of_units(taken, arms))


def _of_the_plan(read: Interim, rule: Rule, ended: bool, show: LookFigures) -> Iterator[Finding]:
    if show.units > rule.planned:
        yield Finding(
            "over-run", "note",
            text_n("{n} unit more than planned is in, {share} of the plan: the boundary counts it.",
                   "{n} units more than planned are in, {share} of the plan: the boundary counts them.",
                   show.units - rule.planned, share=share(read.fraction - 1)),
            text("This look is the last: the whole chance of a false alarm is spent. To go on because it was close "
                 "would be an error."),
        )  # fmt: skip
    elif ended and read.fraction < 1:
        yield Finding(
            "ended-early", "note",
            text("The experiment is said to have ended with {share} of the plan in, so this look spends all the rest.",
                 share=share(read.fraction)),
            text("That is right only where the end has nothing to do with what was seen; else leave out --ended."),
        )  # fmt: skip


def _of_the_effect(taken: Sequence[LookTaken], show: LookFigures) -> Iterator[Finding]:
    rose = error_that_rose(taken)
    if rose is not None:
        yield Finding(
            "error-rises", "warn",
            text("From look {before} to look {now} units were added and the standard error did not fall.",
                 before=rose, now=rose + 1),
            text("See that every look reads the same metric in the same way, with the same arms, cap and covariates: a "
                 "few large values, or another reading, would do this."),
        )  # fmt: skip
    drift = drift_between(taken)
    if drift is not None and drift.p < _JUMP:
        yield Finding(
            "estimates-jump", "warn", _jump(taken, drift.largest, drift.p, show),
            text("The effect may wear off or grow (novelty, learning, another mix of customers), or the data may have "
                 "changed: read the weeks apart as a segment before it is taken for lasting."),
        )  # fmt: skip


def _jump(taken: Sequence[LookTaken], largest: int, p: float, show: LookFigures) -> Text:
    return text(
        "Estimates differ between looks more than chance lets them ({p}), most from look {before}, {was}, to look "
        "{now}, {is_now}.",
        p=p_value(p),
        before=largest,
        was=show.number(taken[largest - 1].estimate),
        now=largest + 1,
        is_now=show.number(taken[largest].estimate),
    )


def _of_units(taken: Sequence[LookTaken], arms: int) -> Iterator[Finding]:
    if taken[0].units < _FEW_UNITS * arms:
        yield Finding(
            "few-units", "note",
            text_n("The first look rests on {n} unit of all arms: Z is only roughly normal there.",
                   "The first look rests on {n} units of all arms: Z is only roughly normal there.", taken[0].units),
            text("Look when every arm has some hundreds of units, and cap what few units can decide."),
        )  # fmt: skip


def _of_peeks(looks: int) -> Finding:
    return Finding(
        "name-every-look", "note",
        text_n("It counts as if {n} look had been taken; one that was taken and is not named makes this answer wrong.",
               "It counts as if {n} looks had been taken; one that was taken and is not named makes this answer wrong.",
               looks),
        text("Name every look at which one was ready to stop, also those that nobody planned: more looks than planned "
             "and other days are allowed, since each spends its share."),
    )  # fmt: skip


def _of_decided(read: Anytime) -> Iterator[Finding]:
    if read.decided is None or read.now.low > 0 or read.now.high < 0:
        return
    then = read.steps[read.decided]
    yield Finding(
        "decided-before", "warn",
        text("Look {look} had decided it, with Z at {then}; by the interval of now alone, with Z at {now}, it would be "
             "open.", look=read.decided + 1, then=plain(then.z), now=plain(read.now.z)),
        text("The verdict stands by that look; see whether the effect changed since."),
    )  # fmt: skip

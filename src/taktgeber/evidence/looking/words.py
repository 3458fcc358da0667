"""A look at a running experiment in sentences and a table: go on or stop, what may be said now, what it has cost."""

from __future__ import annotations

import math
from collections.abc import Sequence

from taktgeber.core import Estimate, Table, Text, text
from taktgeber.evidence.shown import p_value, plain, share

from .anytime import Anytime
from .figures import LookFigures, boundary, small_share
from .interim import Interim, Rule
from .steps import Step


def says(read: Interim, rule: Rule, looks: int, show: LookFigures) -> tuple[Text, ...]:
    """looks: so far. The first sentence is the verdict with what may be said now, at the end the corrected estimate."""
    said = [_verdict(read, show), _spent(read, rule, show)]
    if read.corrected is not None and looks > 1:
        made = read.corrected
        naive = show.interval(made.naive, made.naive_low, made.naive_high)
        said.append(text("Read as if it had been the only look, it would be {naive}.", naive=naive))
    return tuple(said)


def _verdict(read: Interim, show: LookFigures) -> Text:
    made = read.corrected
    if made is None and math.isinf(read.boundary):
        return text("Go on: it is too early for anything to stop the experiment, and for an interval.")
    if made is None:
        return text("Go on: nothing is decided yet; by the interval that may be shown now, which holds at all looks "
                    "together, the effect is {effect}.",
                    effect=show.bounded(read.estimate, read.low, read.high))  # fmt: skip
    effect, p = show.interval(made.estimate, made.low, made.high), p_value(made.p)
    if read.verdict == "shown":
        return text("Shown: the effect is {effect}, corrected for the looks; {p}.", effect=effect, p=p)
    if read.verdict == "harm shown":
        return text("Harm shown: the effect is {effect}, corrected for the looks; {p}.", effect=effect, p=p)
    return text("Not shown: the effect is {effect}, corrected for the looks; {p}.", effect=effect, p=p)


def _spent(read: Interim, rule: Rule, show: LookFigures) -> Text:
    return text(
        "With {units} of {planned} planned units in, {spent} of the {error} that a false alarm may take is spent; Z is "
        "{z}, the boundary {boundary}.",
        units=show.units,
        planned=rule.planned,
        spent=small_share(read.spent),
        error=small_share(rule.error),
        z=plain(read.z),
        boundary=boundary(read.boundary),
    )


def look_table(steps: Sequence[Step], show: LookFigures) -> Table:
    head = (
        text("Interim look"),
        text("Units so far"),
        text("Share of the plan"),
        text("Estimate"),
        text("Z"),
        text("Stops from Z"),
        text("Spent by then"),
    )
    rows = tuple(
        (
            text("{n}", n=number),
            text("{n}", n=step.look.units),
            share(step.fraction),
            show.number(step.look.estimate),
            plain(step.z),
            boundary(step.boundary),
            small_share(step.spent),
        )
        for number, step in enumerate(steps, 1)
    )
    return Table(head, rows, text("The looks so far"))


def says_at_any_time(read: Anytime, expected: int, show: LookFigures) -> tuple[Text, ...]:
    """The first sentence is the verdict, the second says what looking at will costs."""
    effect = show.bounded(read.now.look.estimate, read.now.low, read.now.high)
    p = p_value(read.now.p)
    cost = text(
        "It may be looked at after every unit, and a look that is not named does no harm; for that the interval at "
        "{expected} units is {times} times as wide as that of one single look, as if {fewer} of the units had come.",
        expected=expected,
        times=plain(read.wider),
        fewer=share(read.wider**-2),
    )
    return _at_any_time(read, effect, p), cost


def _at_any_time(read: Anytime, effect: Estimate | Text, p: Text) -> Text:
    match read.verdict:
        case "go on":
            return text("Go on: nothing is decided yet; by an interval that holds at any time the effect is {effect}; "
                        "{p}.", effect=effect, p=p)  # fmt: skip
        case "shown":
            return text("Shown: by an interval that holds at any time the effect is {effect}; {p}.",
                        effect=effect, p=p)  # fmt: skip
        case "harm shown":
            return text("Harm shown: by an interval that holds at any time the effect is {effect}; {p}.",
                        effect=effect, p=p)  # fmt: skip
    return text("Not shown: by an interval that holds at any time the effect is {effect}; {p}.", effect=effect, p=p)


def anytime_table(read: Anytime, show: LookFigures) -> Table:
    head = (
        text("Interim look"),
        text("Units so far"),
        text("Share of what is expected"),
        text("Z"),
        text("Effect by then"),
        text("p, valid at any time"),
    )
    rows = tuple(
        (
            text("{n}", n=number),
            text("{n}", n=step.look.units),
            share(step.fraction),
            plain(step.z),
            show.bounded(step.look.estimate, step.low, step.high),
            p_value(step.p),
        )
        for number, step in enumerate(read.steps, 1)
    )
    return Table(head, rows, text("The looks so far"))

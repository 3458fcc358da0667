"""The tables of a reading: arms, comparisons, guardrails, segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taktgeber.core import Table, Text, text
from taktgeber.core.section import Cell
from taktgeber.evidence import Comparison, Reading, Segmented
from taktgeber.evidence.shown import by_value, level_value, lift_value, named, p_value, share
from taktgeber.stats.compare import Difference
from taktgeber.stats.sample_ratio import Split

from .day_tables import effects_by_day
from .says import margin_value

_DIGITS = 6


def tables(reading: Reading) -> tuple[Table, ...]:
    clustered = reading.design.cluster is not None
    made = [arms_table(reading.names, reading.split, clustered=clustered), _comparisons(reading)]
    if any(one.chance for one in reading.comparisons):
        made.append(_chances(reading))
    if reading.guarded:
        made.append(_guardrails(reading))
    made += [_segment(one, reading) for one in reading.segmented]
    if reading.days and reading.days.effects:
        made.append(effects_by_day(reading.days))
    return tuple(made)


def arms_table(names: Sequence[str], split: Split, *, clustered: bool) -> Table:
    whole = sum(split.counts)
    rows = tuple(
        (name, text("{n}", n=n), share(n / whole), share(planned))
        for name, n, planned in zip(names, split.counts, split.shares, strict=True)
    )
    counted = text("Clusters") if clustered else text("Units counted")
    caption = text("Arms ({p})", p=p_value(split.p))
    return Table((text("Arm"), counted, text("Share"), text("Planned")), rows, caption)


def _comparisons(reading: Reading) -> Table:
    head = (
        text("Metric"),
        text("Arm"),
        text("How"),
        text("Control"),
        text("Arm's level"),
        text("Difference"),
        text("Lift"),
        text("p"),
        text("Corrected"),
    )
    rows = tuple(row for one in reading.comparisons for row in _rows(one))
    return Table(head, rows, text('Against "{control}"', control=reading.control))


def _rows(one: Comparison) -> Iterator[tuple[Cell, ...]]:
    if one.read is None:
        yield (named(one.metric), one.arm, text("cannot be told"), *([""] * 6))
        return
    for how, seen in _hows(one):
        corrected = one.corrected if seen is one.read and one.corrected is not None else None
        yield (
            named(one.metric),
            one.arm,
            how,
            level_value(seen.control.value, one.metric),
            level_value(seen.treated.value, one.metric),
            by_value(seen.difference, one.metric),
            lift_value(seen) if seen.lift else text("cannot be told"),
            p_value(seen.p),
            "" if corrected is None else p_value(corrected),
        )


def _hows(one: Comparison) -> Iterator[tuple[Text, Difference]]:
    if one.adjusted and one.explained is not None:
        yield text("adjusted, {share} less variance", share=share(one.explained)), one.adjusted
    if one.plain:
        yield text("as it was"), one.plain
    if one.uncapped:
        yield text("without the cap"), one.uncapped


def _chances(reading: Reading) -> Table:
    head = (
        text("Metric"),
        text("Arm"),
        text("Chance to be better"),
        text("Expected loss if it is taken"),
        text("Expected loss if it is not"),
    )
    rows = tuple(
        (named(one.metric), one.arm, share(round(one.chance.better, _DIGITS)), *_losses(one))
        for one in reading.comparisons
        if one.chance
    )
    width = share(reading.design.prior)
    return Table(head, rows, text("After a normal prior around no effect, {width} of the control wide", width=width))


def _losses(one: Comparison) -> tuple[Cell, ...]:
    if one.chance is None:
        return ("", "")
    least = one.chance.sd * 10**-_DIGITS  # below it a loss is none
    losses = (one.chance.loss, one.chance.forgone)
    taken, left = (level_value(loss if loss > least else 0.0, one.metric) for loss in losses)
    return taken, left


def _guardrails(reading: Reading) -> Table:
    words = {True: text("within its margin"), False: text("beyond its margin"), None: text("cannot be told")}
    head = (text("Guardrail"), text("Arm"), text("Accepted"), text("Room above it"), text("p"), text("Verdict"))
    rows = tuple(
        (
            named(one.guardrail.metric),
            one.arm,
            margin_value(one),
            by_value(one.held.room, one.guardrail.metric) if one.held else "",
            p_value(one.held.p) if one.held else "",
            words[one.held.held if one.held else None],
        )
        for one in reading.guarded
    )
    return Table(head, rows, text("Guardrails, each alone"))


def _segment(one: Segmented, reading: Reading) -> Table:
    caption = text(
        'What "{arm}" does to {metric} by {segment}: {verdict}',
        arm=one.arm,
        metric=named(one.metric),
        segment=one.segment,
        verdict=_differs(one, 1 - reading.design.confidence),
    )
    rows = tuple(
        (
            effect.level,
            text("{n}", n=effect.seen.difference.n) if effect.seen else "",
            by_value(effect.seen.difference, one.metric) if effect.seen else text("cannot be told"),
        )
        for effect in one.effects
    )
    return Table((text("Segment"), text("Units counted"), text("Difference, intervals for all at once")), rows, caption)


def _differs(one: Segmented, alpha: float) -> Text:
    if one.interaction is None or one.corrected is None:
        return text("whether it differs cannot be told")
    if one.corrected < alpha:
        return text("it differs ({p} after correction)", p=p_value(one.corrected))
    return text("no sign that it differs ({p} after correction), so read the effect on all", p=p_value(one.corrected))

"""Remarks that come with every reading: what would make its figures wrong, each with the way on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taktgeber.core import Finding, Text, text, text_n
from taktgeber.evidence.shown import named, p_value, share
from taktgeber.stats.adjusted import level
from taktgeber.stats.compare import welch
from taktgeber.stats.multiplicity import holm
from taktgeber.stats.sample_ratio import Split, split_of

from .arms import Arms
from .gather import Gathered
from .result import Comparison, Segmented
from .split_check import STOP, WARN

_FEW_OF_A_KIND = 10


def covariate_findings(found: Gathered) -> Iterator[Finding]:
    for column, n in found.filled.units.items():
        yield Finding(
            "covariate-empty",
            "note",
            text_n('One unit has no "{column}"; the mean stands for it.',
                   '{n} units have no "{column}"; the mean stands for them.', n, column=column),
            text("That is sound, for it was so before the assignment; it only takes less noise away."),
        )  # fmt: skip
    yield from imbalance_findings(found.arms)


def imbalance_findings(arms: Arms) -> Iterator[Finding]:
    """Arms that differed before anything was done to them."""
    if not arms.laid.covariates or not arms.laid.families:
        return
    means = arms.means_of(next(iter(arms.laid.families)))
    tried = []
    for covariate in arms.laid.covariates:
        for at in range(1, len(arms.names)):
            try:
                seen = welch(level(means[at], covariate), level(means[0], covariate))
            except ValueError:
                continue
            tried.append((covariate.over, arms.names[at], seen.p))
    raised = holm([p for _, _, p in tried])
    for (column, arm, _), p in zip(tried, raised, strict=True):
        if p < WARN:
            yield Finding(
                "imbalance-before",
                "stop" if p < STOP else "warn",
                text('"{arm}" differed from the control in "{column}" before the experiment began ({p}).',
                     arm=arm, column=column, p=p_value(p)),
                text("Chance does this once in {times}: look at how units were assigned, and whether the column was "
                     "really known before.", times=round(1 / max(p, 1e-9))),
            )  # fmt: skip


def missing_findings(arms: Arms) -> Iterator[Finding]:
    """Cells that were left out: how many, and whether in one arm more than in another."""
    if arms.design.missing != "drop":
        return
    for column, seen in empty_cells(arms):
        n = sum(seen.counts)
        says = text_n('One unit without "{column}" is left out ({share} of all).',
                      '{n} units without "{column}" are left out ({share} of all).', n,
                      column=column, share=share(n / sum(arms.counts())))  # fmt: skip
        yield Finding("cells-left-out", "warn" if seen.p < WARN else "note", says, spread(seen))


def empty_cells(arms: Arms) -> Iterator[tuple[str, Split]]:
    """By family of a layout that leaves out units without a number: these units by arm, against all units."""
    whole = arms.counts()
    for family in dict.fromkeys(arms.laid.of.values()):
        held = ((cell.key[0], cell.moments[family].n) for cell in arms.cells if family in cell.moments)
        left = dict(zip(arms.names, whole, strict=True))
        for name, n in held:
            left[str(name)] -= n
        if any(left.values()):
            yield family, split_of(tuple(left.values()), whole)


def spread(seen: Split) -> Text:
    if seen.p >= WARN:
        return text("They are spread over the arms as the units are.")
    return text(
        "They are not spread over the arms as the units are ({p}): what is left out may be an effect itself.",
        p=p_value(seen.p),
    )


def comparison_findings(made: Sequence[Comparison], confidence: float) -> Iterator[Finding]:
    for one in made:
        if one.adjusted and one.plain and one.plain.difference.value * one.adjusted.difference.value < 0:
            yield Finding(
                "adjustment-turns-sign",
                "warn",
                text(
                    'Adjusted, the effect of "{arm}" on {metric} has the other sign.',
                    arm=one.arm,
                    metric=named(one.metric),
                ),
                text("Arms differed before: look at how units were assigned before believing either."),
            )
        if one.uncapped and one.plain:
            clear, bare = one.plain.p < 1 - confidence, one.uncapped.p < 1 - confidence
            turned = one.plain.difference.value * one.uncapped.difference.value < 0
            if clear != bare or turned:
                yield Finding(
                    "cap-decides",
                    "warn",
                    text('The cap decides what "{arm}" does to {metric}: {capped} with it, {bare} without.',
                         arm=one.arm, metric=named(one.metric), capped=p_value(one.plain.p),
                         bare=p_value(one.uncapped.p)),
                    text("Fix the cap before an experiment begins, and say what is lost above it."),
                )  # fmt: skip
        if one.metric.kind == "proportion" and one.plain and _few_of_a_kind(one):
            yield Finding(
                "few-of-a-kind",
                "note",
                text('Fewer than {least} units of an arm are a "yes" (or a "no") of {metric} for "{arm}".',
                     least=_FEW_OF_A_KIND, metric=named(one.metric), arm=one.arm),
                text("The p-value is rough there; trust the interval, and wait for more."),
            )  # fmt: skip


def _few_of_a_kind(one: Comparison) -> bool:
    levels = (one.plain.treated, one.plain.control) if one.plain else ()
    return any(min(own.value, 1 - own.value) * own.n < _FEW_OF_A_KIND for own in levels)


def delivery_findings(arms: Arms, made: Sequence[Comparison]) -> Iterator[Finding]:
    if arms.design.delivered is None:
        return
    for arm in arms.names[1:]:
        told = [one.complied for one in made if one.arm == arm and one.complied]
        if not told or all(one.effect is None for one in told):
            yield Finding(
                "delivery-alike",
                "warn",
                text('Delivery does not clearly differ between "{arm}" and the control.', arm=arm),
                text("So nothing can be told of those who got it; read the effect of the assignment."),
            )


def segment_findings(made: Sequence[Segmented], confidence: float) -> Iterator[Finding]:
    for one in made:
        if one.corrected is None:
            continue
        if one.corrected < 1 - confidence:
            yield Finding(
                "effect-differs",
                "note",
                text('What "{arm}" does to {metric} differs by {segment} ({p} after correction).',
                     arm=one.arm, metric=named(one.metric), segment=one.segment, p=p_value(one.corrected)),
                text("Decide by {segment}, or confirm it in an experiment that is made for it.", segment=one.segment),
            )  # fmt: skip


def unit_findings(arms: Arms) -> Iterator[Finding]:
    if arms.design.unit is None and arms.design.cluster is None:
        yield Finding(
            "rows-taken-as-units",
            "note",
            text("Every row is taken as another unit."),
            text("Name the column of units to have that checked: --unit COLUMN"),
        )

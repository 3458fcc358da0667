"""From a file and a design to arms whose sums are right: every check on the way, and the one query."""

from __future__ import annotations

from dataclasses import dataclass, replace

from taktgeber.core import Refusal, place, text
from taktgeber.evidence.source import Source, finite

from .arms import Arms
from .checks import arm_names, check_columns, refuse_flagged, refuse_many
from .columns import Layout, layout, values_of
from .design import Design
from .duplicates import refuse_duplicates, unmixed
from .layers import unit_layer
from .metric import Metric
from .missing import Filled, explain, too_large
from .mixing import Mixing, without_mixed
from .sums import Cell, NotFinite, cells
from .yes_no import refuse_other_than_yes_no


@dataclass(frozen=True, slots=True)
class Gathered:
    """source: the rows that are read; design: with caps that were given as quantiles put in; filled: covariates with
    empty cells; mixing: units that were left out, for they stand in more than one arm."""

    source: Source
    design: Design
    arms: Arms
    filled: Filled
    mixing: Mixing | None


def gather(source: Source, design: Design) -> Gathered:
    check_options(design)
    check_columns(source, design)
    source, mixing, duplicates = unmixed(source, design)
    refuse_duplicates(source, design, duplicates)
    return gather_checked(source, design, mixing)


def gather_checked(source: Source, design: Design, mixing: Mixing | None) -> Gathered:
    """mixing: units that are left out of the source already. Of many rows a unit the sums tell whether any stands in
    more than one arm; then these are left out, and it is gathered again."""
    asked, design = design, _capped(source, design)
    laid, found, filled = summed(source, design)
    if design.rows == "many" and mixing is None and any(cell.flagged.get(design.variant) for cell in found):
        left, mixing = without_mixed(source, asked)
        if mixing:
            return gather_checked(left, asked, mixing)
    refuse_flagged(source, design, found)
    names = arm_names(source, design, found)
    arms = Arms(design, laid, names, found)
    for column in design.keys[1:]:
        refuse_many(source, column, len(arms.levels(column)), arms=False)
    _refuse_without_metric(source, arms)
    refuse_other_than_yes_no(source, design, arms)
    return Gathered(source, design, arms, filled, mixing)


def summed(source: Source, design: Design) -> tuple[Layout, tuple[Cell, ...], Filled]:
    """First as if all were well; where it is not, with what is empty filled, then without what is beside a cap."""
    laid = layout(design, source.columns, {})
    found = _cells(source, design, laid)
    if found is not None:
        return laid, found, Filled({}, {})
    filled = explain(source, design)
    for beside in (True, False):
        laid = layout(design, source.columns, filled.values, beside)
        found = _cells(source, design, laid)
        if found is not None:
            return laid, found, filled
    raise too_large(source)


def _cells(source: Source, design: Design, laid: Layout) -> tuple[Cell, ...] | None:
    """None where something is empty or no number."""
    try:
        found = cells(source, design, laid)
    except NotFinite:
        return None
    whole = all(cell.complete[name] == m.n for cell in found for name, m in cell.moments.items())
    return found if whole else None


def check_options(design: Design) -> None:
    if design.rows == "many" and design.unit is None:
        raise Refusal(
            "--rows-per-unit",
            text("rows cannot be added up by unit, for no column of units is named."),
            text("Name it: --unit COLUMN"),
        )
    quantiles = [metric.name for metric in design.measured if metric.kind == "quantile"]
    if design.cluster and quantiles:
        raise Refusal(
            "--cluster",
            text("a quantile of clusters has no simple error, so {names} cannot be read.", names=tuple(quantiles)),
            text("Read the mean, or a proportion of units above a value."),
        )
    if not 0.5 <= design.confidence < 1:
        raise Refusal("--level", text("a level lies between 0.5 and 1."), text("Use --level 0.95"))
    if not design.prior > 0:
        raise Refusal("--prior", text("a prior has a width above nought."), text("Use --prior 0.3"))


def _capped(source: Source, design: Design) -> Design:
    """Caps given as a quantile of all units together become values."""
    wanted = [metric for metric in design.measured if metric.cap_share is not None]
    if not wanted:
        return design
    relation, _ = unit_layer(source.relation, design)
    asked = ", ".join(f"quantile_disc({values_of(metric, design)}, {metric.cap_share!r})" for metric in wanted)
    (row,) = source.ask(f"SELECT {asked} FROM {relation}")
    caps = dict(zip(wanted, row, strict=True))
    if any(value is None or not finite([value]) for value in caps.values()):
        explain(source, design)
        raise too_large(source)

    def put_in(metric: Metric) -> Metric:
        return replace(metric, cap=float(caps[metric])) if metric in caps else metric

    return replace(
        design,
        metrics=tuple(map(put_in, design.metrics)),
        guardrails=tuple(replace(g, metric=put_in(g.metric)) for g in design.guardrails),
    )


def _refuse_without_metric(source: Source, arms: Arms) -> None:
    for metric in arms.laid.measured:
        family = arms.laid.of[metric]
        for name in arms.names:
            own = [cell.moments[family] for cell in arms.cells if cell.key[0] == name and family in cell.moments]
            n = sum(each.n for each in own)
            if n < 2:
                raise Refusal(
                    place(source.file.name, column=metric.over),
                    text('variant "{name}" has fewer than two units that hold a number here.', name=name),
                    text("Leave the metric or the variant out, or say that empty is nought: --missing zero"),
                )

"""Quantiles by arm from order statistics: their own query, since a quantile is no sum."""

from __future__ import annotations

from collections.abc import Mapping

from taktgeber.core import Text, text
from taktgeber.evidence.source import Source, quoted
from taktgeber.stats.adjusted import Level
from taktgeber.stats.order_quantile import quantile_level, ranks

from .arms import Arms
from .columns import values_of
from .design import Design
from .layers import unit_layer
from .metric import Metric
from .missing import explain, too_large

Levels = Mapping[str, Level]
_LARGEST = 1e125  # its square, and that of a lift, stay numbers


def quantile_levels(source: Source, design: Design, arms: Arms, metric: Metric) -> Levels | Text:
    """By arm, or why it cannot be told."""
    units, _ = unit_layer(source.relation, design)
    variant = f"{quoted(design.variant)}::VARCHAR"
    values = f"(SELECT {variant} AS arm, {values_of(metric, design)} AS value FROM {units})"
    counted = source.ask(
        f"SELECT arm, count(value), count_if(NOT isfinite(value)), count(*) FROM {values} GROUP BY arm"
    )
    sizes = {str(arm): int(n) for arm, n, _, _ in counted}
    if any(odd or (design.missing == "refuse" and n < rows) for _, n, odd, rows in counted):
        explain(source, design)
    share = metric.share or 0.5
    try:
        wanted = {arm: ranks(sizes[arm], share) for arm in arms.names}
    except ValueError:
        return text("an arm has too few units for this quantile.")
    shares = sorted({(rank - 0.5) / sizes[arm] for arm, own in wanted.items() for rank in own})
    listed = ", ".join(map(repr, shares))
    found = dict(source.ask(f"SELECT arm, quantile_disc(value, [{listed}]) FROM {values} GROUP BY arm"))
    levels = {}
    for arm in arms.names:
        low, middle, high = (found[arm][shares.index((rank - 0.5) / sizes[arm])] for rank in wanted[arm])
        if max(abs(low), abs(high)) > _LARGEST:
            raise too_large(source)
        levels[arm] = quantile_level(low, middle, high, sizes[arm], share)
    return levels

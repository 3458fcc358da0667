"""The arms of an experiment as its cells add up: the control first, then the others by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taktgeber.core import Refusal, text
from taktgeber.stats.arm_means import ArmMeans, post_stratified, unweighed
from taktgeber.stats.moments import Moments, total_of

from .columns import UNITS, Layout
from .design import Design
from .metric import Metric
from .sums import Cell

EMPTY = "(empty)"
Where = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Arms:
    """names: of the arms, the control first; cells: all of them."""

    design: Design
    laid: Layout
    names: tuple[str, ...]
    cells: tuple[Cell, ...]

    def counts(self, where: Where | None = None) -> tuple[int, ...]:
        """Rows (units, or clusters) by arm."""
        found = self._within(where or {})
        return tuple(sum(cell.rows for cell in found if cell.key[0] == name) for name in self.names)

    def units(self) -> int:
        """Of all arms; of clusters the units within."""
        if not self.design.cluster:
            return sum(cell.rows for cell in self.cells)
        first = next(iter(self.laid.families))
        return round(sum(m.mean(UNITS) * m.n for cell in self.cells if (m := cell.moments.get(first))))

    def levels(self, column: str) -> tuple[str, ...]:
        """Values of a segment or stratum, in order."""
        at = self.design.keys.index(column)
        return tuple(sorted({level(cell, at) for cell in self.cells}))

    def moments(self, family: str, where: Where | None = None) -> tuple[Moments, ...]:
        """By arm, of all its units. Raises Refusal where an arm has none."""
        found = self._within(where or {})
        return tuple(
            total_of([cell.moments[family] for cell in found if cell.key[0] == name and family in cell.moments])
            for name in self.names
        )

    def means(self, metric: Metric, where: Where | None = None) -> tuple[ArmMeans, ...]:
        """By arm; post-stratified where the design names a stratum. Raises ValueError where an arm has no unit."""
        return self.means_of(self.laid.of[metric], where)

    def means_of(self, family: str, where: Where | None = None) -> tuple[ArmMeans, ...]:
        stratum = self.design.stratum
        if stratum is None or stratum in (where or {}):
            return tuple(unweighed(moments) for moments in self.moments(family, where))
        at = self.design.keys.index(stratum)
        found = self._within(where or {})
        by_arm: list[dict[str, Moments]] = []
        for name in self.names:
            parts: dict[str, list[Moments]] = {}
            for cell in found:
                if cell.key[0] == name and family in cell.moments:
                    parts.setdefault(level(cell, at), []).append(cell.moments[family])
            by_arm.append({own: total_of(each) for own, each in parts.items()})
        try:
            return post_stratified(by_arm)
        except ValueError as few:
            if where:
                raise
            raise _few_in_stratum(stratum, few) from None

    def _within(self, where: Where) -> list[Cell]:
        wanted = [(self.design.keys.index(column), value) for column, value in where.items()]
        return [cell for cell in self.cells if all(level(cell, at) == value for at, value in wanted)]


def level(cell: Cell, at: int) -> str:
    value = cell.key[at]
    return EMPTY if value is None else value


def everywhere(means: Sequence[ArmMeans], column_pair: tuple[str, str | None]) -> float:
    """Of all arms together: the mean of a covariate, or its ratio of means."""
    over, under = column_pair
    n = sum(arm.n for arm in means)
    top = sum(arm.n * arm.mean(over) for arm in means) / n
    return top if under is None else top / (sum(arm.n * arm.mean(under) for arm in means) / n)


def _few_in_stratum(stratum: str, few: ValueError) -> Refusal:
    return Refusal(
        "--stratum",
        text('by "{stratum}" an arm has fewer than two units in a stratum, so nothing can be weighed there.',
             stratum=stratum),
        text("Join small strata in the file, or read it as a segment: --segment {stratum}", stratum=stratum),
    )  # fmt: skip

"""An experiment by day: the same sums as of the whole, grouped by the day on which a unit was first met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from taktgeber.core import Refusal, place, text, text_n
from taktgeber.evidence.source import Source, quoted

from .arms import Arms
from .sums import cells

MOST_DAYS = 1000


@dataclass(frozen=True, slots=True)
class Days:
    """arms: of cells by day; column: that of days in the file; dates: those on which a unit was first met, in order."""

    arms: Arms
    column: str
    dates: tuple[date, ...]

    def counts(self) -> dict[date, tuple[int, ...]]:
        """By day, units (or clusters) by arm."""
        at, names = self.arms.design.keys.index(self.column), self.arms.names
        found = {day.isoformat(): dict.fromkeys(names, 0) for day in self.dates}
        for cell in self.arms.cells:
            found[str(cell.key[at])][str(cell.key[0])] += cell.rows
        return {date.fromisoformat(day): tuple(own.values()) for day, own in found.items()}

    @property
    def length(self) -> int:
        """Days from the first to the last, both counted."""
        return (self.dates[-1] - self.dates[0]).days + 1

    def grouped(self, group: Callable[[date], str]) -> Arms:
        """The arms by groups of days: weekdays, halves, stretches."""
        at = self.arms.design.keys.index(self.column)
        of = {day.isoformat(): group(day) for day in self.dates}
        made = (
            replace(cell, key=(*cell.key[:at], of[str(cell.key[at])], *cell.key[at + 1 :])) for cell in self.arms.cells
        )
        return replace(self.arms, cells=tuple(made))


def by_day(source: Source, arms: Arms) -> Days | None:
    """One query more. None where no column of days is named."""
    column = arms.design.date
    if column is None:
        return None
    days = source.of(
        f"(SELECT * REPLACE (({source.time_of(column)})::DATE AS {quoted(column)}) FROM {source.relation})"
    )
    design = replace(arms.design, segments=(column,))
    apart = replace(arms, design=design, cells=cells(days, design, arms.laid))
    return Days(apart, column, tuple(date.fromisoformat(day) for day in apart.levels(column)))


def refuse_no_days(source: Source, column: str) -> None:
    """Every row has a day, and not so many that they are something else."""
    at = source.time_of(column)
    times = f"(SELECT {at} AS time FROM {source.relation})"
    ((empty, days),) = source.ask(f"SELECT count(*) - count(time), count(DISTINCT time::DATE) FROM {times}")
    if empty:
        raise Refusal(
            place(source.file.name, row=source.row_where(f"({at}) IS NULL"), column=column),
            text_n("one row has no day here.", "{n} rows have no day here.", int(empty)),
            text("Write days as 2026-01-31, then read the file again."),
        )
    if days > MOST_DAYS:
        raise Refusal(
            place(source.file.name, column=column),
            text("it holds {n} values or more; {most} are the most that are read.", n=int(days), most=MOST_DAYS),
            text("Name the column of the day on which a unit was first met: --date COLUMN"),
        )

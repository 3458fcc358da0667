"""The tables and the picture of an audit: raw beside adjusted, stratum by stratum, what was held still."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from taktgeber.core import Picture, Table, Text, text
from taktgeber.core.section import Cell
from taktgeber.evidence.shown import plain, share
from taktgeber.stats.interval import Interval

from .claim import ClaimAudit, Control, Stratum
from .words import REASONS, effect

_MOST = 10  # strata of a picture
_FORMS = {
    "groups": text("held still, group by group"),
    "curve": text("held still, as a curve"),
    "line": text("held still, as a line"),
    "calendar": text("held still: season, weekday and trend"),
}


def tables(audit: ClaimAudit) -> tuple[Table, ...]:
    made = (effects_table(audit), strata_table(audit), held_table(audit))
    return tuple(table for table in made if table.rows)


def effects_table(audit: ClaimAudit) -> Table:
    rows = tuple((label, effect(audit, seen), text("{n}", n=seen.n)) for label, seen in _read(audit))
    return Table((text("Read"), text("Effect"), text("Rows")), rows, text("As it was, and with the rest held still"))


def _read(audit: ClaimAudit) -> Iterator[tuple[Text, Interval]]:
    yield text("As it was"), audit.raw
    if audit.adjusted is not None:
        yield text("With the rest held still"), audit.adjusted
    known = audit.sensitivity
    if known is not None and known.as_strong is not None and known.strongest:
        yield text("With a hidden cause as strong as {column}", column=known.strongest), known.as_strong


def strata_table(audit: ClaimAudit) -> Table:
    """With the outcome on both sides, where there are two."""
    column = audit.strata_of or ""
    head: tuple[Text, ...] = (text("{label}", label=column), text("Rows"), text("Effect"), text("Weight"))
    means = audit.levels is not None and any(one.means for one in audit.strata)
    if means and audit.levels:
        levels = tuple(_level(audit, level) for level in audit.levels)
        head += tuple(text("{outcome}, {level}", outcome=audit.outcome, level=level) for level in levels)
    rows = tuple((*_stratum(audit, one), *(_means(audit, one) if means else ())) for one in audit.strata)
    return Table(head, rows, text("Within {column}", column=column))


def _stratum(audit: ClaimAudit, one: Stratum) -> tuple[Cell, ...]:
    within: Cell = effect(audit, one.within) if one.within else text("nothing to compare")
    return label_of(one), text("{n}", n=one.n), within, share(float(f"{one.weight:.3g}"))


def _means(audit: ClaimAudit, one: Stratum) -> tuple[Cell, ...]:
    show = share if audit.outcome_kind == "yes_no" else plain
    return tuple(show(float(f"{mean:.4g}")) for mean in one.means) if one.means else ("", "")


def label_of(one: Stratum) -> Text:
    if one.low is None or one.high is None:
        return text("{label}", label=one.label)
    if one.days:
        return text("{low} to {high}", low=_day(one.low), high=_day(one.high))
    return text("{low} to {high}", low=plain(float(f"{one.low:.4g}")), high=plain(float(f"{one.high:.4g}")))


def _day(days: float) -> date:
    return date(1970, 1, 1) + timedelta(round(days))


def _level(audit: ClaimAudit, level: str) -> Text | str:
    """As it stands in the column; "not x" where one level was taken against all others."""
    second = audit.levels[1] if audit.levels else ""
    against = level != second and audit.exposure.endswith(f"={second}")
    return text("not {level}", level=second) if against else level


def held_table(audit: ClaimAudit) -> Table:
    """What was held still with what it takes of the raw effect, then what was left out and why."""
    held: tuple[tuple[Cell, ...], ...] = tuple((_name(one), _FORMS[one.form], _taken(one)) for one in audit.controls)
    left: tuple[tuple[Cell, ...], ...] = tuple((one.column, REASONS[one.reason], "") for one in audit.refused)
    head = (text("Column"), text("What was done with it"), text("Takes of the raw effect"))
    return Table(head, (*held, *left), text("What was held still, and what was not"))


def _name(one: Control) -> Text | str:
    return text("the calendar") if one.form == "calendar" else one.column


def _taken(one: Control) -> Cell:
    return share(float(f"{one.share:.3g}"))


def forest(audit: ClaimAudit, says: str) -> Picture:
    """Raw, adjusted, then the largest strata, on one axis. says: the claim."""
    by_size = sorted(audit.strata, key=lambda one: -one.n)[:_MOST]
    strata = [(label_of(one), one.within) for one in audit.strata if one.within is not None and one in by_size]
    read = [*list(_read(audit))[:2], *((text("{column}: {level}", column=audit.strata_of or "", level=label), seen)
                                       for label, seen in strata)]  # fmt: skip
    shown = [(label, effect(audit, seen)) for label, seen in read]
    caption = text("{claim}: as it was, with the rest held still, and within each group", claim=says.rstrip(". "))
    table = Table((text("Read"), text("Effect")), tuple(shown), caption)
    data: dict[str, Sequence[Any]] = {
        "label": [label for label, _ in shown],
        "value": [one.value for _, one in shown],
        "low": [one.low for _, one in shown],
        "high": [one.high for _, one in shown],
    }
    return Picture("forest", data, caption, shown[0][1].unit, table)

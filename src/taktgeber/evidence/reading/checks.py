"""What must be right about a file before its experiment can be read."""

from __future__ import annotations

from collections.abc import Sequence

from taktgeber.core import Refusal, Text, place, text, text_n
from taktgeber.evidence.source import Source, quoted

from .days import refuse_no_days
from .design import MOST_ARMS, MOST_LEVELS, Design
from .sums import FIRST_ROWS, Cell

_CONTROLS = ("control", "controls", "kontrolle", "controllo", "baseline", "holdout", "a", "0", "false", "off")


def check_columns(source: Source, design: Design) -> None:
    source.need(design.variant, "--variant")
    named = ((design.unit, "--unit"), (design.stratum, "--stratum"), (design.cluster, "--cluster"))
    for column, option in (*named, (design.date, "--date"), *((segment, "--segment") for segment in design.segments)):
        if column:
            source.need(column, option)
    known = ((design.stratum, "--stratum"), (design.date, "--date"))
    for column, option in (*known, *((segment, "--segment") for segment in design.segments)):
        if column and column in (design.variant, design.unit):
            raise Refusal(
                place(source.file.name, column=column),
                text("{option} names the column of variants or of units itself.", option=option),
                text("Give a column that was known before the assignment, such as the market."),
            )
    guarded = {guardrail.metric for guardrail in design.guardrails}
    for metric in design.measured:
        option = "--ratio" if metric.under else "--guardrail" if metric in guarded else "--metric"
        for column in metric.columns:
            source.need_number(column, option)
    measured = {column for metric in design.measured for column in metric.columns}
    for covariate in design.covariates:
        for column in covariate.columns:
            source.need_number(column, "--covariate")
            if column in measured or column == design.delivered:
                raise Refusal(
                    place(source.file.name, column=column),
                    text("it is a metric and a covariate at once, which would take the effect away."),
                    text("A covariate was known before the assignment, such as the same metric of the weeks before."),
                )
    if design.delivered:
        source.need_number(design.delivered, "--delivered")
    if design.date:
        refuse_no_days(source, design.date)
    _refuse_many_values(source, design)


def _refuse_many_values(source: Source, design: Design) -> None:
    """Before the one query, which would group by them."""
    counted = ", ".join(f"count(DISTINCT {quoted(column)})" for column in design.keys)
    (row,) = source.ask(f"SELECT {counted} FROM (SELECT * FROM {source.relation} LIMIT {FIRST_ROWS})")
    for column, n in zip(design.keys, row, strict=True):
        refuse_many(source, column, int(n), arms=column == design.variant)


def refuse_many(source: Source, column: str, n: int, *, arms: bool) -> None:
    if n <= (MOST_ARMS if arms else MOST_LEVELS):
        return
    if arms:
        says = text("it holds {n} variants or more; {most} are the most that are read.", n=n, most=MOST_ARMS)
        mend = text("Name the column of variants, not that of units: --variant COLUMN")
    else:
        says = text("it holds {n} values or more; {most} are the most that are read.", n=n, most=MOST_LEVELS)
        mend = text("Give a column with few values, such as markets or age groups instead of towns or ages.")
    raise Refusal(place(source.file.name, column=column), says, mend)


def arm_names(source: Source, design: Design, cells: Sequence[Cell]) -> tuple[str, ...]:
    """The control first, the others in order."""
    variant = design.variant
    nameless = sum(cell.rows for cell in cells if cell.key[0] is None)
    if nameless:
        at = source.row_where(f"{quoted(variant)} IS NULL")
        raise Refusal(
            place(source.file.name, row=at, column=variant),
            text_n("one unit has no variant.", "{n} units have no variant.", nameless),
            text("Leave out who was not assigned, or give them the variant that they were assigned to."),
        )
    names = sorted({str(cell.key[0]) for cell in cells})
    refuse_many(source, variant, len(names), arms=True)
    if len(names) < 2:
        raise Refusal(
            place(source.file.name, column=variant),
            text('there is only one variant, "{name}": nothing to compare it to.', name=names[0]),
            text("Give a file with the units of all variants, the control among them."),
        )
    control = _control(source, design, names)
    for name in names:
        n = sum(cell.rows for cell in cells if cell.key[0] == name)
        if n < 2:
            raise Refusal(
                place(source.file.name, column=variant),
                text('variant "{name}" has one unit; two are the least of which anything can be told.', name=name),
                text("Leave the variant out, or wait for more units."),
            )
    return (control, *(name for name in names if name != control))


def _control(source: Source, design: Design, names: Sequence[str]) -> str:
    if design.control is not None:
        if design.control not in names:
            raise Refusal(
                place(source.file.name, column=design.variant),
                text('there is no variant "{name}".', name=design.control),
                text("It holds these: {names}.", names=tuple(names)),
            )
        return design.control
    known = [name for name in names if name.strip().lower() in _CONTROLS]
    if len(known) == 1:
        return known[0]
    raise Refusal(
        place(source.file.name, column=design.variant),
        text("which of {names} is the control is not clear.", names=tuple(names)),
        text('Say it: --control "{name}"', name=names[0]),
    )


def split_weights(design: Design, names: Sequence[str]) -> tuple[float, ...]:
    """Planned weights by arm; equal where nothing is planned otherwise."""
    if not design.split:
        return (1.0,) * len(names)
    if set(design.split) != set(names):
        raise Refusal(
            "--split",
            text("the planned split names {planned}, the file holds {names}.",
                 planned=tuple(design.split), names=tuple(names)),
            text("Give every variant its weight: --split NAME=WEIGHT, once a variant"),
        )  # fmt: skip
    return tuple(design.split[name] for name in names)


def refuse_flagged(source: Source, design: Design, cells: Sequence[Cell]) -> None:
    """What must be one within a unit, or within a cluster, and is not."""
    flagged: dict[str, int] = {}
    for cell in cells:
        for name, n in cell.flagged.items():
            flagged[name] = flagged.get(name, 0) + n
    for name, n in flagged.items():
        if n:
            raise Refusal(place(source.file.name), _flag_says(name, n, design), _flag_mend(name, design))


def _flag_says(name: str, n: int, design: Design) -> Text:
    if name == "no cluster":
        return text("there are rows without a cluster.")
    if name == design.unit:
        return text("there are rows without a unit.")
    if name.startswith("cluster "):
        column = name.removeprefix("cluster ")
        return text_n('one cluster holds more than one "{column}".', '{n} clusters hold more than one "{column}".', n,
                      column=column)  # fmt: skip
    return text_n('one unit has more than one "{column}".', '{n} units have more than one "{column}".', n,
                  column=name)  # fmt: skip


def _flag_mend(name: str, design: Design) -> Text:
    if name.removeprefix("cluster ") == design.variant:
        return text("Find out how they were assigned twice, and leave them out of the file: their effect is mixed.")
    if name in ("no cluster", design.unit):
        return text("Leave such rows out of the file, or name another column.")
    return text("What was known before, segments and strata have one value a unit, and one a cluster.")

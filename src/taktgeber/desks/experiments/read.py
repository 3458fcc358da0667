"""takt experiment read: one experiment, read from a file of its units, without a workspace or as it was registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from taktgeber.core import Answer, Refusal, text


class Rows(StrEnum):
    one = "one"
    many = "many"


class Missing(StrEnum):
    refuse = "refuse"
    zero = "zero"
    drop = "drop"


class Correction(StrEnum):
    holm = "holm"
    bh = "bh"


File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A CSV (also gzipped), Excel or Parquet file with a row a unit.")
]
Variant = Annotated[str, typer.Option("--variant", help="The column that says which arm a unit was assigned to.")]
Metrics = Annotated[
    list[str] | None,
    typer.Option("--metric", help="A column: spend, visit:proportion, wait:p90,less, spend:cap=500 (may be repeated)."),
]
Ratios = Annotated[list[str] | None, typer.Option("--ratio", help="A ratio of two columns: orders/sessions.")]
Control = Annotated[str | None, typer.Option("--control", help="The arm that the others are held against.")]
Unit = Annotated[str | None, typer.Option("--unit", help="The column of units; each is checked to stand once.")]
Covariates = Annotated[
    list[str] | None, typer.Option("--covariate", help="A column known before, to take noise away (may be repeated).")
]
Segments = Annotated[
    list[str] | None, typer.Option("--segment", help="Does the effect differ by this column (may be repeated).")
]
Stratum = Annotated[str | None, typer.Option("--stratum", help="Weigh every arm by this column as all units are.")]
Cluster = Annotated[str | None, typer.Option("--cluster", help="The column of what was assigned together.")]
Delivered = Annotated[str | None, typer.Option("--delivered", help="0 or 1: whether the unit got what was assigned.")]
Guardrails = Annotated[list[str] | None, typer.Option("--guardrail", help="A metric that must not be harmed.")]
Margins = Annotated[
    list[str] | None, typer.Option("--margin", help="The most harm that is accepted: -2% (a fall), +2% (a rise), -0.5.")
]
Split = Annotated[list[str] | None, typer.Option("--split", help="Planned weight of an arm, NAME=WEIGHT (else equal).")]
PerUnit = Annotated[Rows, typer.Option("--rows-per-unit", help="many: rows are added up by unit first.")]
Empty = Annotated[Missing, typer.Option("--missing", help="What an empty cell of a metric means.")]
Corrected = Annotated[
    Correction, typer.Option("--correction", help="For many comparisons: Holm, or the false discovery rate.")
]
Date = Annotated[
    str | None, typer.Option("--date", help="The column of the day on which a unit was first met: checks by day.")
]
Registered = Annotated[
    str | None,
    typer.Option("--experiment", help="A registered experiment: read by what was frozen, and kept in the ledger."),
]
As = Annotated[
    str | None, typer.Option("--as", help="Who reads a registered one: a pseudonym, or a role that one person holds.")
]
Ended = Annotated[bool, typer.Option("--ended", help="Of a registered one: no unit will be added, whatever was seen.")]
Confidence = Annotated[float, typer.Option("--level", help="Of the intervals.")]
Prior = Annotated[
    float, typer.Option("--prior", help="Width of the prior around no effect, as a share of the control.")
]


def experiment_read(
    file: File,
    variant: Variant,
    metric: Metrics = None,
    ratio: Ratios = None,
    control: Control = None,
    unit: Unit = None,
    covariate: Covariates = None,
    segment: Segments = None,
    stratum: Stratum = None,
    cluster: Cluster = None,
    delivered: Delivered = None,
    guardrail: Guardrails = None,
    margin: Margins = None,
    split: Split = None,
    rows_per_unit: PerUnit = Rows.one,
    missing: Empty = Missing.refuse,
    correction: Corrected = Correction.holm,
    level: Confidence = 0.95,
    prior: Prior = 0.3,
    date: Date = None,
    experiment: Registered = None,
    as_: As = None,
    ended: Ended = False,
    find_workspace: Callable[[], Any] | None = None,
) -> Answer:
    from taktgeber.evidence import read_experiment
    from taktgeber.evidence.reading.says import sentences
    from taktgeber.evidence.reading.tables import tables

    from .read_data import reading_data

    rows: dict[Rows, Literal["one", "many"]] = {Rows.one: "one", Rows.many: "many"}
    empty: dict[Missing, Literal["refuse", "zero", "drop"]] = {
        Missing.refuse: "refuse",
        Missing.zero: "zero",
        Missing.drop: "drop",
    }
    columns: dict[str, Any] = {
        "variant": variant,
        "unit": unit,
        "segments": segment or (),
        "stratum": stratum,
        "cluster": cluster,
        "delivered": delivered,
        "split": split_given(split or ()),
        "rows_per_unit": rows[rows_per_unit],
        "missing": empty[missing],
        "date": date,
    }
    frozen = {"--split": split, "--metric": metric, "--ratio": ratio, "--control": control, "--covariate": covariate,
              "--guardrail": guardrail}  # fmt: skip
    if experiment is not None:
        columns.pop("split")
        return _registered(find_workspace, experiment, file, as_, ended, frozen, columns)
    reading = read_experiment(
        file,
        metrics=metric or (),
        ratios=ratio or (),
        guardrails=_guardrails(guardrail or (), margin or ()),
        control=control,
        covariates=covariate or (),
        confidence=level,
        correction="holm" if correction is Correction.holm else "bh",
        prior=prior,
        **columns,
    )
    code = 0 if reading.trusted else 1
    return Answer(sentences(reading), tables(reading), reading.findings, reading_data(reading), code)


def _registered(
    find_workspace: Callable[[], Any] | None,
    experiment: str,
    file: Path,
    as_: str | None,
    ended: bool,
    frozen: Mapping[str, Any],
    columns: dict[str, Any],
) -> Answer:
    from .read_registered import read_registered

    chosen = tuple(option for option, value in frozen.items() if value)
    if chosen:
        raise Refusal(
            chosen[0],
            text("it was frozen when the experiment was registered."),
            text("Leave it out; or read the file without --experiment, as an idea for the next test."),
        )
    if as_ is None or find_workspace is None:
        raise Refusal(
            "--as",
            text("a look at a registered experiment is somebody's."),
            text("Say who reads: --as ROLE, or a pseudonym."),
        )
    return read_registered(find_workspace(), experiment, file, as_, ended, columns)


def _guardrails(names: Sequence[str], margins: Sequence[str]) -> list[tuple[str, str]]:
    """One margin for all, or one each in order."""
    if len(margins) == 1:
        margins = list(margins) * len(names)
    if len(names) != len(margins):
        raise Refusal(
            "--margin",
            text(
                "there are {guardrails} guardrails and {margins} margins.", guardrails=len(names), margins=len(margins)
            ),
            text("Give one margin for all, or one each in the same order: --guardrail refunds --margin +2%"),
        )
    return list(zip(names, margins, strict=True))


def split_given(given: Sequence[str]) -> dict[str, float]:
    weights = {}
    for words in given:
        name, _, weight = words.rpartition("=")
        try:
            weights[name.strip()] = float(weight)
        except ValueError:
            weights[name.strip()] = 0.0
        if not name or not 0 < weights[name.strip()] < float("inf"):
            raise Refusal(
                "--split",
                text('"{words}" is not a name and a weight.', words=words),
                text("Write every arm with its weight: --split A=50 --split B=50"),
            )
    return weights

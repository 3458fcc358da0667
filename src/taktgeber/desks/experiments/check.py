"""takt experiment check: may an experiment be believed, without a look at any effect?"""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from taktgeber.core import Answer

from .read import Cluster, Control, Date, File, PerUnit, Rows, Segments, Split, Variant, split_given

Present = Annotated[
    list[str] | None,
    typer.Option("--metric", help="A metric of which only empty cells are counted by arm (may be repeated)."),
]
Unit = Annotated[
    str | None, typer.Option("--unit", help="The column of units: do they stand twice, or in more than one arm.")
]
Before = Annotated[
    list[str] | None,
    typer.Option("--covariate", help="A column known before: did arms differ in it (may be repeated)."),
]


def experiment_check(
    file: File,
    variant: Variant,
    metric: Present = None,
    control: Control = None,
    unit: Unit = None,
    covariate: Before = None,
    segment: Segments = None,
    cluster: Cluster = None,
    split: Split = None,
    rows_per_unit: PerUnit = Rows.one,
    date: Date = None,
) -> Answer:
    from taktgeber.evidence import check_experiment
    from taktgeber.evidence.checking.words import sentences, tables

    from .check_data import check_data

    rows: dict[Rows, Literal["one", "many"]] = {Rows.one: "one", Rows.many: "many"}
    checked = check_experiment(
        file,
        variant=variant,
        metrics=metric or (),
        control=control,
        unit=unit,
        covariates=covariate or (),
        segments=segment or (),
        cluster=cluster,
        split=split_given(split or ()),
        rows_per_unit=rows[rows_per_unit],
        date=date,
    )
    return Answer(sentences(checked), tables(checked), checked.findings, check_data(checked))

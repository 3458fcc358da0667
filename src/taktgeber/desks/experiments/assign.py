"""takt experiment assign: which units get which arm, for a file or as an expression for a database."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Refusal, text

if TYPE_CHECKING:
    from taktgeber.evidence.assigning.file import AssignedFile
    from taktgeber.evidence.assigning.plan import AssignmentPlan


class Engine(StrEnum):
    duckdb = "duckdb"
    postgres = "postgres"
    spark = "spark"
    bigquery = "bigquery"


File = Annotated[
    Path | None, typer.Argument(metavar="FILE", help="A CSV (also gzipped), Excel or Parquet file that names units.")
]
Unit = Annotated[str, typer.Option("--unit", help="The column of units.")]
Salt = Annotated[str, typer.Option("--salt", help="The experiment's own name; a new one assigns all units anew.")]
Arms = Annotated[
    list[str] | None, typer.Option("--arm", help="An arm and its weight, NAME=WEIGHT, in the order that counts.")
]
Layer = Annotated[
    str | None, typer.Option("--layer", help="What the experiment shares with others that must not meet it.")
]
From = Annotated[str, typer.Option("--from", help="Where its range of the layer begins.")]
To = Annotated[str, typer.Option("--to", help="Where its range of the layer ends.")]
Taken = Annotated[
    list[str] | None, typer.Option("--taken", help="A range that another has, FROM-TO (may be repeated).")
]
Traffic = Annotated[str, typer.Option("--traffic", help="The share of the units that may be in which is in.")]
HoldoutSalt = Annotated[str | None, typer.Option("--holdout-salt", help="Of the units that are in no experiment.")]
HoldoutShare = Annotated[str, typer.Option("--holdout", help="Their share of all units.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write unit, arm and why to this CSV or Parquet file.")]
Replace = Annotated[bool, typer.Option("--replace", help="Write over a file that is there.")]
Sql = Annotated[Engine | None, typer.Option("--sql", help="Only print the expression that gives the arm there.")]


def experiment_assign(
    unit: Unit,
    salt: Salt,
    file: File = None,
    arm: Arms = None,
    layer: Layer = None,
    start: From = "0",
    end: To = "1",
    taken: Taken = None,
    traffic: Traffic = "1",
    holdout_salt: HoldoutSalt = None,
    holdout: HoldoutShare = "0",
    out: Out = None,
    replace: Replace = False,
    sql: Sql = None,
) -> Answer:
    from taktgeber.evidence.assigning.plan import assignment_plan

    plan = assignment_plan(
        salt,
        [(name, weight) for name, _, weight in (words.rpartition("=") for words in arm or ())],
        layer=layer,
        start=start,
        end=end,
        traffic=traffic,
        holdout_salt=holdout_salt,
        holdout=holdout,
    )
    _refuse_taken(plan, taken or ())
    if sql is not None:
        return _expression(plan, unit, sql, {"FILE": file, "--out": out})
    if file is None:
        raise Refusal("FILE", text("no file is given."),
                      text("Name one, or have the expression for a database printed: --sql postgres"))  # fmt: skip
    if replace and out is None:
        raise Refusal("--replace", text("no file is given."), text("Say which: --out FILE"))
    return _assigned(plan, file, unit, out, replace)


def _assigned(plan: AssignmentPlan, file: Path, unit: str, out: Path | None, replace: bool) -> Answer:
    from taktgeber.evidence.assigning.file import assign_file
    from taktgeber.evidence.assigning.words import sentences, tables

    made = assign_file(file, unit, plan, out, replace=replace)
    data = {**_plan_data(plan), "assigned": _assigned_data(made), "out": None if out is None else str(out), "sql": None}
    return Answer(sentences(made, None if out is None else out.name), tables(made, plan), (), data)


def _expression(plan: AssignmentPlan, unit: str, engine: Engine, needless: dict[str, Path | None]) -> Answer:
    from taktgeber.evidence.assigning.sql import assignment_sql, reason_sql

    for option, given in needless.items():
        if given is not None:
            raise Refusal(option, text("only an expression is printed: no file is read or written."),
                          text("Leave out {option}.", option=option))  # fmt: skip
    arm = assignment_sql(plan, unit, engine.value)
    written = {"dialect": engine.value, "arm": arm, "why": reason_sql(plan, unit, engine.value)}
    return Answer(
        (text("{sql}", sql=arm),), (), (), {**_plan_data(plan), "assigned": None, "out": None, "sql": written}
    )


def _refuse_taken(plan: AssignmentPlan, taken: Sequence[str]) -> None:
    from taktgeber.evidence.assigning.plan import layer_range, refuse_crossing

    if taken and plan.range is None:
        raise Refusal("--taken", text("a range is a part of a layer, and no layer is named."),
                      text("Name it: --layer checkout; for a part of all units give --traffic."))  # fmt: skip
    for words in taken:
        start, to, end = words.partition("-")
        if not to:
            raise Refusal("--taken", text('"{words}" is no share between 0 and 1.', words=words),
                          text("Write where it begins and where it ends: --taken 0.5-1"))  # fmt: skip
        if plan.range:
            refuse_crossing(plan.range, layer_range(plan.range.layer, start, end, ("--taken", "--taken")))


def _plan_data(plan: AssignmentPlan) -> dict[str, Any]:
    """As schemas/experiment_assign.json says."""
    of = plan.range
    return {
        "salt": plan.salt,
        "arms": [{"name": arm.name, "share": float(arm.share)} for arm in plan.arms],
        "layer": of and {"name": of.layer, "from": float(of.start), "to": float(of.end)},
        "traffic": float(plan.traffic),
        "holdout": plan.holdout and {"salt": plan.holdout.salt, "share": float(plan.holdout.share)},
    }


def _assigned_data(made: AssignedFile) -> dict[str, Any]:
    return {
        "rows": made.rows,
        "units": made.units,
        "by_arm": [{"name": name, "units": many} for name, many in made.by_arm.items()],
        "without": {why.replace(" ", "_"): many for why, many in made.without.items()},
    }

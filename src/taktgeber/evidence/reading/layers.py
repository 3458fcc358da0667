"""Rows of the file become units, units become clusters: the subqueries under the one query.

A flag counts units (or clusters) for which something stands that must not: two variants, or two values of what is
one by nature.
"""

from __future__ import annotations

from collections.abc import Mapping

from taktgeber.evidence.source import quoted

from .columns import design_columns, number
from .design import Design

Flags = dict[str, str]  # name of the flagged column: its name in the query


def unit_layer(relation: str, design: Design) -> tuple[str, Flags]:
    """A row a unit, under the file's own column names. Metrics are added up, a proportion is whether any."""
    if design.rows == "one" or design.unit is None:
        return relation, {}
    once = [*design.keys, *((design.cluster,) if design.cluster else ())]
    before = {column for covariate in design.covariates for column in covariate.columns}
    flags = {name: quoted(f"flag {i}") for i, name in enumerate((*once, *sorted(before), design.unit))}
    taken = [f"min({quoted(name)}) AS {quoted(name)}" for name in (*once, *sorted(before))]
    varies = "min({0}) IS DISTINCT FROM max({0}) OR count({0}) NOT IN (0, count(*))"
    taken += [f"({varies.format(quoted(name))}) AS {flags[name]}" for name in (*once, *sorted(before))]
    taken.append(f"({quoted(design.unit)} IS NULL) AS {flags[design.unit]}")
    any_of = {m.over for m in design.measured if m.kind == "proportion"} | {design.delivered}
    for column in sorted(design_columns(design) - before):
        how = "max" if column in any_of else "sum"
        value = f"{how}({number(column)})"
        if design.missing == "refuse":
            value = f"CASE WHEN count({quoted(column)}) = count(*) THEN {value} END"
        taken.append(f"{value} AS {quoted(column)}")
    return f"(SELECT {', '.join(taken)} FROM {relation} GROUP BY {quoted(design.unit)})", flags


def column_layer(relation: str, design: Design, columns: Mapping[str, str], flags: Flags) -> str:
    """columns: expression by its name in the query. Keys become text under k0, k1, ..."""
    keys = [f"{quoted(name)}::VARCHAR AS k{i}" for i, name in enumerate(design.keys)]
    written = [f"{expression} AS {name}" for name, expression in columns.items()]
    cluster = [f"{quoted(design.cluster)} AS cluster"] if design.cluster else []
    return f"(SELECT {', '.join([*keys, *cluster, *flags.values(), *written])} FROM {relation})"


def cluster_layer(relation: str, design: Design, columns: Mapping[str, str], flags: Flags) -> tuple[str, Flags]:
    """A row a cluster with the sums over its units; in a cluster, keys are one."""
    if not design.cluster:
        return relation, flags
    own = {f"cluster {name}": quoted(f"mixed {i}") for i, name in enumerate(design.keys)}
    empty = quoted("no cluster")
    taken = [f"min(k{i}) AS k{i}" for i in range(len(design.keys))]
    taken += [f"(min(k{i}) IS DISTINCT FROM max(k{i})) AS {flag}" for i, flag in enumerate(own.values())]
    taken += [f"bool_or({flag}) AS {flag}" for flag in flags.values()] + [f"(cluster IS NULL) AS {empty}"]
    # A sum over a cluster with an empty cell is empty, so that it is found; a masked unit counts for nothing.
    whole = "CASE WHEN count({0}) = count(*) THEN sum({0}) END" if design.missing != "drop" else "sum({0})"
    taken += [f"{whole.format(name)} AS {name}" for name in columns]
    grouped = f"(SELECT {', '.join(taken)} FROM {relation} GROUP BY cluster)"
    return grouped, {**flags, **own, "no cluster": empty}

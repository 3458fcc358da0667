"""Units that stand in more than one arm: how many, between which arms, and where they began.

What such a unit does is the effect of both arms at once, so it is left out of the reading. Who is left out must not
depend on the arm: where it is known in which arm each began, these first arms are held against the planned split.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taktgeber.core import Finding, Refusal, Text, place, text, text_n
from taktgeber.evidence.shown import p_value, share
from taktgeber.evidence.source import Source, quoted
from taktgeber.stats.sample_ratio import Split, split_of

from .design import Design
from .split_check import STOP, WARN

STOP_SHARE, WARN_SHARE = 0.05, 0.01  # of all units
_MIXED = quoted("units in more than one arm")
_LEAST_EXPECTED = 5.0  # in each first arm, for chi-square to be near


@dataclass(frozen=True, slots=True)
class Mixing:
    """units: in more than one arm, of `whole` units in the file; between: how many by their arms; first: how many
    by the arm in which they began, None where no day tells it."""

    units: int
    whole: int
    between: Mapping[tuple[str, ...], int]
    first: Mapping[str, int] | None

    @property
    def share(self) -> float:
        return self.units / self.whole

    def first_split(self, names: Sequence[str], weights: Sequence[float]) -> Split | None:
        """None where too few began in an arm that can be told, so that chi-square would be rough."""
        counts = [(self.first or {}).get(name, 0) for name in names]
        if sum(counts) * min(weights) < _LEAST_EXPECTED * sum(weights):
            return None
        return split_of(counts, weights)


def without_mixed(source: Source, design: Design) -> tuple[Source, Mixing | None]:
    """The rows of units that stayed in one arm. Raises Refusal where an arm has no such unit."""
    if design.unit is None:
        return source, None
    unit, variant = quoted(design.unit), quoted(design.variant)
    mixed = f"(SELECT unit FROM {_MIXED})"
    source.ask(
        f"CREATE OR REPLACE TEMP TABLE {_MIXED} AS SELECT {unit} AS unit FROM {source.relation} "
        f"WHERE {unit} IS NOT NULL GROUP BY {unit} HAVING min({variant}) <> max({variant})"
    )
    rows = f"(SELECT * FROM {source.relation} WHERE {unit} IN {mixed})"
    by_arms = f"SELECT list_sort(list(DISTINCT {variant}::VARCHAR)) AS arms FROM {rows} GROUP BY {unit}"
    found = source.ask(f"SELECT arms, count(*) FROM ({by_arms}) GROUP BY arms ORDER BY count(*) DESC, arms")
    if not found:
        return source, None
    left = source.of(f"(SELECT * FROM {source.relation} WHERE {unit} IS NULL OR {unit} NOT IN {mixed})")
    between = {tuple(arms): int(n) for arms, n in found}
    ((whole,),) = source.ask(f"SELECT count(DISTINCT {unit}) FROM {source.relation}")
    seen = Mixing(sum(between.values()), int(whole), between, _first_arms(source, design, rows))
    _refuse_lost_arm(left, design, seen)
    return left, seen


def _first_arms(source: Source, design: Design, rows: str) -> dict[str, int] | None:
    """Units that entered two arms at the same first time began in none that can be told."""
    if design.date is None:
        return None
    entered = (
        f"SELECT {quoted(design.unit or '')} AS unit, {quoted(design.variant)}::VARCHAR AS arm, "
        f"min({source.time_of(design.date)}) AS entered FROM {rows} GROUP BY ALL"
    )
    ordered = f"SELECT list(arm ORDER BY entered) AS arms, list(entered ORDER BY entered) AS times FROM ({entered}) "
    found = source.ask(
        f"SELECT arms[1], count(*) FROM ({ordered} GROUP BY unit) WHERE times[1] < times[2] GROUP BY ALL"
    )
    return {str(arm): int(n) for arm, n in found}


def _refuse_lost_arm(left: Source, design: Design, seen: Mixing) -> None:
    arms = left.ask(f"SELECT DISTINCT {quoted(design.variant)}::VARCHAR FROM {left.relation}")
    if {arm for pair in seen.between for arm in pair} - {arm for (arm,) in arms}:
        raise Refusal(
            place(left.file.name, column=design.unit),
            text_n("one unit is in more than one variant.", "{n} units are in more than one variant.", seen.units),
            text("Find out how they were assigned twice, and leave them out of the file: their effect is mixed."),
        )


def mixing_findings(seen: Mixing | None, names: Sequence[str], weights: Sequence[float]) -> Iterator[Finding]:
    if seen is None:
        return
    first = seen.first_split(names, weights)
    p = first.p if first else 1.0
    stop, warn = seen.share >= STOP_SHARE or p < STOP, seen.share >= WARN_SHARE or p < WARN
    yield Finding(
        "exposure-mixing",
        "stop" if stop else "warn" if warn else "note",
        text_n(
            "One unit ({share} of all) stands in more than one arm and is left out: {between}.",
            "{n} units ({share} of all) stand in more than one arm and are left out: {between}.",
            seen.units,
            share=share(seen.share),
            between=tuple(text("{n} in {names}", n=n, names=arms) for arms, n in seen.between.items()),
        ),
        _advice(seen, first),
    )


def _advice(seen: Mixing, first: Split | None) -> Text:
    if first and first.p < WARN:
        return text(
            "They did not begin in the arms as planned ({p}), so one arm loses other units than another: believe no "
            "effect before the cause is found.",
            p=p_value(first.p),
        )
    if seen.first is None:
        return text(
            "The figures are of units that stayed in one arm. Look for a split that was changed on the way, devices "
            "that are shared or changed, and robots. In which arm they began is told by days: --date COLUMN"
        )
    return text(
        "The figures are of units that stayed in one arm. Look for a split that was changed on the way, devices that "
        "are shared or changed, and robots."
    )

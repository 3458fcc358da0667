"""Whether the arms have the sizes that were planned, and who carries it if not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taktgeber.core import Finding, Text, text
from taktgeber.evidence.shown import p_value, share
from taktgeber.stats.sample_ratio import Split, carrier, split_of

from .arms import Arms
from .days import Days

Slices = dict[str, dict[str, tuple[int, ...]]]  # by column and value: units by arm
STOP, WARN = 0.001, 0.01


def split_findings(arms: Arms, weights: Sequence[float], days: Days | None = None) -> Iterator[Finding]:
    seen, slices = split_of(arms.counts(), weights), _slices(arms, days)
    if seen.p >= WARN:
        yield from _hidden(slices, weights)
        return
    yield Finding(
        "sample-ratio",
        "stop" if seen.p < STOP else "warn",
        text(
            "The arms do not have the sizes that were planned: {sizes} ({p}).",
            sizes=sizes(arms.names, seen),
            p=p_value(seen.p),
        ),
        _cause(slices, weights),
    )


def _slices(arms: Arms, days: Days | None) -> Slices:
    """By stratum, segment and day."""
    found = {
        column: {level: arms.counts({column: level}) for level in arms.levels(column)}
        for column in arms.design.keys[1:]
    }
    if days:
        found[days.column] = {day.isoformat(): counts for day, counts in days.counts().items()}
    return found


def sizes(names: Sequence[str], seen: Split) -> tuple[Text, ...]:
    whole = sum(seen.counts)
    return tuple(
        text("{name} {n} ({got} where {planned} were planned)", name=name, n=n, got=share(n / whole), planned=share(of))
        for name, n, of in zip(names, seen.counts, seen.shares, strict=True)
    )


def _cause(slices: Slices, weights: Sequence[float]) -> Text:
    """The slice of any segment, stratum or day that carries the mismatch."""
    found = []
    for column, levels in slices.items():
        carries = carrier(levels, weights)
        if carries:
            found.append((carries.rest.p, column, carries))
    if found:
        _, column, carries = max(found, key=lambda one: one[0])
        return text(
            'It is carried by {column} "{level}": there {p}, and {rest} without it. Look at what happens to units '
            "there between assignment and this file.",
            column=column,
            level=carries.slice,
            p=p_value(carries.own.p),
            rest=p_value(carries.rest.p),
        )
    if slices:
        return text(
            "No single slice of {columns} carries it: look for what all units share, such as a redirect, a filter of "
            "robots, or a crash in one arm.",
            columns=tuple(slices),
        )
    return text(
        "Believe no effect before the cause is found. Name columns that may carry it (day, device, market): "
        "--segment COLUMN"
    )


def _hidden(slices: Slices, weights: Sequence[float]) -> Iterator[Finding]:
    """Slices that are off in opposite directions, so that the whole looks right."""
    for column, levels in slices.items():
        for level, counts in levels.items():
            if not sum(counts):
                continue
            own = split_of(counts, weights)
            if own.p * len(levels) < STOP:
                yield Finding(
                    "sample-ratio-slice",
                    "warn",
                    text('The arms have the planned sizes as a whole, but not in {column} "{level}" ({p}).',
                         column=column, level=level, p=p_value(own.p)),
                    text("Look at what happens to units there between assignment and this file."),
                )  # fmt: skip

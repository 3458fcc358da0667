"""Whether the arms have the sizes that were planned, and who carries it if not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taktgeber.core import Finding, Text, text
from taktgeber.evidence.shown import p_value, share
from taktgeber.stats.sample_ratio import Split, carrier, split_of

from .arms import Arms

STOP, WARN = 0.001, 0.01


def split_findings(arms: Arms, weights: Sequence[float]) -> Iterator[Finding]:
    seen = split_of(arms.counts(), weights)
    if seen.p >= WARN:
        yield from _hidden(arms, weights)
        return
    yield Finding(
        "sample-ratio",
        "stop" if seen.p < STOP else "warn",
        text(
            "The arms do not have the sizes that were planned: {sizes} ({p}).",
            sizes=_sizes(arms, seen),
            p=p_value(seen.p),
        ),
        _cause(arms, weights),
    )


def _sizes(arms: Arms, seen: Split) -> tuple[Text, ...]:
    whole = sum(seen.counts)
    return tuple(
        text("{name} {n} ({got} where {planned} were planned)", name=name, n=n, got=share(n / whole), planned=share(of))
        for name, n, of in zip(arms.names, seen.counts, seen.shares, strict=True)
    )


def _cause(arms: Arms, weights: Sequence[float]) -> Text:
    """The slice of any segment or stratum that carries the mismatch."""
    columns = arms.design.keys[1:]
    found = []
    for column in columns:
        slices = {level: arms.counts({column: level}) for level in arms.levels(column)}
        carries = carrier(slices, weights)
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
    if columns:
        return text(
            "No single slice of {columns} carries it: look for what all units share, such as a redirect, a filter of "
            "robots, or a crash in one arm.",
            columns=tuple(columns),
        )
    return text(
        "Believe no effect before the cause is found. Name columns that may carry it (day, device, market): "
        "--segment COLUMN"
    )


def _hidden(arms: Arms, weights: Sequence[float]) -> Iterator[Finding]:
    """Slices that are off in opposite directions, so that the whole looks right."""
    for column in arms.design.keys[1:]:
        levels = arms.levels(column)
        for level in levels:
            counts = arms.counts({column: level})
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

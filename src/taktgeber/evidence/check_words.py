"""What the checks of a reading are called in words, and what to do where they found something."""

from __future__ import annotations

from collections.abc import Mapping

from taktgeber.core import Text, text

_WORDS: Mapping[str, Text] = {
    "sample-ratio": text("the arms do not have the sizes that were planned"),
    "sample-ratio-by-day": text("the split left the plan while it ran"),
    "sample-ratio-slice": text("one slice carries the wrong split"),
    "exposure-mixing": text("units stand in more than one arm"),
    "imbalance-before": text("the arms differed before anything was done"),
    "cells-left-out": text("empty cells were left out"),
    "few-units-decide": text("a handful of units decides"),
    "one-unit-carries": text("one unit carries much of the spread"),
    "cap-decides": text("with and without the cap it says something else"),
    "adjustment-turns-sign": text("adjusted and plain do not agree"),
    "few-of-a-kind": text("too few said yes, or no"),
    "effect-differs": text("the effect differs by a segment"),
    "delivery-alike": text("delivery does not differ between the arms"),
    "covariate-empty": text("what was known before has gaps"),
    "rows-taken-as-units": text("rows were taken for units"),
    "part-week": text("it did not run in whole weeks"),
    "novelty": text("the effect fades as it gets older"),
    "primacy": text("the effect grows as it gets older"),
}
NO_EFFECT = text(
    "Believe no effect before the cause is found. Name columns that may carry it (day, device, market): "
    "--segment COLUMN"
)
READ_IT = text("What it means, and what to do, stands in the answer of: takt experiment read")


def in_words(code: str) -> Text | str:
    """A code that has no words here is shown as it stands in the ledger."""
    return _WORDS.get(code, code)

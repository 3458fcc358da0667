"""Simulations of the audit of claims, on worlds whose law no threshold was chosen on (but for the first)."""

from __future__ import annotations

from tests.evidence.claims import judging

from .item import Item

_ROOM = "taktgeber.evidence.claims"
AUDIT = (
    *(
        f"taktgeber.stats.controlled.{name}"
        for name in ("Slope", "Rows", "Influences", "Held", "influences", "slope_of")
    ),
    "taktgeber.stats.controlled._independent",
    "taktgeber.stats.controlled._with_error",
    "taktgeber.stats.hidden_cause.robustness_value",
    "taktgeber.stats.spline.natural_spline",
    "taktgeber.stats.spline.quantile_knots",
    f"{_ROOM}.audit.audit_claim",
    f"{_ROOM}.audit._HeldStill",
    f"{_ROOM}.column.Read",
    *(f"{_ROOM}.compared.{name}" for name in ("Compared", "controls_of", "sensitivity_of", "_without", "_moved")),
    *(
        f"{_ROOM}.judged.{name}"
        for name in ("judge", "_worthless", "_eraser", "_lessened", "_spent", "_flips", "_taker")
    ),
    *(f"{_ROOM}.overlap.{name}" for name in ("overlap_of", "_blocks")),
    *(f"{_ROOM}.placebos.{name}" for name in ("placebos_of", "moves_early", "_series", "_beside", "_shifted")),
    *(f"{_ROOM}.suspected.{name}" for name in ("sifted", "_reason", "_leaks", "_settled", "_only_exposed")),
    *(f"{_ROOM}.terms.{name}" for name in ("block_of", "calendar_of", "_curve", "_indicators")),
)

CLAIMS: tuple[Item, ...] = (
    Item(
        "claims-plain",
        "the audit says of small worlds what their law says; on the family whose worlds the thresholds were chosen on",
        judging.judged_plain,
        runs=400,
        chunk=100,
        slice=5,
        bar=0.88,
        sources=AUDIT,
    ),
    Item(
        "claims-judged",
        "the same on a family of other forms, kept apart",
        judging.judged_apart,
        runs=2_000,
        chunk=100,
        slice=12,
        bar=0.88,
        sources=AUDIT,
    ),
    Item(
        "claims-null",
        "a confounded claim without any effect is not said to hold",
        judging.nulls_not_held,
        runs=2_000,
        chunk=100,
        slice=5,
        bar=0.95,
        sources=AUDIT,
    ),
    Item(
        "claims-covered",
        "the 90 % interval of the adjusted effect holds the truth where all confounders are given",
        judging.covered,
        runs=1_000,
        chunk=100,
        slice=6,
        bar=0.88,
        sources=AUDIT,
    ),
    Item(
        "claims-covered-apart",
        "the same in the family kept apart, whose confounders also work by products and in steps that no curve meets",
        judging.covered_apart,
        runs=400,
        chunk=100,
        slice=4,
        bar=0.88,
        sources=AUDIT,
    ),
    Item(
        "claims-named",
        "the confounder that takes most is named, where one takes half as much again as the next",
        judging.causes_named,
        runs=400,
        chunk=100,
        slice=5,
        bar=0.9,
        sources=AUDIT,
    ),
)

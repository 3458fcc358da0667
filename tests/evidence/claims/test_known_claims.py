"""Claims whose answer is known: published tables, and data of a stated law whose figures were computed elsewhere."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from taktgeber.evidence.claims import audit_claim

# Graduate admissions at Berkeley in 1973, admitted and rejected by department (Bickel, Hammel & O'Connell 1975,
# Science 187; R's datasets::UCBAdmissions).
BERKELEY = {
    "Male": {"A": (512, 313), "B": (353, 207), "C": (120, 205), "D": (138, 279), "E": (53, 138), "F": (22, 351)},
    "Female": {"A": (89, 19), "B": (17, 8), "C": (202, 391), "D": (131, 244), "E": (94, 299), "F": (24, 317)},
}
# Kidney stones removed, of all (Charig et al. 1986, BMJ 292): open surgery and nephrolithotomy, by size of stone.
STONES = {"open": {"small": (81, 87), "large": (192, 263)}, "needle": {"small": (234, 270), "large": (55, 80)}}


def counted(name: str, cells: dict[str, dict[str, tuple[int, int]]]) -> dict[str, list[Any]]:
    """One row a cell: its level, its stratum, yes or no, how many."""
    rows = [
        (level, stratum, outcome, count)
        for level, strata in cells.items()
        for stratum, counts in strata.items()
        for outcome, count in zip(("yes", "no"), counts, strict=True)
    ]
    return dict(zip((name, "stratum", "outcome", "count"), map(list, zip(*rows, strict=True)), strict=True))


def sample(file: Path, separator: str = ",") -> dict[str, list[str]]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines, delimiter=separator)
    return dict(zip(head, map(list, zip(*rows, strict=True)), strict=True))


def test_berkeley_vanishes_within_departments_as_published():
    found = audit_claim(counted("gender", BERKELEY), "outcome", "gender=Female", ["stratum"], weight="count")
    assert found.raw.value == pytest.approx(557 / 1835 - 1198 / 2691)  # .304 against .445
    assert (found.verdict, found.vanishes) == ("weakened", True)
    assert found.cause is not None
    assert (found.cause.kind, found.cause.column) == ("mix", "stratum")
    assert abs(found.adjusted.value) < 0.02 < 0.14 < abs(found.raw.value)
    shares = {one.label: tuple(round(share, 3) for share in one.means) for one in found.strata}
    assert shares == {
        "A": (0.621, 0.824),
        "B": (0.630, 0.680),
        "C": (0.369, 0.341),
        "D": (0.331, 0.349),
        "E": (0.277, 0.239),
        "F": (0.059, 0.070),
    }
    assert sum(one.n for one in found.strata) == found.rows == 4526


def test_kidney_stones_reverse_by_the_size_of_the_stone_as_published():
    cells = {k: {size: (good, n - good) for size, (good, n) in v.items()} for k, v in STONES.items()}
    found = audit_claim(counted("way", cells), "outcome", "way=needle", ["stratum"], weight="count")
    assert found.raw.value == pytest.approx(289 / 350 - 273 / 350)  # 83 % against 78 %
    assert found.verdict == "reverses"
    assert found.cause is not None
    assert found.cause.column == "stratum"
    assert all(one.within.value < 0 for one in found.strata)
    by_size = {one.label: tuple(round(share, 2) for share in one.means) for one in found.strata}
    assert by_size == {"large": (0.73, 0.69), "small": (0.93, 0.87)}


def test_dear_ice_cream_sells_more_only_since_it_is_dear_when_many_want_it(samples):
    table = sample(samples / "confound_icecream" / "ice_cream_sales.csv.gz")
    found = audit_claim(table, "sales", "price", ["temp", "weekday", "cost"])
    assert found.raw.value == pytest.approx(1.229, abs=5e-4)
    assert found.adjusted.value == pytest.approx(-4.000, abs=0.01)  # with each weekday by itself
    assert found.verdict == "reverses"
    assert found.cause is not None
    assert found.cause.column == "weekday"
    assert [(one.column, one.form) for one in found.controls] == [
        ("temp", "curve"),
        ("weekday", "groups"),
        ("cost", "groups"),
    ]


def test_ice_cream_at_drawn_prices_holds(samples):
    table = sample(samples / "confound_icecream" / "ice_cream_sales_rnd.csv.gz")
    found = audit_claim(table, "sales", "price", ["temp", "weekday", "cost"])
    assert found.raw.value == pytest.approx(-2.552, abs=5e-4)
    assert (found.verdict, found.overlap.share > 0.99) == ("holds", True)


def test_a_reminder_that_seems_to_do_nothing_collects_more_and_what_follows_from_it_is_no_control(samples):
    table = sample(samples / "contact_email_collections" / "collections_email.csv.gz")
    given = ["credit_limit", "risk_score", "opened", "agreement"]
    found = audit_claim(table, "payments", "email", given)
    assert found.raw.value == pytest.approx(-0.62, abs=5e-3)
    assert found.adjusted.low < 4.43 < found.adjusted.high
    assert found.adjusted.low > 0
    assert found.verdict == "reverses"
    assert {one.column: one.reason for one in found.refused} == {"opened": "only_exposed", "agreement": "only_exposed"}
    declared = audit_claim(table, "payments", "email", given, after=["opened", "agreement"])
    assert {one.reason for one in declared.refused} == {"after"}
    assert declared.adjusted == found.adjusted
    nothing_else = audit_claim(table, "payments", "email", ["opened", "agreement"])
    assert nothing_else.verdict == "cannot_tell"
    assert nothing_else.cause.kind == "after"


def test_calls_until_they_succeed_are_selection_and_the_length_of_a_call_leaks(samples):
    table = sample(samples / "contact_bank" / "bank_additional_full.csv.gz", ";")
    found = audit_claim(table, "y", "campaign", ["duration", "age", "euribor3m"])
    assert found.verdict == "cannot_tell"
    assert found.cause.kind == "selection"
    assert {one.column: one.reason for one in found.refused} == {"duration": "leaks"}
    warned = {(one.kind, one.column): one.count for one in found.warnings}
    assert warned["settles_one_side", "duration"] == 2092  # calls below 37 seconds, none of which sold
    assert ("predicts_too_well", "duration") in warned
    assert warned["counts_until_success", "campaign"] == 41188 - 17642
    length = audit_claim(table, "y", "duration", ["age"])
    assert length.verdict == "cannot_tell"
    assert length.cause.kind == "leakage"
    assert np.mean(np.array(table["y"]) == "yes") == pytest.approx(0.1127, abs=5e-5)

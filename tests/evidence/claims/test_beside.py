"""House rule 7: beside an insight stands the verdict of its claim, or that only going together was seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from taktgeber.core.format import show
from taktgeber.evidence import REGISTRY
from taktgeber.evidence import rules as order_of_evidence
from taktgeber.evidence.claims import CLAIMS, keep_claim, rules
from taktgeber.evidence.claims.beside import beside
from taktgeber.evidence.knowing.known import known_on
from taktgeber.evidence.knowing.words import insight_table
from taktgeber.govern import LedgerBook, open_book
from tests.evidence.registry_cast import ANALYST, BEGIN, SPONSOR, Clock, experiment, hypothesis, role

from .known_claims import audited, by_lot


@pytest.fixture
def book(tmp_path: Path) -> LedgerBook:
    made = open_book(tmp_path / "ledger.sqlite", rules=(*order_of_evidence, *rules), clock=Clock())
    for person, name in ((SPONSOR, "sponsor"), (ANALYST, "analyst")):
        made.decide("role", role(person, name), SPONSOR)
    return made


def found_by(book: LedgerBook, method: str, **insight: Any) -> None:
    """Found as shown by an experiment of this method, with an insight on it."""
    book.found("hypothesis", hypothesis(method), ANALYST, "notes")
    book.found("experiment", experiment(method, hypothesis=method, method=method), ANALYST, "notes")
    effect = {"arm": "new", "estimate": 1.0, "low": 0.8, "high": 1.2, "error": 0.1, "lift": 0.05, "lift_low": 0.04,
              "lift_high": 0.06, "lift_error": 0.005, "better": 1}  # fmt: skip
    looked = {"experiment": method, "hand": "exploit", "day": "2025-04-07", "units": 2000, "metric": "spend:unit=EUR",
              "counts": {"old": 1000, "new": 1000}, "effects": [effect], "final": True, "findings": [], "stops": [],
              "file": "x.csv", "digest": "d"}  # fmt: skip
    book.found("looked", looked, ANALYST, "notes")
    done = {"experiment": method, "hand": "exploit", "verdict": "shown", "does": "kept", "day": "2025-04-08"}
    book.found("concluded", done, ANALYST, "notes")
    body = {"insight": f"i-{method}", "hand": "exploit", "says": "Blue sells.", "rests_on": [method]}
    book.found("insight", body | {"day": "2025-04-09"} | insight, ANALYST, "notes")


def words(book: LedgerBook) -> dict[str, str]:
    registry = book.state(REGISTRY)
    found = beside(book.state(CLAIMS), registry, registry.insights.values())
    return {name: show(one.says) for name, one in found.items()}


def test_a_comparison_that_nobody_drew_only_goes_with(book: LedgerBook):
    for method in ("compared", "before_after", "randomised", "quasi"):
        found_by(book, method)
    assert words(book) == dict.fromkeys(("i-compared", "i-before_after"), "goes with, cause not shown")


def test_what_a_bet_taught_and_field_work_claim_no_cause(book: LedgerBook):
    lab = {"insight": "rooms", "hand": "explore", "says": "They rent.", "on": "rooms", "day": "2025-03-10"}
    book.found("insight", lab, ANALYST, "notes")
    assert words(book) == {}


def test_the_verdict_of_its_claim_stands_beside_it(book: LedgerBook):
    keep_claim(book, "A call sells.", audited(by_lot(), "called"), "d" * 64, ANALYST, name="call")
    found_by(book, "compared", claim="call")
    assert words(book) == {"i-compared": 'claim "call": holds'}
    found_by(book, "before_after")
    keep_claim(book, "It sells.", audited(by_lot(), "called"), "d" * 64, ANALYST, on="insight:i-before_after")
    assert words(book)["i-before_after"] == 'claim "it-sells": holds'


def test_the_table_of_insights_has_the_column_where_it_is_needed(book: LedgerBook):
    registry = book.state(REGISTRY)
    found_by(book, "randomised")
    plain = insight_table(known_on(book.state(REGISTRY), BEGIN), {})
    assert "Cause or going together" not in map(show, plain.columns)
    found_by(book, "compared")
    registry = book.state(REGISTRY)
    stands = beside(book.state(CLAIMS), registry, registry.insights.values())
    table = insight_table(known_on(registry, BEGIN), stands)
    assert show(table.columns[-1]) == "Cause or going together"
    assert sorted(show(row[-1]) for row in table.rows) == ["", "goes with, cause not shown"]

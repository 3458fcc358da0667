"""The experiment that waits for its conclusion: the brief proposes it, and approval concludes it."""

from __future__ import annotations

from pathlib import Path

from taktgeber.demo.calendar import quarter
from taktgeber.evidence import REGISTRY
from taktgeber.govern import decide_proposal
from tests.demo_company import Made

from .conftest import copied


def test_the_one_that_was_read_is_proposed_and_approval_concludes_it(made: Made, tmp_path: Path) -> None:
    (waits,) = (p for s in made.demo.planned.plan.sections for p in s.proposals if s.room == "evidence")
    with copied(made, tmp_path) as other:
        decide_proposal(
            other.book, f"{quarter(9).first.isoformat()}/{waits.id}", "approve", "", made.demo.cast.performance
        )
        one = other.book.state(REGISTRY).experiments["packing-list-page"]
    assert one.conclusion is not None
    assert one.conclusion.verdict == "shown"

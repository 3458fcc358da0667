"""House rule 11: no shelter without exploration."""

from __future__ import annotations

from taktgeber.govern import (
    BREACHES,
    INITIATIVES,
    LedgerBook,
)

from .attempt import both
from .cast import (
    CLERK,
    CREW,
    LAB,
    NEAR,
    SPONSOR,
    initiative,
    unit,
)


def test_incremental_work_is_not_decided_into_the_lab(firm: LedgerBook):
    both(firm, 11, "initiative", initiative("blue", "lab", NEAR))


def test_two_adjacent_steps_or_a_new_one_are_exploration(firm: LedgerBook):
    firm.decide("initiative", initiative("a", "lab", {"technology": 1, "market": 1, "proposition": 0}), LAB)
    firm.decide("initiative", initiative("b", "lab", {"technology": 0, "market": 0, "proposition": 2}), LAB)
    assert set(firm.state(INITIATIVES)) == {"a", "b"}


def test_a_unit_full_of_incremental_work_does_not_become_a_lab(firm: LedgerBook):
    firm.decide("unit", unit("crm", "steering"), SPONSOR)
    firm.decide("initiative", initiative("blue", "crm", NEAR), CREW)
    both(firm, 11, "unit", unit("crm", "explore"))


def test_incremental_work_found_in_the_lab_can_be_stopped(firm: LedgerBook):
    firm.found("initiative", initiative("blue", "lab", NEAR), CLERK, "portfolio, 2025-03-10")
    firm.decide("initiative", initiative("blue", "lab", NEAR, state="stopped"), LAB)
    assert [b.mended is not None for b in firm.state(BREACHES)] == [True]

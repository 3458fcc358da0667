"""Each role sees and does what it needs, no more; rights come from a sponsor's decided entry and nowhere else (G4)."""

from __future__ import annotations

import itertools
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from taktgeber.core import Exact, Forecast, Refusal
from taktgeber.govern import LedgerBook
from taktgeber.govern.kinds import ROLES as KNOWN
from taktgeber.govern.permissions import MATRIX, PERMISSIONS, ROLES, Access, RoleHeld, access_of

from .cast import BEAT, CREW, DAY_T, LAB, SPONSOR, mandate, new_book, proposal, refused, role, unit

ONE, OTHER = "p-0e01", "p-0e02"
PLACES = {"market_lead": "germany", "exploit_lead": "performance", "explore_lead": "lab", "operations": "crm"}


def having(*roles: str, person: str = ONE) -> Access:
    places = {"germany": ("Germany", "exploit"), "lab": (None, "explore")}
    held = (RoleHeld(r, PLACES.get(r), *places.get(PLACES.get(r, ""), (None, "exploit"))) for r in roles)
    return Access(person, tuple(held))


def test_the_table_names_the_ledgers_roles_and_known_permissions_alone():
    assert set(MATRIX) == set(ROLES) == set(KNOWN)
    assert {p for row in MATRIX.values() for p in row} == set(PERMISSIONS)


@pytest.mark.parametrize("name", ROLES)
def test_nobody_without_a_role_may_anything_and_every_role_sees_the_first_page(name: str):
    assert not any(Access(ONE, ()).allows(permission) for permission in PERMISSIONS)
    assert having(name).allows("see.today")


def test_only_those_who_answer_for_a_hand_a_market_or_both_decide():
    deciding = {name for name in ROLES if having(name).allows("decide")}
    assert deciding == {"sponsor", "exploit_lead", "explore_lead", "market_lead"}


def test_each_lead_decides_its_own_hand_alone():
    assert having("exploit_lead").allows("decide", mode="exploit")
    assert not having("exploit_lead").allows("decide", mode="explore")
    assert having("explore_lead").allows("decide", mode="explore")
    assert not having("explore_lead").allows("decide", mode="exploit")
    assert not having("explore_lead").allows("see.exploit")
    assert not having("exploit_lead").allows("see.lab")
    assert not having("sponsor").allows("decide", mode="explore")


def test_a_market_lead_sees_and_decides_its_market_alone():
    lead = having("market_lead")
    assert lead.allows("see.exploit")
    assert lead.allows("decide", mode="exploit", market="Germany")
    assert not lead.allows("decide", mode="exploit", market="France")
    assert not lead.allows("decide", mode="exploit")
    assert not lead.allows("decide", mode="explore", market="Germany")
    assert lead.markets("see.exploit") == ("Germany",)
    assert having("analyst").markets("see.exploit") is None
    assert having("front_line").markets("see.exploit") == ()
    assert lead.allows("see.exploit", unit="germany")
    assert not lead.allows("see.exploit", unit="germany", market="France")


def test_a_role_whose_unit_has_no_decided_market_reaches_none():
    lead = Access(ONE, (RoleHeld("market_lead"),))
    assert lead.markets("see.exploit") == ()
    assert not lead.allows("decide", market="Germany")


def test_the_auditor_sees_ledger_and_reads_and_changes_nothing():
    auditor = having("auditor")
    assert auditor.allows("see.ledger", person=OTHER)
    assert auditor.allows("see.reads", person=OTHER)
    assert {p for p in PERMISSIONS if auditor.allows(p) and not p.startswith("see.")} == {"use.tokens"}


def test_who_speaks_with_customers_stops_what_runs_by_itself_and_sees_its_own_reports():
    front = having("front_line")
    assert front.allows("stop.automatic", mode="exploit")
    assert not front.allows("start.automatic")
    assert front.allows("see.ledger", person=ONE)
    assert not front.allows("see.ledger", person=OTHER)
    assert front.scopes("see.ledger") == ("own",)


def test_a_token_does_no_more_than_it_says_and_no_more_than_its_person_may():
    roles = having("analyst").roles
    token = Access(ONE, roles, frozenset({"see.today", "decide"}))
    assert token.allows("see.today")
    assert not token.allows("load.data")
    assert not token.allows("decide")


def test_a_proposal_is_decided_by_the_role_it_names_in_its_hand_and_market():
    lab, own, both = proposal("a", "explore_lead", mode="explore"), proposal("b"), proposal("c", "sponsor", mode=None)
    assert [having(r).decides(own) for r in ("exploit_lead", "explore_lead", "sponsor", "analyst")] == [
        True, False, False, False]  # fmt: skip
    assert [having(r).decides(lab) for r in ("exploit_lead", "explore_lead", "sponsor")] == [False, True, False]
    assert [having(r).decides(both) for r in ("exploit_lead", "explore_lead", "sponsor")] == [False, False, True]
    assert having("sponsor").decides(proposal("d", "sponsor", mode="explore"))

    def local(market: str) -> Forecast:
        return Forecast("orders", {"market": market}, BEAT, Exact(40, "orders", BEAT))

    germany, france = (proposal("e", "market_lead", forecasts=(local(m),)) for m in ("Germany", "France"))
    assert having("market_lead").decides(germany)
    assert not having("market_lead").decides(france)
    assert not having("market_lead").decides(proposal("f", "market_lead"))


def test_roles_are_those_decided_and_in_force_on_the_day(firm: LedgerBook):
    firm.found("role", role(ONE, "operations"), ONE, "HR list, 2025-03-10")
    assert access_of(firm, ONE, DAY_T).roles == ()
    firm.decide("role", role(ONE, "analyst", last="2025-06-08"), SPONSOR)
    firm.decide("role", role(ONE, "market_lead", first="2025-06-01", unit="germany"), SPONSOR)
    assert [r.role for r in access_of(firm, ONE, DAY_T).roles] == ["analyst"]
    assert [r.role for r in access_of(firm, ONE, date(2025, 6, 1)).roles] == ["analyst", "market_lead"]
    assert [r.role for r in access_of(firm, ONE, date(2025, 6, 9)).roles] == ["market_lead"]


def test_a_role_that_begins_later_is_not_borrowed_before_either(firm: LedgerBook):
    firm.decide("role", role(OTHER, "explore_lead", first="2025-06-09", last="2025-09-07"), SPONSOR)
    assert access_of(firm, OTHER, DAY_T).roles == ()
    operations = having("operations")
    assert not operations.may_let_in(access_of(firm, OTHER, DAY_T, later=True))
    assert not operations.may_let_in(access_of(firm, OTHER, date(2025, 9, 7), later=True))
    assert operations.may_let_in(access_of(firm, OTHER, date(2025, 9, 8), later=True))


def test_a_found_unit_says_nothing_of_how_far_a_role_reaches(firm: LedgerBook):
    firm.decide("role", role(ONE, "market_lead", unit="germany"), SPONSOR)
    firm.found("unit", unit("germany", "exploit", market="Germany"), ONE, "organisation chart, 2025-03-10")
    assert access_of(firm, ONE, DAY_T).markets("see.exploit") == ()
    firm.decide("unit", unit("germany", "exploit", market="Germany"), SPONSOR)
    assert access_of(firm, ONE, DAY_T).markets("see.exploit") == ("Germany",)


def test_roles_and_the_reach_of_roles_are_the_sponsors_to_give_and_to_take(firm: LedgerBook):
    firm.decide("unit", unit("germany", "exploit", market="Germany"), SPONSOR)
    firm.decide("role", role(ONE, "market_lead", unit="germany"), SPONSOR)
    assert "a role gives permissions" in str(refused(firm.decide, "role", role(CREW, "auditor"), CREW))
    wider = unit("germany", "exploit", market="France")
    assert "say how far" in str(refused(firm.decide, "unit", wider, ONE))
    end = {"subject": f"role:{LAB}/explore_lead/lab", "day": "2025-03-10"}
    assert "from another person" in str(refused(firm.decide, "ended", end, CREW))
    firm.decide("ended", end, LAB)
    firm.decide("role", role(CREW, "auditor", unit="performance"), SPONSOR)


def asked_for_itself(actor: str) -> list[tuple[str, dict[str, Any]]]:
    """Every entry by which somebody could hope for rights."""
    places = [("germany", "exploit", "France"), ("germany", "explore", "Germany"), ("lab", "exploit", None)]
    return [
        *(("role", role(actor, name, unit=place)) for name in ROLES for place in (None, "germany")),
        *(("unit", unit(place, mode, market=market, reason="tidier")) for place, mode, market in places),
        ("firm", {"people": 1}),
        ("mandate", mandate("lab", actor, "lessons learned")),
    ]


def asked_for_a_friend(friend: str, held: str) -> list[tuple[str, dict[str, Any]]]:
    ends = (f"role:{friend}/{held}", f"role:{SPONSOR}/sponsor")
    return [
        *(("role", role(friend, name, unit=PLACES.get(name))) for name in ROLES if name != held),
        *(("ended", {"subject": subject, "day": "2025-03-09"}) for subject in ends),
    ]


def reach(access: Access) -> set[tuple[str, str, str | None]]:
    return {(p, scope, {"own_market": r.market, "own_unit": r.unit, "own_hand": r.mode}.get(scope))
            for r in access.roles for p, scope in MATRIX[r.role].items()}  # fmt: skip


@pytest.mark.parametrize("name", [r for r in ROLES if r != "sponsor"])
def test_whatever_a_role_enters_it_never_gains_a_right_for_itself_or_a_friend(tmp_path: Path, name: str):
    """Over all pairs of roles: one who holds the first asks for everything, for itself and for one of the second."""
    friends = {other: f"p-f00{n:x}" for n, other in enumerate(ROLES) if other != "sponsor"}
    with new_book(tmp_path) as book:
        book.decide("role", role(SPONSOR, "sponsor"), SPONSOR)
        for place, mode, market in (("germany", "exploit", "Germany"), ("lab", "explore", None)):
            book.decide("unit", unit(place, mode, market=market), SPONSOR)
        for person, held in ((ONE, name), *((friend, other) for other, friend in friends.items())):
            book.decide("role", role(person, held, unit=PLACES.get(held)), SPONSOR)
        people = (ONE, SPONSOR, *friends.values())
        before = {person: reach(access_of(book, person, DAY_T)) for person in people}
        for kind, body in asked_for_itself(ONE):
            book.found(kind, body, ONE, "organisation chart, 2025-03-10")
        asked = [*asked_for_itself(ONE), *(a for other, p in friends.items() for a in asked_for_a_friend(p, other))]
        for kind, body in asked:
            with suppress(Refusal):
                book.decide(kind, body, ONE)
        after = {person: reach(access_of(book, person, DAY_T)) for person in people}
    assert after == before


@pytest.mark.parametrize(("one", "other"), list(itertools.product(ROLES, ROLES)))
def test_no_role_lets_in_a_person_whose_rights_it_could_borrow(one: str, other: str):
    invites = having(one).may_let_in(having(other, person=OTHER))
    assert invites == (one == "sponsor")
    assert having(one).may_let_in(Access(OTHER, ())) == (one in ("sponsor", "operations"))
    assert not having(one).may_let_in(having(one))

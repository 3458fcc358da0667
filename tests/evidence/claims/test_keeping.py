"""Claims in the ledger: kept with what the audit found, by who may, and never with a verdict written by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import Refusal
from taktgeber.evidence import rules as order_of_evidence
from taktgeber.evidence.claims import CLAIMS, keep_claim, rules
from taktgeber.evidence.claims.kept_claim import FEWEST, audit_of, body_of
from taktgeber.govern import LedgerBook, open_book
from tests.evidence.registry_cast import ANALYST, SPONSOR, Clock, hypothesis, role

from .known_claims import audited, by_lot, film_and_drink, turned_round

CLERK = "p-c1e4"
SAYS = "The summer film makes people drink more."
FILM, DEAR, CALLED = (audited(film_and_drink(), "film"), audited(turned_round(), "dear"), audited(by_lot(), "called"))


@pytest.fixture
def book(tmp_path: Path) -> LedgerBook:
    made = open_book(tmp_path / "ledger.sqlite", rules=(*order_of_evidence, *rules), clock=Clock())
    made.decide("role", role(SPONSOR, "sponsor"), SPONSOR)
    made.decide("role", role(ANALYST, "analyst"), SPONSOR)
    made.decide("role", role(CLERK, "front_line"), SPONSOR)
    return made


def keep(book: LedgerBook, says: str = SAYS, audit: Any = FILM, actor: str = ANALYST, **more: Any):
    return keep_claim(book, says, audit, "d" * 64, actor, source="film.csv", **more)


def insight(name: str = "dear-drinks", **more: Any) -> dict[str, Any]:
    said = {"insight": name, "hand": "exploit", "says": "Dear drinks sell better.", "rests_on": ["blue-sells"]}
    return said | {"day": "2025-03-10"} | more


def test_a_claim_is_kept_whole_and_told_again_in_any_language(book: LedgerBook):
    entry = keep(book, on="playbook:films")
    one = book.state(CLAIMS).claims["the-summer-film-makes-people-drink-more"]
    assert (one.verdict, one.on, one.source, one.entry) == ("weakened", "playbook:films", "film.csv", entry.seq)
    assert one.audit == FILM
    assert book.state(CLAIMS).on("playbook:films") == (one,)


def test_groups_of_fewer_than_five_rows_are_not_kept():
    table = film_and_drink()
    table["month"][:3] = ["Anna", "Anna", "Ben"]
    kept = audit_of(json.loads(json.dumps(body_of(audited(table, "film")))))
    assert kept is not None
    assert {one.label for one in kept.strata} == {"June", "July", "October", "November"}
    assert min(one.n for one in kept.strata) >= FEWEST


@given(st.sampled_from(sorted(body_of(DEAR))), st.one_of(st.none(), st.integers(), st.text(), st.lists(st.integers())))
def test_what_is_no_audit_is_read_as_none_or_as_it_stands(field: str, value: Any):
    body = body_of(DEAR) | {field: value}
    found = audit_of(json.loads(json.dumps(body)))
    assert found is None or json.loads(json.dumps(body_of(found)))[field] == value


def test_the_same_sentence_is_the_same_claim_audited_again(book: LedgerBook):
    keep(book)
    keep(book, audit=CALLED)
    (one,) = book.state(CLAIMS).claims.values()
    assert one.verdict == "holds"
    with pytest.raises(Refusal, match="says something else"):
        keep(book, "Something else.", name=one.claim)


def test_who_writes_nothing_of_claims_keeps_none(book: LedgerBook):
    with pytest.raises(Refusal, match="keeps no claims"):
        keep(book, actor=CLERK)
    with pytest.raises(Refusal, match="does not say what builds on it"):
        keep(book, on="films")
    with pytest.raises(Refusal, match="this field is empty"):
        keep(book, "  ")
    assert not book.state(CLAIMS).claims


def test_a_market_lead_keeps_what_is_of_the_own_market(book: LedgerBook):
    unit = {"unit": "uk", "name": "UK", "mode": "exploit", "market": "UK", "reason": "its own"}
    book.decide("unit", unit, SPONSOR)
    book.decide("role", role("p-3a4e", "market_lead") | {"unit": "uk"}, SPONSOR)
    for market in (None, "France"):
        with pytest.raises(Refusal, match="keeps claims of the own market"):
            keep(book, actor="p-3a4e", market=market)
    keep(book, actor="p-3a4e", market="UK")


def test_no_verdict_is_written_by_hand(book: LedgerBook):
    body = {"claim": "films", "says": SAYS, "verdict": "holds", "day": "2025-03-10", "digest": "d" * 64}
    for audit in (None, {}, body_of(FILM)):
        with pytest.raises(Refusal, match="not written by hand"):
            book.decide("claim", body | ({"audit": audit} if audit is not None else {}), ANALYST)
    book.found("claim", body, ANALYST, "minutes")
    assert (book.state(CLAIMS).claims["films"].verdict, book.state(CLAIMS).claims["films"].audit) == ("holds", None)


def test_what_is_found_changes_nothing_that_was_audited(book: LedgerBook):
    keep(book, name="films")
    book.found("claim", {"claim": "films", "says": SAYS, "verdict": "holds", "day": "2025-03-10"}, ANALYST, "minutes")
    assert book.state(CLAIMS).claims["films"].verdict == "weakened"


def test_an_insight_is_not_decided_upon_a_claim_that_turns_round(book: LedgerBook):
    book.decide("hypothesis", hypothesis(), ANALYST)
    keep(book, "Dear drinks sell better.", DEAR, name="dear")
    with pytest.raises(Refusal, match='the claim "dear" turns round') as refused:
        book.decide("insight", insight(claim="dear"), ANALYST)
    assert refused.value.rule == 7
    with pytest.raises(Refusal, match='there is no claim "ghost"'):
        book.decide("insight", insight(claim="ghost"), ANALYST)
    book.decide("insight", insight(claim="dear", holds=False), ANALYST)
    book.found("insight", insight("found", claim="dear"), ANALYST, "minutes")

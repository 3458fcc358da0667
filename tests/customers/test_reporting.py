"""What was heard enters the ledger without words and without a reporter, and leaves it when it is taken back."""

from __future__ import annotations

import pytest

from taktgeber.core import Refusal
from taktgeber.customers import HEARD, Told, report, withdraw
from taktgeber.customers.reporting import digest
from taktgeber.govern import People

CLERK, OTHER = "p-00c1e4000001", "p-00c1e4000002"
SAID = "The lantern was broken, and nobody answered for a week"


def tell(house, store, words=SAID, person=CLERK, **more):
    told = Told(words, **{"about": "product", "market": "UK", "consent": True} | more)
    return report(house.book, store, house.settings, told, person, house.clock())


def bytes_of(house) -> bytes:
    return b"".join(path.read_bytes() for path in house.workspace.inside.rglob("*.sqlite*"))


def test_the_ledger_holds_a_digest_and_neither_words_nor_reporter(house, store):
    made = tell(house, store)
    entry = list(house.book.entries(kinds=("heard",)))[-1]
    assert (entry.standing, entry.actor) == ("found", "machine:heard")
    assert entry.payload == {
        "heard": made.kept.heard, "digest": digest(made.kept), "about": "product", "market": "UK", "day": "2025-06-09",
        "level": "signal",
    }  # fmt: skip
    assert CLERK.encode() not in entry.body
    assert b"lantern" not in entry.body


def test_what_speaks_to_a_bet_is_evidence_of_the_lowest_level(house, store):
    tell(house, store, on="boxes")
    (one,) = house.book.state(HEARD).standing()
    assert (one.level, one.on) == ("E0", "boxes")


def test_without_consent_it_is_a_note_that_the_ledger_does_not_know(house, store):
    before = house.book.head()
    made = tell(house, store, consent=False)
    assert made.entry is None
    assert house.book.head() == before
    assert [kept.words for kept in store.of(CLERK)] == [SAID]
    assert store.shared() == ()


def test_taking_it_back_erases_the_words_and_ends_the_entry(house, store):
    made = tell(house, store)
    assert SAID.encode() in bytes_of(house)
    withdraw(house.book, store, made.kept.heard, CLERK, house.clock())
    assert SAID.encode() not in bytes_of(house)
    assert house.book.state(HEARD).standing() == ()
    assert house.book.state(HEARD).all[made.kept.heard].digest == digest(made.kept)
    assert house.book.verify() is None


def test_only_who_reported_takes_it_back(house, store):
    made = tell(house, store)
    with pytest.raises(Refusal, match="no report of this name"):
        withdraw(house.book, store, made.kept.heard, OTHER, house.clock())
    assert store.one(made.kept.heard) == made.kept


def test_to_erase_a_person_erases_what_they_reported(house, store):
    tell(house, store)
    tell(house, store, consent=False)
    people = People(house.workspace.people_address)
    assert people.erase(CLERK)
    people.close()
    assert store.of(CLERK) == ()
    assert SAID.encode() not in bytes_of(house)


def test_personal_data_are_pointed_out_before_anything_is_saved(house, store):
    words = "Mr Baker (baker@example.org) waits"
    with pytest.raises(Refusal) as refused:
        tell(house, store, words)
    assert "“Baker” and “baker@example.org”" in str(refused.value)
    assert store.of(CLERK) == ()
    assert tell(house, store, words, personal="mask").kept.words == "Mr ••• (•••) waits"
    assert tell(house, store, words, personal="keep").kept.words == words


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"words": "  "}, "no words yet"),
        ({"words": "x" * 2001}, "longer than 2000"),
        ({"market": "Atlantis"}, "no market of this workspace"),
        ({"about": "weather"}, "none of the themes"),
        ({"on": "perpetuum"}, "no initiative"),
    ],
)
def test_what_cannot_be_understood_changes_nothing(house, store, changes, says):
    before = house.book.head()
    with pytest.raises(Refusal, match=says):
        tell(house, store, **changes)
    assert (house.book.head(), store.of(CLERK)) == (before, ())


def test_a_ledger_that_refuses_leaves_no_words_behind(house, store, monkeypatch):
    monkeypatch.setattr(type(house.book), "found", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tell(house, store)
    assert store.of(CLERK) == ()

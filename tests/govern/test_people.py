"""Names live beside the ledger and can be forgotten; the ledger never holds one."""

from __future__ import annotations

import re
from pathlib import Path

from taktgeber.govern import People

from .cast import goal, new_book, refused


def test_a_person_gets_a_pseudonym_that_says_nothing(tmp_path: Path):
    people = People(tmp_path / "people.sqlite")
    one, other = people.add("Anna Example", "60 % bonus on lessons"), people.add("Anna Example")
    assert re.fullmatch(r"p-[0-9a-f]{12}", one)
    assert one != other
    assert (people.name_of(one), people.terms_of(one)) == ("Anna Example", "60 % bonus on lessons")


def test_an_erased_name_is_gone_from_the_file_and_the_ledger_still_verifies(tmp_path: Path):
    people = People(tmp_path / "people.sqlite")
    person = people.add("Anna Example", "60 % bonus on lessons")
    with new_book(tmp_path) as book:
        book.decide("goal", goal("g", person, "lessons learned"), person)
        assert people.erase(person)
        people.close()
        assert book.verify() is None
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Anna" not in stored
    assert b"bonus on" not in stored
    assert person.encode() in stored


def test_an_unknown_person_is_not_erased(tmp_path: Path):
    people = People(tmp_path / "people.sqlite")
    assert not people.erase("p-000000000000")
    assert people.name_of("p-000000000000") is None


def test_a_damaged_file_is_refused_in_words(tmp_path: Path):
    path = tmp_path / "people.sqlite"
    path.write_text("no database " * 100)
    assert "cannot be read" in str(refused(People, path))

"""What could name a person is pointed out and masked; what names nobody stays as it was said."""

from __future__ import annotations

import pytest

from taktgeber.customers import masked, spots


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("Write to anna.b@example.org, please", ["anna.b@example.org"]),
        ("Call me: +49 (0)30 123-4567!", ["+49 (0)30 123-4567"]),
        ("Mrs Taylor waits since Monday", ["Taylor"]),
        ("Herr Müller-Lüdenscheid will sein Geld", ["Müller-Lüdenscheid"]),
        ("Frau Dr. Weiß rief an", ["Weiß"]),
        ("Ich heiße Jana und warte", ["Jana"]),
        ("La signora Rossi non è contenta", ["Rossi"]),
        ("mi chiamo Luca Bianchi", ["Luca Bianchi"]),
        ("the parcel for Tom Baker is lost", ["Tom Baker"]),
        ("王先生说包裹坏了", ["王"]),
    ],
)
def test_names_addresses_and_numbers_are_pointed_out(words, seen):
    assert [spot.words for spot in spots(words)] == seen
    assert not any(part in masked(words) for part in seen)


@pytest.mark.parametrize(
    "words",
    [
        "The red lantern broke after two days",
        "Die Lieferung kam am 12.03.2025 statt am 10.03.2025",
        "I paid 1,299.00 and got nothing",
        "Die rote Laterne flackert",
        "order 12345 came twice",
        "快递太慢了",
    ],
)
def test_what_names_nobody_stays(words):
    assert masked(words) == words


def test_what_is_around_a_mask_stays_as_it_was():
    assert masked("Tell Mr Baker (0044 20 7946 0000) it is fine") == "Tell Mr ••• (•••) it is fine"

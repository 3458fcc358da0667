"""No word reaches a reader past the catalogues: pages and answers in the pseudo-locale are marked throughout."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from taktgeber.brief import brief_html
from taktgeber.charts import draw
from taktgeber.core import Picture, Refusal, Table, phrase, place, text
from taktgeber.core.catalogue import PSEUDO
from taktgeber.core.page import DecidedLine
from tests.brief.rich_plan import DIGEST, HEAD, rich_plan

from .visible import unmarked

DECIDED = DecidedLine("approve", "explore_lead", datetime(2025, 9, 9, tzinfo=UTC), "The lesson is clear.", True)


def test_the_reader_of_pages_finds_what_is_not_marked():
    assert unmarked('<p>⟦öf <b>45 %</b> öûŕ⟧ <i translate="no">Meta</i></p>') == []
    assert unmarked("<p>⟦öf⟧ by <b>⟦ŕöļé⟧</b></p>") == ["by"]
    assert unmarked('<nav aria-label="Pages"></nav>') == ["Pages"]


def test_every_word_of_the_brief_is_in_the_catalogues():
    sections = tuple(replace(section, pictures=()) for section in rich_plan().sections)
    html = brief_html(
        replace(rich_plan(), sections=sections),
        digest=DIGEST,
        head=HEAD,
        decisions={"explore-stop-concierge": DECIDED},
        note="A note of the firm.",
        locale=PSEUDO,
    )
    assert unmarked(html) == []


def test_every_word_of_a_drawing_is_in_the_catalogues():
    data = {"label": [text("one bar"), text("one bar")], "part": [text("a part"), text("another")], "value": [0.4, 0.6]}
    table = Table((text("Part"),), ((text("a part"),),), text("A table"))
    svg = draw(Picture("shares", data, text("A drawing"), "share", table), locale=PSEUDO)
    assert unmarked(re.sub(r"<(\w+)([^>]*)/>", r"<\1\2></\1>", svg)) == []


def test_a_refusal_is_marked_in_every_part():
    refused = Refusal(place("q3.csv", row=118, column="Cost"), text("this is wrong."), text("Do that."), entry=41)
    assert unmarked(refused.shown(PSEUDO)) == []
    assert "q3.csv" in refused.shown("de_DE")
    assert refused.shown("de_DE").startswith("abgewiesen: q3.csv, Zeile 118, Spalte „Cost“: ")


@pytest.mark.parametrize(("locale", "brackets"), [("de_DE", "(90"), ("zh_CN", "（90")])
def test_intervals_stand_in_the_brackets_of_the_language(locale, brackets):
    assert brackets in re.sub(r"<[^>]+>", "", brief_html(rich_plan(), digest=DIGEST, head=HEAD, locale=locale))


def test_phrases_are_what_they_were():
    assert phrase("a phrase") == "a phrase"

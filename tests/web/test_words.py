"""Every page of every desk says nothing that the catalogues do not hold: drawn in the pseudo-locale, for each role."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from taktgeber.core import catalogue
from taktgeber.core.catalogue import PSEUDO
from taktgeber.web import language
from tests.words.visible import marks_of_known, unmarked

from .routes import Way, ways
from .team import Team
from .test_matrix import BESIDE

SEEING = ("sponsor", "market_lead", "front_line", "auditor")  # between them, every page in each of its shapes


@pytest.fixture(scope="module")
def known_alone() -> Callable[[str], str]:
    return marks_of_known(catalogue._pseudo)


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch, known_alone: Callable[[str], str]) -> str:
    monkeypatch.setattr(catalogue, "_pseudo", known_alone)
    monkeypatch.setitem(language.LOCALES, PSEUDO, PSEUDO)
    monkeypatch.setitem(language.NAMES, PSEUDO, PSEUDO)
    return f"lang={PSEUDO}"


def pages(team: Team) -> list[Way]:
    return [way for way in ways(team.web.inside, BESIDE) if way.method == "GET" and not way.path.startswith("/api")]


@pytest.mark.parametrize("role", SEEING)
def test_every_word_of_a_page_is_in_the_catalogues(reading_team: Team, pseudo: str, role: str) -> None:
    seen, bare = 0, {}
    for way in pages(reading_team):
        answer = reading_team.as_(role).get(f"{way.address}{'&' if '?' in way.address else '?'}{pseudo}")
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        seen += 1
        if found := unmarked(answer.text):
            bare[way.path] = found
    assert seen > 3
    assert bare == {}


def test_signing_in_speaks_through_the_catalogues(reading_team: Team, pseudo: str) -> None:
    for path in ("/sign-in", "/join/" + "x" * 43):
        assert unmarked(reading_team.stranger().get(f"{path}?{pseudo}").text) == []

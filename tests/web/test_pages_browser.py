"""Every page in a real browser: no complaint, nothing from another host, no sideways scrolling, axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from taktgeber.govern.permissions import ROLES
from taktgeber.web.desks import leaves
from tests.chromium import chromium

from .live import LOCALES, LOOKS, Site, carry, lent_site, reader
from .team import Team

pytestmark = pytest.mark.browser
PAGES = [leaf.path for leaf in leaves() if "{" not in leaf.path]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from chromium()


@pytest.fixture(scope="module")
def site(company: Path) -> Iterator[Site]:
    yield from lent_site(company)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound_in_every_look(browser: Any, site: Site, reading_team: Team, path: str) -> None:
    role = next(role for role in ROLES if reading_team.as_(role).get(path).status_code == 200)
    secret = reading_team.sign_in(role)
    found = []
    for (width, scheme), locale in zip(LOOKS, LOCALES, strict=True):
        with reader(browser, site.origin, width=width, scheme=scheme, locale=locale) as tab:
            carry(tab, secret)
            status = tab.goto(path)
            found += [f"{width} {scheme} {locale}: {wrong}" for wrong in (*tab.wrong, *tab.axe())]
            found += [f"{width} {scheme} {locale}: {tab.sideways()} px sideways"] if tab.sideways() > 0 else []
            found += [f"{path}: {status}"] if status != 200 else []
    assert found == []


@pytest.mark.parametrize("path", ["/sign-in", "/join/unknown", "/nowhere"])
def test_pages_for_strangers_are_sound(browser: Any, site: Site, path: str) -> None:
    for width, scheme in LOOKS:
        with reader(browser, site.origin, width=width, scheme=scheme) as tab:
            tab.goto(path)
            assert [w for w in tab.wrong if "404" not in w] == []
            assert tab.axe() == []
            assert tab.sideways() <= 0

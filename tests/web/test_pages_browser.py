"""Every page in a real browser: no complaint, nothing from another host, no sideways scrolling, axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from taktgeber.govern.accounts.passwords import Passwords
from taktgeber.govern.permissions import ROLES
from taktgeber.web.desks import leaves
from tests.chromium import chromium

from .live import Site, reader, served
from .team import NOW, Team

pytestmark = pytest.mark.browser
PAGES = [leaf.path for leaf in leaves() if "{" not in leaf.path]
LOOKS = [(1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")]
LOCALES = {"en_GB": "en-GB", "de_DE": "de-DE", "it_IT": "it-IT", "zh_CN": "zh-CN"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from chromium()


@pytest.fixture(scope="module")
def site(company: Path) -> Iterator[Site]:
    with served(company, clock=lambda: NOW) as site:
        site.web.visits.accounts._passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield site


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound_in_every_look(browser: Any, site: Site, reading_team: Team, path: str) -> None:
    role = next(role for role in ROLES if reading_team.as_(role).get(path).status_code == 200)
    secret = reading_team.sign_in(role)
    found = []
    for (width, scheme), locale in zip(LOOKS, LOCALES.values(), strict=True):
        with reader(browser, site.origin, width=width, scheme=scheme, locale=locale) as tab:
            tab.page.context.add_cookies([{"name": "takt", "value": secret, "url": site.origin}])
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

"""Claims in a real browser: every look is sound, folded forms among it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from taktgeber.govern.accounts.passwords import Passwords
from tests.chromium import chromium
from tests.web.live import Site, reader, served
from tests.web.team import NOW, PASSWORD
from tests.web.test_pages_browser import LOOKS

from .test_claims_pages import company

pytestmark = pytest.mark.browser
__all__ = ["company"]
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true })"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from chromium()


@pytest.fixture(scope="module")
def site(company: Path) -> Iterator[Site]:
    with served(company, clock=lambda: NOW) as site:
        site.web.visits.accounts._passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield site


@pytest.mark.parametrize("path", ["/claims", "/claims/film", "/claims/dear", "/experiments?claim=film"])
def test_a_page_of_claims_is_sound_in_every_look(browser: Any, site: Site, path: str) -> None:
    secret = site.web.visits.accounts.sign_in("exploit-lead", PASSWORD, "127.0.0.1").secret
    found = []
    for width, scheme in LOOKS:
        with reader(browser, site.origin, width=width, scheme=scheme) as tab:
            tab.page.context.add_cookies([{"name": "takt", "value": secret, "url": site.origin}])
            assert tab.goto(path) == 200
            tab.page.evaluate(OPEN)
            found += [f"{width} {scheme}: {wrong}" for wrong in (*tab.wrong, *tab.axe())]
            found += [f"{width} {scheme}: {tab.sideways()} px sideways"] if tab.sideways() > 0 else []
    assert found == []

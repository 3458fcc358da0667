"""Experiments with something to show, in a real browser: every look is sound, folded forms among it, and it prints."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.live import Site, reader, signed_in, unsound

from .test_pages import company

pytestmark = pytest.mark.browser
__all__ = ["company"]


@pytest.mark.parametrize("path", ["/experiments?q=button", "/experiments/steps", "/experiments/grey"])
def test_a_page_with_experiments_is_sound_in_every_look(browser: Any, site: Site, path: str) -> None:
    assert unsound(browser, site, path, "exploit-lead") == []


def test_what_was_learned_prints_without_forms(browser: Any, site: Site) -> None:
    with reader(browser, site.origin) as tab:
        signed_in(tab, site, "exploit-lead")
        tab.goto("/experiments")
        tab.page.emulate_media(media="print")
        assert not tab.page.locator("main form").filter(visible=True).count()
        assert tab.page.locator("figure").filter(visible=True).count() == 1
        assert tab.page.pdf(format="A4").startswith(b"%PDF")

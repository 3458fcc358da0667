"""Word and deed in a real browser: every look is sound, folded forms among it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.live import Site, unsound

from .test_word_pages import company

pytestmark = pytest.mark.browser
__all__ = ["company"]


@pytest.mark.parametrize("path", ["/word", "/word/unit:lab"])
def test_a_page_of_word_and_deed_is_sound_in_every_look(browser: Any, site: Site, path: str) -> None:
    assert unsound(browser, site, path, "explore-lead") == []

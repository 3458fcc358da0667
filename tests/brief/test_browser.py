"""In a real browser: no error, no overflow, both hands of one size, light and dark, A4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from taktgeber.brief import brief_html
from tests.brief.rich_plan import DIGEST, HEAD, rich_plan
from tests.chromium import chromium

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(brief_html(rich_plan(), digest=DIGEST, head=HEAD), "utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from chromium()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_has_no_error_asks_no_host_and_never_scrolls_sideways(browser, address, width, scheme):
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    errors: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: errors.append(message.text))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(address)
    tab.evaluate("document.fonts.ready")
    assert errors == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert tab.evaluate("document.fonts.check('14px Inter')")
    wide = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    assert tab.evaluate(f"{wide}.filter(e => !e.closest('.scroll, .unseen')).length") == 0
    tab.close()


def test_both_hands_get_the_same_room(browser, address):
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(address)
    size = "e => { const r = e.getBoundingClientRect(); return [r.top, Math.round(r.width), Math.round(r.height)] }"
    today, tomorrow = tab.evaluate(f"[...document.querySelectorAll('.hand')].map({size})")
    assert today == tomorrow
    tab.close()


def test_one_drawing_serves_light_and_dark(browser, address):
    shots = {}
    for scheme in ("light", "dark"):
        tab = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        tab.goto(address)
        shots[scheme] = tab.locator("figure").first.screenshot()
        tab.close()
    assert shots["light"] != shots["dark"]


def test_a_drawing_fits_the_page_it_stands_on(browser, address):
    for width, size in ((1280, "wide"), (390, "narrow")):
        tab = browser.new_page(viewport={"width": width, "height": 900})
        tab.goto(address)
        seen = tab.evaluate("[...document.querySelectorAll('figure svg[role=img]')].filter(e => e.checkVisibility())"
                            ".map(e => e.parentElement.className)")  # fmt: skip
        assert set(seen) == {size}
        tab.close()


def test_it_prints_to_a4_with_its_proofs_open_on_light_paper(browser, address):
    tab = browser.new_page(color_scheme="dark")
    tab.goto(address)
    pdf = tab.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert len(boxes) > 1
    assert {(round(float(w)), round(float(h))) for w, h in boxes} == {(595, 842)}
    tab.emulate_media(media="print")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.evaluate("[...document.querySelectorAll('.how li')].every(e => e.checkVisibility())")
    assert tab.evaluate("[...document.querySelectorAll('.how li')].every(e => e.getBoundingClientRect().height > 0)")
    tab.close()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser, address):
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(address)
    reached = []
    for _ in range(12):
        tab.keyboard.press("Tab")
        state = tab.evaluate(
            "[document.activeElement.textContent.trim(), getComputedStyle(document.activeElement).outlineStyle]"
        )
        reached.append(state[0])
        assert state[1] == "solid"
    assert reached[0] == "Skip to the brief"
    assert "Decisions" in reached
    tab.close()

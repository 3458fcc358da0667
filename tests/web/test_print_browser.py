"""What is printed: the first page and the brief as A4, no page empty, nothing that belongs together cut in two."""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.chromium import chromium
from tests.demo_company import Made

from .live import Tab, carry, reader, served
from .windows import PATIENCE

pytestmark = pytest.mark.browser
A4 = (594, 841)  # points, cut to whole ones
BETWEEN_MARGINS = {"width": 695, "height": 1016}  # pixels of an A4 page within the margins of the style
WHOLE = ".ask, .stands, .tile, figure, tr, .finding, .links"  # what is never cut in two
CUT = """([which, most]) => [...document.querySelectorAll(which)].filter((one) => one.checkVisibility()).filter(
  (one) => getComputedStyle(one).breakInside !== "avoid" || one.getBoundingClientRect().height > most
).map((one) => one.outerHTML.slice(0, 160))"""


@pytest.fixture(scope="module")
def printed(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """The sponsor's window on the demo company."""
    root = tmp_path_factory.mktemp("printed") / "house"
    shutil.copytree(made.root, root, ignore=shutil.ignore_patterns("sources", "truth"))
    for browser in chromium():
        with served(root) as site, reader(browser, site.origin, locale="de-DE") as tab:
            secret = site.web.visits.accounts.sign_in("sponsor", made.demo.password, "127.0.0.1").secret
            carry(tab, secret)
            tab.page.set_default_timeout(PATIENCE)
            yield tab


@pytest.mark.parametrize("path", ["/today", "/today/brief.html", "/exploit", "/lab"])
def test_a_page_prints_to_a4_without_an_empty_page_or_a_cut(printed: Tab, path: str) -> None:
    assert printed.goto(path) == 200
    pages = pages_of(printed.page.pdf(prefer_css_page_size=True))
    assert 1 <= len(pages) <= 20
    assert {size for size, _ in pages} == {A4}
    assert [number for number, (_, words) in enumerate(pages, 1) if words < 5] == []
    printed.page.set_viewport_size(BETWEEN_MARGINS)
    printed.page.emulate_media(media="print")
    assert printed.page.evaluate(CUT, [WHOLE, BETWEEN_MARGINS["height"]]) == []
    assert printed.sideways() <= 0
    printed.page.emulate_media(media="screen")


def pages_of(pdf: bytes) -> list[tuple[tuple[int, int], int]]:
    """Of each page its size in points and how many stretches of text are set on it."""
    objects = {int(n): body for n, body in re.findall(rb"\n(\d+) 0 obj\n(.*?)\nendobj", pdf, re.DOTALL)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return [(_size(page), _stretches(objects, page)) for page in pages]


def _size(page: Any) -> tuple[int, int]:
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", page)
    assert box
    return int(float(box[1])), int(float(box[2]))


def _stretches(objects: dict[int, bytes], page: bytes) -> int:
    contents = re.search(rb"/Contents (\d+) 0 R", page)
    assert contents
    _, _, stream = objects[int(contents[1])].partition(b"stream\n")
    # What is short is kept as it is; what is packed begins as zlib does (RFC 1950: 8 in its first half byte).
    packed = stream[:1] == b"x"
    return len(re.findall(rb"\bT[jJ]\b", zlib.decompressobj().decompress(stream) if packed else stream))

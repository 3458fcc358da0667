"""The pictures of the pages: each shown, none missing, none heavy."""

from __future__ import annotations

import re

from handbook.screenshots import FOLDER, MOST, PAGE, shots

ALL = 3_000_000  # bytes of all pictures together


def test_every_page_of_the_web_has_its_picture_and_every_picture_is_shown() -> None:
    shown = set(re.findall(r"\]\(screenshots/([^)]+)\)", PAGE.read_text("utf-8")))
    assert shown == {shot.file for shot in shots()} == {file.name for file in FOLDER.iterdir()}


def test_pictures_are_light() -> None:
    sizes = {file.name: file.stat().st_size for file in FOLDER.iterdir()}
    assert {name: size for name, size in sizes.items() if not 2_000 < size <= MOST} == {}
    assert sum(sizes.values()) < ALL

"""A real Chromium, where one is installed; else the tests that need it are skipped and counted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> Iterator[Any]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("NO CHROMIUM: install it to see the pages in a real browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="NO CHROMIUM: playwright is missing")
    with playwright.sync_playwright() as running:
        launched = running.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield launched
        launched.close()

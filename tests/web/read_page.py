"""What stands on a page: its middle, and the sentence that is read first."""

from __future__ import annotations

import re


def main_of(html: str) -> str:
    return html.partition("<main")[2].partition("</main")[0]


def first_of(html: str) -> str:
    """Without markup, as it is escaped."""
    return re.sub(r"<[^>]+>", "", re.findall(r"<h1>(.*?)</h1>", html, re.S)[0]).strip()

"""python -m handbook.screenshots: every page of the web as a picture, from the demo company on one fixed day.

Pages are found, not listed, so that a new one has its picture at the next run; each is seen by the first role of the
cast that may see it. Chromium writes WebP by itself. A picture that is larger than it may be is written again, plainer.
"""

from __future__ import annotations

import base64
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.chromium import chromium
from tests.web.live import reader, served

from taktgeber.core.format import show
from taktgeber.core.names import named
from taktgeber.demo import make_demo
from taktgeber.govern.permissions import MATRIX, SIGNED_IN
from taktgeber.web.desks import leaves

from .contents import DOCS

FOLDER, PAGE = DOCS / "screenshots", DOCS / "screens.md"
DAY = datetime(2025, 9, 9, 9, tzinfo=UTC)
MOST = 120_000  # bytes of a picture
TALL = 1500  # pixels of a page that are pictured
ROLES = ("sponsor", "explore_lead", "front_line", "operations")
FIRST = "/today"
# Two signs that look alike were both drawn as the box of a sign that no font has.
SEES_CHINESE = """() => {
  const canvas = document.createElement("canvas").getContext("2d");
  const drawn = (sign) => {
    canvas.clearRect(0, 0, 60, 60);
    canvas.font = "24px sans-serif";
    canvas.fillText(sign, 5, 40);
    return canvas.canvas.toDataURL();
  };
  return drawn("中") !== drawn("国");
}"""
HEAD = """# Screens

Every page of the web, as the [demo company](demo.md) shows it on 9 September 2025, each as one of the
[roles](roles.md) that may see it. `make screenshots` takes the pictures anew.
"""


@dataclass(frozen=True, slots=True)
class Shot:
    """role: whose window it is, "" before anybody signs in."""

    path: str
    title: str
    role: str
    width: int = 1280
    scheme: str = "light"
    locale: str = "en-GB"
    look: str = ""

    @property
    def file(self) -> str:
        name = self.path.strip("/").replace("/", "-")
        return "-".join(filter(None, (name, self.look))) + ".webp"


def shots() -> Iterator[Shot]:
    """Today first, in every look; then each page of the navigation, the account, and the door."""
    for look, more in (
        ("", {}),
        ("dark", {"scheme": "dark"}),
        ("narrow", {"width": 390}),
        ("de", {"locale": "de-DE"}),
        ("zh", {"locale": "zh-CN"}),
    ):
        yield Shot(FIRST, "Today", "sponsor", look=look, **more)  # type: ignore[arg-type]
    for leaf in leaves():
        if (leaf.rank or leaf.permission == SIGNED_IN) and "{" not in leaf.path and leaf.path != FIRST:
            yield Shot(leaf.path, show(leaf.name), _who(leaf.permission))
    yield Shot("/sign-in", "Sign in", "")


def _who(permission: str) -> str:
    may = (role for role in (*ROLES, *MATRIX) if permission == SIGNED_IN or permission in MATRIX[role])
    return next(may)


def take(folder: Path) -> list[tuple[Shot, int]]:
    """All pictures into the folder, which is replaced; each with its size in bytes."""
    password = secrets.token_urlsafe(15)
    with tempfile.TemporaryDirectory() as made:
        make_demo(Path(made) / "house", password=password)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with served(Path(made) / "house", clock=lambda: DAY) as site:
            signed = {role: _signed_in(site, role, password) for role in {shot.role for shot in shots()} - {""}}
            return [
                (shot, _picture(browser, site.origin, shot, signed.get(shot.role, ""), folder / shot.file))
                for browser in chromium()
                for shot in shots()
            ]


def _signed_in(site: Any, role: str, password: str) -> str:
    secret: str = site.web.visits.accounts.sign_in(role.replace("_", "-"), password, "127.0.0.1").secret
    return secret


def _picture(browser: Any, origin: str, shot: Shot, secret: str, file: Path) -> int:
    with reader(browser, origin, width=shot.width, scheme=shot.scheme, locale=shot.locale) as tab:
        if secret:
            tab.page.context.add_cookies([{"name": "takt", "value": secret, "url": origin}])
        tab.page.set_default_timeout(180_000)
        if tab.goto(shot.path) != 200:
            raise SystemExit(f"{shot.path} cannot be seen by {shot.role or 'a stranger'}")
        if shot.locale.startswith("zh") and not tab.page.evaluate(SEES_CHINESE):
            raise SystemExit("no font here has Chinese signs: install one, such as fonts-noto-cjk")
        high = min(int(tab.page.evaluate("document.documentElement.scrollHeight")), TALL)
        tab.page.set_viewport_size({"width": shot.width, "height": high})
        camera = tab.page.context.new_cdp_session(tab.page)
        for quality in range(80, 10, -10):
            taken = camera.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
            content = base64.b64decode(taken["data"])
            if len(content) <= MOST:
                break
        file.write_bytes(content)
        return len(content)


def page_of(taken: list[Shot]) -> str:
    looks = {"dark": "dark", "narrow": "on a phone", "de": "in German", "zh": "in Chinese"}
    parts = [HEAD]
    for shot in taken:
        role = show(named(shot.role)) if shot.role else "before anybody signs in"
        title = f"{shot.title}, {looks[shot.look]}" if shot.look else shot.title
        parts.append(f"## {title}\n`{shot.path}`, {role}\n\n![{title}](screenshots/{shot.file})\n")
    return "\n".join(parts)


if __name__ == "__main__":
    found = take(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    PAGE.write_text(page_of([shot for shot, _ in found]), "utf-8")
    print(f"{len(found)} pictures, {sum(size for _, size in found):,} bytes, shown on {PAGE.name}")

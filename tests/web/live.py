"""The web as it is served, on a free port of this machine, with a real Chromium looking at it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .team import NOW, PASSWORD, hash_cheaply, login_of

LOOKS = [(1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")]
LOCALES = ("en-GB", "de-DE", "it-IT", "zh-CN")


@dataclass
class Site:
    origin: str
    web: Any


@contextmanager
def served(root: Path, **more: Any) -> Iterator[Site]:
    """A workspace served by uvicorn, as `takt serve` does it, in a thread of the test."""
    import uvicorn

    from taktgeber.web import make_app
    from taktgeber.workspace import open_workspace

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    origin = f"http://127.0.0.1:{port}"
    web = make_app(open_workspace(root), origin, **more)
    server = uvicorn.Server(uvicorn.Config(web.app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
        time.sleep(0.02)
    try:
        yield Site(origin, web)
    finally:
        server.should_exit = True
        thread.join(20)


def lent_site(root: Path) -> Iterator[Site]:
    """Served as long as a fixture lends it, on the day of the team."""
    with served(root, clock=lambda: NOW) as site:
        hash_cheaply(site.web)
        yield site


@dataclass
class Tab:
    """One reader's page. wrong: what the browser complained about, and what was asked of another host."""

    page: Any
    origin: str
    wrong: list[str] = field(default_factory=list)

    def goto(self, path: str) -> int:
        answer = self.page.goto(self.origin + path)
        self.page.evaluate("document.fonts.ready")
        return int(answer.status)

    def axe(self) -> list[str]:
        """Violations, each with the element it is about."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]

    def sideways(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@contextmanager
def reader(
    browser: Any, origin: str, *, width: int = 1280, scheme: str = "light", locale: str = "en-GB"
) -> Iterator[Tab]:
    """A fresh browser window in a language; nobody is signed in."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale=locale)
    tab = Tab(context.new_page(), origin)
    tab.page.on("console", lambda said: said.type in ("error", "warning") and tab.wrong.append(said.text))
    tab.page.on("pageerror", lambda error: tab.wrong.append(str(error)))
    tab.page.on(
        "request", lambda asked: asked.url.startswith((origin, "data:", "blob:")) or tab.wrong.append(asked.url)
    )
    try:
        yield tab
    finally:
        context.close()


def signed_in(tab: Tab, site: Site, login: str) -> None:
    session = site.web.visits.accounts.sign_in(login, PASSWORD, "127.0.0.1")
    carry(tab, session.secret)


def carry(tab: Tab, secret: str) -> None:
    tab.page.context.add_cookies([{"name": "takt", "value": secret, "url": tab.origin}])


def unsound(browser: Any, site: Site, path: str, login: str) -> list[str]:
    """What is wrong with a page in any look, every fold of it open."""
    found = []
    for width, scheme in LOOKS:
        with reader(browser, site.origin, width=width, scheme=scheme) as tab:
            signed_in(tab, site, login)
            status = tab.goto(path)
            tab.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
            found += [f"{width} {scheme}: {wrong}" for wrong in (*tab.wrong, *tab.axe())]
            found += [f"{width} {scheme}: {tab.sideways()} px sideways"] if tab.sideways() > 0 else []
            found += [f"{path}: {status}"] if status != 200 else []
    return found


def sign_in(tab: Tab, role: str, password: str = PASSWORD) -> None:
    tab.goto("/sign-in")
    tab.page.fill("#login", login_of(role))
    tab.page.fill("#password", password)
    tab.page.click("main button.main")
    tab.page.wait_for_url("**/today")

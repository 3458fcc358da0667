"""A person at work: a browser window of their own, signed in by the form, in their language, watched at every page.

Whoever writes a story in these windows speaks English: `press(..., "Approve")` presses what the page calls it in the
language of the window. Every page that is looked at is held to what all pages promise: nothing in the console,
nothing from another host, the right language, no English left.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from taktgeber.core.catalogue import translate
from taktgeber.core.format import show
from taktgeber.core.names import named

from .left_over import english_on
from .live import Tab, reader

PATIENCE = 120_000  # milliseconds, of a machine with much to do
REFUSED = "status of 409"  # a refusal is an answer; the browser's console notes it all the same


@dataclass
class Window:
    """locale: of the house, such as de_DE. seen: the pages that were looked at."""

    tab: Tab
    login: str
    locale: str
    seen: list[str] = field(default_factory=list)

    @property
    def page(self) -> Any:
        return self.tab.page

    def says(self, message: str) -> str:
        """The message in the window's language."""
        return translate(message, self.locale)

    def called(self, code: str) -> str:
        """A role or a state in the window's language."""
        return show(named(code), self.locale)

    def sign_in(self, password: str) -> None:
        self.open("/sign-in")
        self.page.fill("#login", self.login)
        self.page.fill("#password", password)
        self.page.click("main button.main")
        self.page.wait_for_url("**/today")
        self.look()

    def open(self, path: str) -> str:
        """Go there and look; what the page says."""
        status = self.tab.goto(path)
        assert status == 200, f"{self.login} {path}: {status}"
        return self.look()

    def look(self) -> str:
        here = self.page.url.removeprefix(self.tab.origin)
        wrong = [one for one in self.tab.wrong if REFUSED not in one]
        lang = self.page.evaluate("document.documentElement.lang")
        wrong += [f"lang={lang}"] if lang != self.locale.replace("_", "-") else []
        wrong += [f"English: {one}" for one in english_on(self.page, self.locale)]
        assert wrong == [], f"{self.login}, {self.locale}, {here}"
        self.seen.append(here)
        return str(self.page.inner_text("body"))

    def tour(self) -> None:
        """Every page of the navigation."""
        links = self.page.locator("header nav a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        for path in links:
            self.open(path)

    def unfold(self, within: str, message: str) -> str:
        """Open the form that is folded behind these words; where it stands now."""
        self.page.locator(f"{within} summary", has_text=self.says(message)).first.click()
        return f"{within} details[open]"

    def fill(self, within: str, **values: Any) -> None:
        """Fields by their names: a text, a tick (bool), a choice, or files."""
        for name, value in values.items():
            entry = self.page.locator(f'{within} [name="{name}"]:not([type="hidden"])').first
            if isinstance(value, bool):
                entry.set_checked(value)
            elif isinstance(value, list):
                entry.set_input_files(value)
            elif entry.evaluate("one => one.tagName") == "SELECT":
                entry.select_option(value)
            else:
                entry.fill(value)

    def press(self, within: str, message: str, act: str) -> str:
        """Press a form's button; what the page tells about it."""
        button = self.page.locator(f'{within} form[action="/act/{act}"]').get_by_role(
            "button", name=self.says(message), exact=True
        )
        # What was told before has been read; only what is told next is waited for.
        self.page.evaluate("document.querySelector('main > .notice')?.remove()")
        button.first.click()
        self.page.wait_for_selector("main > .notice", timeout=PATIENCE)
        self.look()
        return str(self.page.inner_text("main > .notice"))


class Windows:
    """`of("explore-lead")`: that login's window, signed in when it is first asked for; `another` opens one more."""

    def __init__(self, browser: Any, origin: str, locale: str, password: str, closing: ExitStack) -> None:
        self._browser, self._origin, self.locale, self._password = browser, origin, locale, password
        self._closing, self._open = closing, dict[str, Window]()

    def of(self, login: str) -> Window:
        if login not in self._open:
            self._open[login] = self.another(login)
        return self._open[login]

    def another(self, login: str) -> Window:
        window = self.stranger(login)
        window.sign_in(self._password)
        return window

    def stranger(self, login: str = "") -> Window:
        """A window in which nobody is signed in."""
        tab = self._closing.enter_context(reader(self._browser, self._origin, locale=self.locale.replace("_", "-")))
        tab.page.set_default_timeout(PATIENCE)
        return Window(tab, login, self.locale)


@contextmanager
def windows(browser: Any, origin: str, locale: str, password: str) -> Iterator[Windows]:
    with ExitStack() as closing:
        yield Windows(browser, origin, locale, password, closing)

"""In a real browser, without any docs: from an empty workspace to the first brief, by what the pages say."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from taktgeber.desks.data.verbs import init
from taktgeber.web import make_app
from taktgeber.workspace import open_workspace
from tests.brief.test_browser import browser

pytestmark = pytest.mark.browser
__all__ = ["browser"]
LAST = date(2025, 9, 7)
FIRST_BEAT = datetime(2025, 6, 9, tzinfo=UTC)
HEAD = "Campaign name,Day,Amount spent (GBP),Impressions,Link clicks,Purchases,Purchases conversion value\n"


@pytest.fixture
def door(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """An empty workspace, served: the address, and where the first account is made."""
    init(tmp_path / "acme", "Acme", "GBP", FIRST_BEAT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    web = make_app(open_workspace(tmp_path / "acme"), address)
    server = uvicorn.Server(uvicorn.Config(web.app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield address, f"{address}/join/{web.visits.accounts.setup_secret()}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A quarter of a Meta export, as it comes: two campaigns, a row a day, no account in it."""
    days = [LAST - timedelta(days=n) for n in range(90, -1, -1)]
    rows = [f"{name},{day},{40 + n % 9}.50,{9000 + 31 * n},{120 + n},{n % 4},{(n % 4) * 31}.00"
            for n, day in enumerate(days) for name in ("Always on", "Spring")]  # fmt: skip
    path = tmp_path / "meta_export.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    return path


class Reader:
    """Somebody who clicks and types what the pages ask for, and counts what is asked."""

    def __init__(self, tab: Any) -> None:
        self.tab, self.typed, self.clicked = tab, 0, 0

    def fill(self, act: str, **given: Any) -> None:
        form = self.tab.locator(f'form[action="/act/{act}"]').first
        folded = self.tab.locator("details", has=form)
        if folded.count() and folded.first.get_attribute("open") is None:
            folded.first.locator("summary").first.click()
        for name, value in given.items():
            field = form.locator(f'[name="{name}"]')
            self.typed += 1
            if value is True:
                field.check()
            elif isinstance(value, Path):
                field.set_input_files(str(value))
            elif field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        self.click(form.locator("button"))

    def click(self, button: Any) -> None:
        self.clicked += 1
        self.tab.evaluate("document.querySelectorAll('main > .notice').forEach(n => n.dataset.old = '')")
        button.click()
        self.tab.wait_for_selector("main > .notice:not([data-old])", timeout=60_000)

    def says(self) -> str:
        return str(self.tab.locator("main").inner_text())


def test_from_an_empty_workspace_to_the_first_brief(browser, door, export, capsys):
    address, join = door
    tab = browser.new_page(locale="en-GB")
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    reader, start = Reader(tab), time.perf_counter()

    tab.goto(join)
    for name, value in (("name", "Ada Owner"), ("login", "ada"), ("password", "six green lanterns"),
                        ("again", "six green lanterns")):  # fmt: skip
        tab.fill(f"#{name}", value)
    tab.click("main button.main")
    tab.wait_for_url(f"{address}/start")
    assert "as it is, not as it should be" in reader.says()

    reader.fill("start-firm", people="24")
    reader.fill("start-unit", name="Performance", mode="exploit", leader="Ben Head", scorecard="ROAS, revenue",
                horizon="1")  # fmt: skip
    reader.fill("start-unit", name="Lab", mode="explore", leader="Cara Lab", scorecard="experiments run", horizon="6")
    reader.fill("start-goal", person="Cara Lab", metric="CAC", unit="lab", pay=True)
    assert "breaks a house rule" in reader.says()
    assert "This is so in many firms" in reader.says()
    reader.fill("enter-initiative", name="Party boxes", unit="lab", innovation=True, metrics="experiments run",
                unknown="whether shops pay in advance", lose="5000", horizon="6", technology="1",
                proposition="2")  # fmt: skip
    reader.fill("enter-initiative", name="Smart bidding", unit="performance", innovation=True, metrics="ROAS",
                unknown="which bids the machine sets better", horizon="1")  # fmt: skip

    reader.fill("start-decide")
    assert '"Lab" stays as it was found' in reader.says()
    reader.fill("start-end", reason="a lab is judged by what it learns")
    reader.fill("start-decide")
    assert "All that can be taken over holds by your decision." in reader.says()
    assert "breaks a house rule" not in reader.says()

    reader.fill("start-operate")
    reader.fill("load-files", files=export)
    assert "was refused whole" in reader.says()
    tab.goto(f"{address}/operations")
    again = tab.locator('form[action="/act/load-files"]', has=tab.locator('[name="kept"]'))
    again.locator('[name="account"]').fill("Acme shop")
    reader.click(again.locator("button"))
    assert "One file is in." in reader.says()

    tab.goto(f"{address}/start")
    reader.fill("start-owner", unit="performance")
    reader.fill("plan-beat")
    tab.goto(f"{address}/today")
    tab.wait_for_selector("section.hands, .hand", timeout=120_000)
    seconds = time.perf_counter() - start
    said = reader.says()
    assert "called innovation" in said
    with capsys.disabled():
        print(f"\nfrom an empty workspace to the first brief: {seconds:.1f} s of machine time, "
              f"{reader.typed} fields, {reader.clicked} clicks")  # fmt: skip
    assert seconds < 240
    assert wrong == []
    tab.close()

"""Charts to explore: who may see a page may explore its pictures, and nobody else; nothing comes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.chromium import chromium

from .live import carry, reader, served
from .team import NOW, Team


def charts_of(team: Team, role: str, path: str) -> list[str]:
    return re.findall(r'data-chart="([0-9a-f]{64})"', team.as_(role).get(path).text)


def test_a_pages_chart_comes_as_vega_with_the_words_of_its_points(reading_team: Team) -> None:
    digests = charts_of(reading_team, "sponsor", "/balance")
    assert digests
    for digest in digests:
        found = reading_team.as_("sponsor").get(f"/charts/{digest}.json?of=/balance")
        assert found.status_code == 200
        assert found.json()["$schema"].startswith("https://vega.github.io/schema/vega/")
        assert "tip" in found.text


def test_who_may_not_see_the_page_may_not_explore_its_chart(reading_team: Team) -> None:
    digest = charts_of(reading_team, "sponsor", "/lab")[0]
    assert reading_team.as_("exploit_lead").get(f"/charts/{digest}.json?of=/lab").status_code == 403
    assert reading_team.as_("front_line").get(f"/charts/{digest}.json?of=/lab").status_code == 403
    assert reading_team.stranger().get(f"/charts/{digest}.json?of=/lab").status_code == 401


@pytest.mark.parametrize(
    "address", ["/charts/{}.json", "/charts/{}.json?of=/exploit", "/charts/{}.json?of=//evil.example"]
)
def test_a_chart_that_is_not_on_the_page_is_not_there(reading_team: Team, address: str) -> None:
    digest = charts_of(reading_team, "sponsor", "/lab")[0]
    assert reading_team.as_("sponsor").get(address.format(digest)).status_code == 404
    assert reading_team.as_("sponsor").get("/charts/" + "0" * 64 + ".json?of=/lab").status_code == 404


def test_the_script_is_for_who_is_signed_in(reading_team: Team) -> None:
    assert reading_team.stranger().get("/charts/vega.js").status_code in (303, 401)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from chromium()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/balance", "/lab"])
def test_a_chart_is_explored_without_eval_or_inline_style(browser: Any, reading_team: Team, path: str) -> None:
    """The browser reports whatever the content security policy forbids; here it has nothing to report."""
    with served(reading_team.root, clock=lambda: NOW) as site, reader(browser, site.origin) as tab:
        secret = reading_team.sign_in("sponsor")
        carry(tab, secret)
        tab.page.add_init_script(
            "window.forbidden = []; document.addEventListener('securitypolicyviolation',"
            " e => window.forbidden.push(e.violatedDirective))"
        )
        tab.goto(path)
        buttons = tab.page.locator("button[data-chart]")
        for number in range(buttons.count()):
            buttons.first.click()
            tab.page.locator(".explored svg").nth(number).wait_for(timeout=90_000)
        assert buttons.count() == 0
        point = tab.page.locator(".explored svg .mark-symbol path").first
        point.evaluate("point => point.scrollIntoView({ block: 'center' })")
        point.hover(force=True)
        tab.page.locator("#vg-tooltip-element.visible").wait_for(timeout=5_000)
        assert ":" in tab.page.locator("#vg-tooltip-element").inner_text()
        assert tab.page.evaluate("window.forbidden") == []
        assert tab.wrong == []
        assert tab.sideways() <= 0

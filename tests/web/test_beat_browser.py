"""A whole beat in the browser, by every role, in German and in Chinese: decided in September, closed in December.

Each person has a window of their own and reads their own language. In the end the auditor, who did nothing, finds
what everybody did.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from taktgeber.core import place
from taktgeber.core.format import show
from taktgeber.demo.cast import LOGINS
from tests.chromium import chromium
from tests.demo_company import Made

from .live import served
from .windows import Window, Windows, windows

pytestmark = [pytest.mark.browser, pytest.mark.long]
SEPTEMBER, DECEMBER = datetime(2025, 9, 9, 9, tzinfo=UTC), datetime(2025, 12, 15, 9, tzinfo=UTC)
BET, PULSE, MEETING = "#ask-explore-bet-makers", "#ask-exploit-pulse-tiktok", "#ask-balance-reserve"
OTHER_MARKETS = ("France", "UK small shops", "UK large accounts", "Ireland and Benelux")
SECOND_PASSWORD = "nine patient herons"
DAMAGED, COLUMN = "meta-de_2025-09-08_2025-12-07.csv", "Ausgegebener Betrag (EUR)"
WORDS = {
    "de_DE": ("Wir warten noch auf das Paket", "Das Paket kam spät", "Die Makler sind noch im Urlaub"),
    "zh_CN": ("我们还在等包裹", "包裹到得很晚", "手艺人还在休假"),
}  # what a customer said, what others heard, why the pulse is smaller


class Clock:
    """The day of the story, and since when it is that day."""

    def __init__(self, day: datetime) -> None:
        self.set(day)

    def set(self, day: datetime) -> None:
        self._day, self._since = day, time.monotonic()

    def __call__(self) -> datetime:
        return self._day + timedelta(seconds=time.monotonic() - self._since)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from chromium()


@pytest.mark.parametrize("locale", ["de_DE", "zh_CN"])
def test_a_beat_is_decided_loaded_closed_and_audited_in_the_browser(
    browser: Any,
    made: Made,
    tmp_path: Path,
    locale: str,
) -> None:
    root, clock = tmp_path / "house", Clock(SEPTEMBER)
    shutil.copytree(made.root, root)
    with served(root, clock=clock) as site:
        with windows(browser, site.origin, locale, made.demo.password) as people:
            the_explore_lead_approves_a_bet(people)
            the_exploit_lead_overrides_and_a_later_window_is_told_who_decided(people)
            the_sponsor_approves_the_balance(people)
            the_market_lead_sees_the_own_market_only(people)
            the_front_line_stops_what_runs_by_itself(people, made.demo.cast.performance)
            five_report_what_customers_said_and_the_explore_lead_reads_it_without_names(people)
        clock.set(DECEMBER)
        with windows(browser, site.origin, locale, made.demo.password) as people:
            operations_loads_the_exports_once_a_damaged_one_is_refused(people, root / "sources" / "next", tmp_path)
            operations_closes_the_beat_and_plans_the_next(people)
            everybody_sees_what_their_role_may_see_and_the_scores(people)
            found = the_auditor_finds_what_everybody_did(people)
    assert found == 11


def the_explore_lead_approves_a_bet(people: Windows) -> None:
    lead = people.of("explore-lead")
    told = lead.press(BET, "Approve", "decide")
    assert lead.says("Approved. It stands in the ledger as entry {entry}.").partition("{")[0] in told
    assert lead.called("explore_lead") in lead.page.inner_text(f"{BET} .verdict")


def the_exploit_lead_overrides_and_a_later_window_is_told_who_decided(people: Windows) -> None:
    lead, late = people.of("exploit-lead"), people.another("exploit-lead")
    form = lead.unfold(PULSE, "Override")
    lead.fill(form, amount="5000", reason=WORDS[people.locale][2])
    told = lead.press(PULSE, "Override", "decide")
    assert lead.says("Overridden. It stands in the ledger as entry {entry}.").partition("{")[0] in told
    refused = late.press(PULSE, "Approve", "decide")
    assert late.called("overridden") in refused
    assert late.called("exploit_lead") in refused
    assert WORDS[people.locale][2] in late.page.inner_text(f"{PULSE} .verdict")


def the_sponsor_approves_the_balance(people: Windows) -> None:
    sponsor = people.of("sponsor")
    assert sponsor.page.locator(f"{BET} form").count() == 0
    sponsor.press(MEETING, "Approve", "decide")
    assert sponsor.called("sponsor") in sponsor.page.inner_text(f"{MEETING} .verdict")


def the_market_lead_sees_the_own_market_only(people: Windows) -> None:
    lead = people.of("market-lead")
    said = lead.open("/exploit")
    assert "Germany" in said
    assert [market for market in OTHER_MARKETS if market in said] == []


def the_front_line_stops_what_runs_by_itself(people: Windows, accountable: str) -> None:
    """Nobody had decided what the bidding tool may do; the exploit lead does, and the clerk stops it all the same."""
    lead, clerk = people.of("exploit-lead"), people.of("front-line")
    lead.open("/ledger/enter/policy")
    form = lead.unfold("main", "Decide it")
    lead.fill(form, policy="smart-bidding", scope="performance", autonomy="auto", limit="500", accountable=accountable)
    lead.press(form, "Decide it", "enter-decided-policy")
    clerk.open("/operations/automation")
    form = clerk.unfold(".stands", "Stop")
    clerk.fill(form, sake=True)
    clerk.press(form, "Stop", "stop-automatic")
    clerk.fill(".stands", reason=WORDS[people.locale][0])
    clerk.press(".stands", "Give the reason", "reason-automatic")
    said = clerk.open("/operations/automation")
    assert clerk.called("stopped") in said
    assert WORDS[people.locale][0] in said


def five_report_what_customers_said_and_the_explore_lead_reads_it_without_names(people: Windows) -> None:
    own, others, _ = WORDS[people.locale]
    _reports(people.of("front-line"), own)
    for login in ("market-lead", "operations", "partner"):
        _reports(people.of(login), others)
    lead = people.of("explore-lead")
    assert own not in lead.open("/front-line/heard")
    _reports(_somebody_new_at_the_counter(people), others)
    said = lead.open("/front-line/heard")
    assert own in said
    assert said.count(others) == 4
    assert lead.called("front_line") not in lead.page.inner_text("main")
    assert not re.search(r"p-[0-9a-f]{8}", lead.page.content())


def _reports(window: Window, words: str) -> None:
    window.open("/front-line")
    window.fill("main", words=words, about="delivery", consent=True)
    window.press("main", "Keep it", "report-heard")


def _somebody_new_at_the_counter(people: Windows) -> Window:
    """Operations invites, whoever is new makes an account, and the sponsor decides the role."""
    operations, sponsor = people.of("operations"), people.of("sponsor")
    operations.open("/people")
    form = operations.unfold("main", "Invite somebody new")
    operations.fill(form, name="Counter helper")
    told = operations.press(form, "Invite somebody new", "invite-person")
    address = re.search(re.escape(operations.tab.origin) + r"(/join/\S+)", told)
    assert address
    new = people.stranger("counter-helper")
    new.open(address[1])
    new.fill("main", login="counter-helper", password=SECOND_PASSWORD, again=SECOND_PASSWORD)
    new.page.click("main button.main")
    new.page.wait_for_url("**/account")
    sponsor.open("/ledger/enter/role")
    form = sponsor.unfold("main", "Decide it")
    known = sponsor.page.locator(f'{form} select[name="person"] option', has_text="Counter helper")
    sponsor.fill(form, person=known.get_attribute("value"), role="front_line")
    sponsor.press(form, "Decide it", "enter-decided-role")
    return new


def operations_loads_the_exports_once_a_damaged_one_is_refused(people: Windows, exports: Path, folder: Path) -> None:
    operations, damaged = people.of("operations"), folder / DAMAGED
    operations.open("/operations")
    first, rest = (exports / DAMAGED).read_text("utf-8").split(";43,19;", 1)
    damaged.write_text(f"{first};4x,19;{rest}", "utf-8")
    operations.fill("main", files=[damaged])
    told = operations.press("main", "Load", "load-files")
    assert show(place(DAMAGED, row=2, column=COLUMN), people.locale) in told
    assert DAMAGED in operations.page.inner_text(".stands h2")
    operations.press(".stands", "Let it go", "drop-kept")
    files = sorted(exports.iterdir())
    operations.fill("main", files=files)
    told = operations.press("main", "Load", "load-files")
    assert [file.name for file in files if file.name not in told] == []
    assert operations.page.locator(".stands").count() == 0
    assert operations.page.inner_text("#loads tbody tr").startswith(files[-1].name)


def operations_closes_the_beat_and_plans_the_next(people: Windows) -> None:
    operations = people.of("operations")
    for words, act, begun, done in (
        ("Close a beat…", "close-beat", "Closing has begun", "The last beat that was closed here"),
        ("Plan the next beat…", "plan-beat", "Planning has begun", "The last beat that was planned here"),
    ):
        operations.open("/today")
        form = operations.unfold(".work", words)
        told = operations.press(form, words, act)
        assert operations.says(f"{begun}; this page shows what comes of it.") in told
        operations.page.wait_for_selector(f".work .stands h2:has-text('{operations.says(done)}')")
        operations.look()
        if act == "close-beat":
            assert operations.page.locator(".work tbody tr").count() >= 5
            the_scores_stand_on_the_page_of(people, "management")


def everybody_sees_what_their_role_may_see_and_the_scores(people: Windows) -> None:
    for login in LOGINS:
        window = people.of(login)
        window.tour()
        assert "2025-12-08" not in window.open("/today?beat=2025-09-08")
    the_scores_stand_on_the_page_of(people, "management", "sponsor", "auditor")


def the_scores_stand_on_the_page_of(people: Windows, *logins: str) -> None:
    for login in logins:
        window = people.of(login)
        caption = window.says("Forecasts against what happened, {beat}").partition("{")[0].strip()
        assert caption in window.open("/management")


def the_auditor_finds_what_everybody_did(people: Windows) -> int:
    """How many things were found that people and the machine did."""
    auditor, found = people.of("auditor"), 0
    for kind, role, words in (
        ("decision", "explore_lead", ("explore-bet-makers", auditor.called("approve"))),
        ("decision", "exploit_lead", ("exploit-pulse-tiktok", auditor.called("override"), WORDS[people.locale][2])),
        ("decision", "sponsor", ("balance-reserve", auditor.called("approve"))),
        ("policy", "exploit_lead", ("smart-bidding",)),
        ("halt", "front_line", ("smart-bidding",)),
        ("reason", "front_line", (WORDS[people.locale][0],)),
        ("heard", "machine", (auditor.says("delivery"),)),  # who reported stands nowhere in the ledger
        ("role", "sponsor", (auditor.called("front_line"),)),
        ("loaded", "operations", ("tiktok-uk-shops_2025-09-08_2025-12-07.csv",)),
        ("closed", "machine", ("2025-09-08", auditor.called("operations"))),
        ("planned", "machine", ("2025-12-08", auditor.called("operations"))),
    ):
        auditor.open(f"/ledger?kind={kind}")
        who = auditor.says("Taktgeber itself") if role == "machine" else auditor.called(role)
        lines = auditor.page.locator("main tbody tr").all_inner_texts()
        assert [line for line in lines if who in line and all(word in line for word in words)], (kind, role, lines)
        found += 1
    head = re.search(r"[0-9a-f]{64}", auditor.open("/today"))
    assert head
    auditor.open("/ledger")
    form = auditor.unfold("main", "Verify")
    auditor.fill(form, head=head[0])
    told = auditor.press(form, "Verify", "verify-ledger")
    assert head[0] in told
    assert auditor.tab.axe() == []
    return found

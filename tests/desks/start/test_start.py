"""The beginning, step by step: as found, a breach without scolding, then decided; always where it was left."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.cycle import open_house
from taktgeber.desks.start.entering import ACTS
from taktgeber.desks.start.pages import start
from taktgeber.govern import BREACHES, PEOPLE, UNITS
from taktgeber.workspace import make_workspace, open_workspace
from tests.desks.visiting import accounts_of, filled, visit_of, words_of
from tests.web.team import Team

SPONSOR = "p-5c0a00000001"
NOON = datetime(2025, 6, 9, 12, tzinfo=UTC)
TOML = 'firm = "Acme"\ncurrency = "GBP"\nfirst_beat = 2025-06-09\n'
UNIT = {"name": "Lab", "mode": "explore", "leader": "Cara", "scorecard": "experiments run", "horizon": "6"}


class Beginning:
    """A sponsor in an empty workspace who does what the page offers."""

    def __init__(self, root) -> None:
        self.house = open_house(make_workspace(root, TOML), clock=lambda: NOON)
        self.accounts = accounts_of(self.house)
        self.house.book.decide("role", {"person": SPONSOR, "role": "sponsor", "first": "2025-06-09"}, SPONSOR)

    def page(self):
        return start(visit_of(self.house, self.accounts, SPONSOR))

    def do(self, called: str, /, **given: str) -> str:
        (act,) = [act for act in ACTS if act.name == called]
        answer = act.do(visit_of(self.house, self.accounts, SPONSOR), filled(act.fields, **given))
        return "\n".join(show(sentence) for sentence in answer.says)

    def state(self, fold):
        return self.house.book.state(fold)


@pytest.fixture
def begun(tmp_path):
    made = Beginning(tmp_path / "acme")
    yield made
    made.accounts.close()
    made.house.book.close()


def test_an_empty_workspace_offers_the_first_step_and_the_sample(begun):
    page = begun.page()
    assert "as it is, not as it should be" in words_of(page)
    offered = [form.act for card in page.cards for form in card.forms]
    assert offered == ["load-sample", "start-firm", "start-operate"]


def test_a_unit_is_found_with_its_mandate_and_the_role_of_its_leader(begun):
    begun.do("start-unit", **UNIT)
    mandate = begun.state(UNITS).mandate("lab", NOON.date())
    (role,) = begun.state(PEOPLE).roles_of(mandate.leader)
    assert (mandate.standing, mandate.scorecard) == ("found", ("experiments run",))
    assert (role.role, role.unit, role.standing) == ("explore_lead", "lab", "found")
    assert begun.accounts.people.name_of(mandate.leader) == "Cara"
    assert "Lab (explore), led by Cara, judged by experiments run." in words_of(begun.page())


def test_the_ledger_learns_no_name(begun):
    begun.do("start-unit", **UNIT)
    begun.do("start-goal", person="Cara", metric="CAC", unit="lab", pay="true")
    stored = b"".join(entry.body for entry in begun.house.book.entries())
    assert b"Cara" not in stored


def test_the_same_name_is_the_same_person(begun):
    begun.do("start-unit", **UNIT)
    begun.do("start-unit", **UNIT | {"name": "Second", "leader": "  cara "})
    units = begun.state(UNITS)
    assert units.mandate("lab", NOON.date()).leader == units.mandate("second", NOON.date()).leader


def test_two_units_of_one_name_are_two_units(begun):
    begun.do("start-unit", **UNIT)
    begun.do("start-unit", **UNIT)
    assert set(begun.state(UNITS).units) == {"lab", "lab-2"}


def test_a_breach_is_told_without_scolding_and_mended_by_who_could(begun):
    begun.do("start-unit", **UNIT)
    said = begun.do("start-goal", person="Cara", metric="CAC", unit="lab", pay="true")
    assert "That is so in many firms" in said
    page = words_of(begun.page())
    assert "visible until mended" in page
    assert "Cara could mend it" in page
    assert "stays as it was found" in begun.do("start-decide")
    begun.do("start-end", subject="goal:cac", reason="a lab is judged by learning")
    assert all(breach.mended for breach in begun.state(BREACHES))
    assert "One unit holds by your decision" in begun.do("start-decide")
    assert begun.state(UNITS).mandate("lab", NOON.date()).standing == "decided"


def test_to_look_and_to_try_leave_no_refusal_in_the_ledger(begun):
    begun.do("start-unit", **UNIT)
    begun.do("start-goal", person="Cara", metric="CAC", unit="lab", pay="true")
    begun.page()
    begun.do("start-decide")
    assert not list(begun.house.book.entries(kinds=("refused",)))


def test_one_leader_of_both_hands_is_accepted_and_shown(begun):
    begun.do("start-unit", **UNIT)
    said = begun.do("start-unit", **UNIT | {"name": "Shop", "mode": "exploit", "scorecard": "ROAS"})
    assert "breaks a house rule" in said
    assert "both hands" in words_of(begun.page())


def test_the_firms_size_is_decided_with_the_rest(begun):
    begun.do("start-firm", people="3")
    assert begun.state(PEOPLE).firm_people is None
    begun.do("start-unit", **UNIT)
    begun.do("start-decide")
    assert begun.state(PEOPLE).firm_people == 3


def test_a_sponsor_loads_and_plans_by_a_role_of_its_own(begun):
    assert not visit_of(begun.house, begun.accounts, SPONSOR).access.allows("load.data")
    begun.do("start-operate")
    visit = visit_of(begun.house, begun.accounts, SPONSOR)
    assert visit.access.allows("load.data")
    assert visit.access.allows("plan.beat")
    assert "load-files" in [form.act for card in begun.page().cards for form in card.forms]


def test_the_reserve_is_asked_for_in_per_cent_and_only_where_a_unit_explores(begun):
    assert "start-reserve" not in [form.act for card in begun.page().cards for form in card.forms]
    begun.do("start-unit", **UNIT)
    begun.do("start-reserve", share="12", reason="what the lab can spend well")
    assert "12 % of the budget is reserved for it." in words_of(begun.page())


def test_the_owner_of_all_other_campaigns_stands_in_the_settings_once(begun):
    begun.do("start-unit", **UNIT | {"name": "Shop", "mode": "exploit"})
    begun.do("start-owner", unit="shop")
    (rule,) = open_workspace(begun.house.workspace.root).settings.campaigns
    assert (rule.pattern, rule.unit) == ("*", "shop")
    with pytest.raises(Refusal, match="says already"):
        begun.do("start-owner", unit="shop")


@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("start-firm", {"people": "0"}),
        ("start-unit", UNIT | {"horizon": "0"}),
        ("start-unit", UNIT | {"mode": "hybrid"}),
        ("start-owner", {"unit": "nobody"}),
        ("start-reserve", {"share": "140", "reason": "x"}),
        ("start-end", {"subject": "goal:none", "reason": "x"}),
    ],
)
def test_what_cannot_be_is_refused_and_no_person_is_left_behind(begun, act, given):
    before = begun.accounts.people.names()
    with pytest.raises(Refusal):
        begun.do(act, **given)
    assert begun.accounts.people.names() == before
    assert not begun.state(UNITS).units


@pytest.mark.parametrize("role", ["management", "exploit_lead", "operations", "analyst", "auditor", "front_line"])
def test_the_beginning_is_the_sponsors(reading_team: Team, role):
    client = reading_team.as_(role)
    assert client.get("/start.json").status_code == 403
    assert client.post("/api/v1/start-firm", json={"people": 3}).status_code == 403
    assert client.post("/api/v1/load-sample", json={}).status_code == 403


def test_the_sample_is_refused_where_something_real_stands(reading_team: Team):
    answer = reading_team.as_("sponsor").post("/api/v1/load-sample", json={})
    assert answer.status_code == 409
    assert "something of your own" in answer.json()["refused"]


def test_after_the_sample_the_way_to_the_first_beat_is_open(tmp_path):
    """Loaded by the machine, so that the sponsor still has no role that plans."""
    from tests.cycle.small_house import booking_rows, load, make_house

    with make_house(tmp_path / "house", data=False) as house:
        load(house, "bookings", booking_rows((("b1", "2025-03-20", "lab", "boxes", "prototypes", None, 110),)))
        accounts = accounts_of(house)
        page = start(visit_of(house, accounts, SPONSOR))
        assert "start-operate" in [form.act for form in page.cards[-1].forms]
        accounts.close()


def test_while_the_sample_is_made_nothing_can_be_typed_and_lost(begun, monkeypatch):
    from taktgeber.cycle.job import Job
    from taktgeber.desks.start import sample_card

    running = Job("sample", SPONSOR, NOON, begun.house.workspace.root, "running")
    monkeypatch.setattr(sample_card, "_job", lambda visit: running)
    page = begun.page()
    assert page.refresh
    assert [form.act for card in page.cards for form in card.forms] == []

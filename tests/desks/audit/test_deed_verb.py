"""takt audit deed and portfolio: what they say and to whom; machines read the same by their schemas."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.desks.audit.verbs import audit_deed, audit_portfolio
from taktgeber.workspace import Workspace, open_workspace
from tests.balance.word.promising_house import make_promising_house, promised, taken
from tests.cycle.small_house import LAB_LEAD, SPONSOR
from tests.desks.answered import data_of, said


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("promising") / "house"
    with make_promising_house(root) as house:
        promised(house, "far", "horizon", weeks=104)
        promised(house, "free", "decides", decides="budget")
        promised(house, "half", "budget", "strategy:reinvent", share=0.5)
        body = {"goal": "bonus", "person": LAB_LEAD, "unit": "lab", "metric": "CAC", "first": "2025-01-01", "pay": True}
        house.book.found("goal", body, SPONSOR, "target agreements, 2025-01-01")
        for number in range(5):
            taken(house, number, "sponsor", verdict="reject", asked=f"2025-04-0{number + 1}")
    return open_workspace(root)


def test_a_holder_who_asks_sees_promise_deed_and_decisions(workspace: Workspace):
    shown = audit_deed(workspace, "unit:lab", as_="explore lead")
    data = data_of(shown, "audit", "audit_deed")
    assert [(one["promise"], one["verdict"]) for one in data["promises"]] == [("far", "kept"), ("free", "not_kept")]
    budget = next(one for one in data["rights"] if one["decides"] == "budget")
    assert (budget["own"], budget["elsewhere"], budget["overruled"]) == (0, {"sponsor": 5}, 5)
    assert [one["rule"] for one in data["breaches"]] == [1]
    deeds = [" ".join(map(show, row)) for row in shown.tables[1].rows]
    assert any("CAC, pay rests on it" in row for row in deeds)


@pytest.mark.parametrize("asks", [None, "sponsor", "p-00000000beef"])
def test_nobody_else_sees_figures_of_one_holder(workspace: Workspace, asks: str | None):
    shown = audit_deed(workspace, "unit:lab", as_=asks)
    data = data_of(shown, "audit", "audit_deed")
    assert (data["sight"], data["rights"], data["unseen"]) == ("hidden", None, 1)
    assert [one["promise"] for one in data["promises"]] == ["far"]
    everything = said(shown) + " ".join(show(cell) for table in shown.tables for row in table.rows for cell in row)
    assert "taken elsewhere, by" not in everything
    assert "from five holders of a role on" in everything


def test_a_strategy_has_no_holder_and_is_shown_to_everybody(workspace: Workspace):
    data = data_of(audit_deed(workspace, "strategy:reinvent"), "audit", "audit_deed")
    assert (data["role"], data["sight"], data["promises"][0]["verdict"]) == (None, "published", "not_kept")


@pytest.mark.parametrize("name", ["unit:ghost", "lab", "", "role:", "unit:" + "x" * 500, "strategy:'; drop"])
def test_an_unknown_name_is_refused_with_the_way_on(workspace: Workspace, name: str):
    with pytest.raises(Refusal, match="Name a role, a unit"):
        audit_deed(workspace, name)


def test_the_portfolio_says_what_would_be_if_words_were_true_and_who_decides_what(workspace: Workspace):
    shown = audit_portfolio(workspace)
    data = data_of(shown, "audit", "audit_portfolio")
    assert "Were the words true, 51 % of our budget would explore" in said(shown)
    # The bonus on acquisition cost is a second test that boxes fail, beside circle's horizon.
    assert {one["initiative"]: (one["verdict"], one["step"], one["decider"]) for one in data["initiatives"]} == {
        "reinvent": ("is_not", "rename", "exploit_lead"), "boxes": ("disagree", "lacks", "explore_lead"),
        "circle": ("is_not", "lacks", "explore_lead"),
    }  # fmt: skip
    assert len(data["drift"]) == 1


def test_an_empty_house_is_audited_without_a_figure(tmp_path: Path):
    from taktgeber.workspace import make_workspace
    from tests.cycle.small_house import TOML

    bare = make_workspace(tmp_path / "bare", TOML)
    assert data_of(audit_portfolio(bare), "audit", "audit_portfolio")["drift"] == []
    assert data_of(audit_deed(bare, "role:sponsor"), "audit", "audit_deed")["promises"] == []

"""The database server goes away in mid-work: whoever is there gets a sentence, and nothing that was told is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from taktgeber.govern.move import move_to_server
from taktgeber.workspace import open_workspace
from tests.postgres import Server

from .team import open_team

pytestmark = pytest.mark.xdist_group("postgres")
KEY = "2025-06-09/explore-bet-boxes"


def test_a_server_that_goes_away_and_comes_back(company: Path, tmp_path: Path, postgres_server: Server) -> None:
    shutil.copytree(company, tmp_path / "house")
    move_to_server(open_workspace(tmp_path / "house"), postgres_server.new_database())
    team = open_team(tmp_path / "house")
    try:
        lab = team.as_("explore_lead")
        ask = {"key": KEY, "verdict": "approve", "_back": "/today"}
        assert lab.post("/act/decide", data=ask).status_code == 303
        postgres_server.stop("immediate")
        try:
            for answer in (
                lab.get("/today"),
                lab.post("/act/decide", data=ask | {"verdict": "reject", "reason": "late"}),
            ):
                assert answer.status_code == 503
                assert "cannot be reached" in answer.text, answer.text
                assert "Traceback" not in answer.text
        finally:
            postgres_server.start()
        after = lab.get("/today.json")
        assert after.status_code == 200
        decided = {d["key"]: d["decided"] for d in after.json()["decisions"]}
        assert decided[KEY]["verdict"] == "approve"
    finally:
        team.web.visits.close()


def test_two_who_decide_at_once(company: Path, tmp_path: Path, postgres: str) -> None:
    """One wins; the other is told who it was. Two servers stand before one database, as behind a balancer."""
    from concurrent.futures import ThreadPoolExecutor

    shutil.copytree(company, tmp_path / "house")
    move_to_server(open_workspace(tmp_path / "house"), postgres)
    teams = [open_team(tmp_path / "house") for _ in range(2)]
    try:
        browsers = [team.as_("explore_lead") for team in teams]
        ask = {"key": KEY, "verdict": "approve", "_back": "/today"}
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda browser: browser.post("/act/decide", data=ask), browsers))
        assert sorted(answer.status_code for answer in answers) == [303, 409]
        late = next(answer for answer in answers if answer.status_code == 409)
        assert "decided" in late.text
    finally:
        for team in teams:
            team.web.visits.close()

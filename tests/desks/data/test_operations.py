"""Operations: what is fresh, what came in and by whom; files loaded each for itself, refused ones kept for a hint."""

from __future__ import annotations

import csv
import io
import time
from datetime import datetime, timedelta

import pytest

from taktgeber.data import LOADS
from taktgeber.data.waiting import KEPT_FOR, waiting
from taktgeber.govern import open_book
from taktgeber.workspace import open_workspace
from tests.web.team import NOW, Team

RATES = "date,currency,rate,source\n2025-05-01,EUR,0.85,bank\n2025-05-02,EUR,0.86,bank\n"
HEAD = "Campaign name,Day,Amount spent (GBP),Impressions,Link clicks\n"
META = HEAD + "Spring,2025-05-01,12.50,1000,20\nSpring,2025-05-02,11.25,900,18\n"
BROKEN = "date,currency,rate,source\n2025-05-01,EUR,much,bank\n"


def send(team: Team, role: str, files: dict[str, str], **given: str):
    sent = [("files", (name, content.encode(), "text/csv")) for name, content in files.items()]
    more = {"data": given, "files": sent} if sent else {"json": given}
    return team.as_(role).post("/api/v1/load-files", **more)


def kept(team: Team):
    return waiting(team.root / ".takt", NOW)


def loads(team: Team):
    with open_book(open_workspace(team.root).ledger_address) as book:
        return [load.file for load in book.state(LOADS).all.values()]


def test_good_files_go_in_and_bad_ones_are_told_beside_them(team: Team):
    before = len(loads(team))
    answer = send(team, "analyst", {"rates.csv": RATES, "spend.csv": META, "broken.csv": BROKEN}).json()
    assert loads(team)[before:] == ["rates.csv"]
    assert [load["file"] for load in answer["data"]["loads"]] == ["rates.csv"]
    told = {r["file"]: r for r in answer["data"]["refused"]}
    assert told["spend.csv"]["asks"] == ["account"]
    assert told["broken.csv"]["where"] == 'broken.csv, row 2, column "rate"'
    assert {one.path.name for one in kept(team)} == {"spend.csv", "broken.csv"}


def test_a_refused_file_needs_a_hint_and_no_second_upload(team: Team):
    send(team, "analyst", {"spend.csv": META})
    (one,) = kept(team)
    page = team.as_("analyst").get("/operations").text
    assert 'name="account"' in page
    assert f'value="{one.digest}"' in page
    answer = send(team, "analyst", {}, kept=one.digest, account="Shop UK").json()
    assert answer["data"]["refused"] == []
    assert loads(team)[-1] == "spend.csv"
    assert kept(team) == ()
    assert not list((team.root / ".takt" / "incoming").rglob("spend.csv"))


def test_a_hint_that_is_not_enough_keeps_the_file_and_what_was_said(team: Team):
    # Which is day and which is month is asked first, then whose account it is.
    send(team, "analyst", {"spend.csv": HEAD + "Spring,05/04/2025,12.50,10,2\nSpring,06/04/2025,12.50,10,2\n"})
    (one,) = kept(team)
    hint = {"account": {"account": "Shop UK"}, "dates": {"dates": "dmy"}}
    first = send(team, "analyst", {}, kept=one.digest, **hint[one.asks[0]])
    (again,) = kept(team)
    assert first.json()["code"] == 1
    assert again.digest == one.digest
    assert again.asks != one.asks
    assert again.said == hint[one.asks[0]]
    send(team, "analyst", {}, kept=one.digest, **hint[again.asks[0]])
    assert (loads(team)[-1], kept(team)) == ("spend.csv", ())


def test_a_kept_file_is_gone_after_a_day_and_when_let_go(team: Team):
    send(team, "analyst", {"spend.csv": META})
    assert waiting(team.root / ".takt", NOW + KEPT_FOR + timedelta(seconds=1)) == ()
    assert not list((team.root / ".takt" / "incoming").rglob("spend.csv"))
    send(team, "analyst", {"spend.csv": META})
    (one,) = kept(team)
    team.as_("analyst").post("/api/v1/drop-kept", json={"kept": one.digest})
    assert not list((team.root / ".takt" / "incoming").rglob("spend.csv"))


@pytest.mark.parametrize("name", ["../../key", "x" * 64, "0" * 64, "."])
def test_no_other_file_is_reached_by_the_name_of_a_kept_one(team: Team, name):
    answer = send(team, "analyst", {}, kept=name)
    assert answer.status_code == 409
    assert "no longer kept" in answer.json()["refused"]


def test_rows_left_out_are_shown_with_reasons_and_downloaded_harmless(team: Team):
    rows = META + "=cmd(),2025-05-03,many,5,5\n"
    answer = send(team, "operations", {"spend.csv": rows}, quarantine="true").json()
    (one,) = kept(team)
    answer = send(team, "operations", {}, kept=one.digest, account="Shop UK", quarantine="true").json()
    assert answer["data"]["loads"][0]["quarantined"] == 1
    with open_book(open_workspace(team.root).ledger_address) as book:
        (seq,) = [load.seq for load in book.state(LOADS).all.values() if load.file == "spend.csv"]
    client = team.as_("operations")
    page = client.get(f"/operations/loads/{seq}").text
    assert "Rows that were left out" in page
    file = client.get(f"/operations/loads/{seq}/left-out.csv")
    assert file.headers["content-disposition"].startswith("attachment")
    (row,) = csv.DictReader(io.StringIO(file.text))
    assert row["Campaign name"] == "'=cmd()"
    assert row["row"] == "4"


def test_the_page_of_a_load_says_who_and_when_by_role(team: Team):
    send(team, "analyst", {"rates.csv": RATES})
    twin = team.as_("auditor").get("/operations.json").json()
    newest = twin["data"]["loads"][0]
    assert (newest["file"], newest["rows"]) == ("rates.csv", 2)
    assert datetime.fromisoformat(newest["at"]) == NOW
    page = team.as_("auditor").get(f"/operations/loads/{newest['entry']}").text
    assert "analyst" in page
    assert team.people["analyst"] not in page


@pytest.mark.parametrize("path", ["/operations/loads/1", "/operations/loads/999999", "/operations/loads/nine"])
def test_what_is_no_load_is_refused_in_words(reading_team: Team, path):
    answer = reading_team.as_("operations").get(f"{path}.json")
    assert answer.status_code == 404
    assert "no such load" in answer.json()["refused"]


def test_a_market_lead_sees_accounts_of_that_market_alone(team: Team):
    toml = team.root / "taktgeber.toml"
    source = '\n[[sources]]\nfiles = "uk_*.csv"\nimporter = "meta"\naccount = "UK shop"\nmarket = "UK"\n'
    toml.write_text(toml.read_text("utf-8") + source, "utf-8")
    send(team, "analyst", {"uk_spend.csv": META})
    lead, all_of_it = team.as_("market_lead"), team.as_("operations")
    own = lead.get("/operations.json").json()
    assert [load["file"] for load in own["data"]["loads"]] == ["uk_spend.csv"]
    assert len(all_of_it.get("/operations.json").json()["data"]["loads"]) > 1
    assert own["sections"][0]["tiles"] == []
    assert "bookings" not in str(own["sections"])


def test_who_may_not_load_sees_no_form_and_is_refused(reading_team: Team):
    partner = reading_team.as_("partner")
    assert "/act/load-files" not in partner.get("/operations").text
    assert send(reading_team, "partner", {"rates.csv": RATES}).status_code == 403


def test_files_wait_for_the_rates_that_came_with_them(team: Team):
    euro = META.replace("(GBP)", "(EUR)")
    answer = send(team, "analyst", {"a_euro.csv": euro, "rates.csv": RATES}, account="Shop UK").json()
    assert {load["file"] for load in answer["data"]["loads"]} == {"a_euro.csv", "rates.csv"}


def test_what_a_stopped_machine_left_of_an_upload_goes_after_a_day(team: Team):
    from datetime import UTC

    from taktgeber.data.waiting import tidy

    incoming = team.root / ".takt" / "incoming"
    for left in (incoming / "tmp123" / "0", incoming / "kept" / ("a" * 64) / "file"):
        left.mkdir(parents=True)
        (left / "spend.csv").write_text(META, "utf-8")
    now = datetime.now(UTC)
    tidy(team.root / ".takt", now)
    assert len(list(incoming.rglob("spend.csv"))) == 2
    tidy(team.root / ".takt", now + KEPT_FOR + timedelta(minutes=1))
    assert not list(incoming.rglob("spend.csv"))


def test_the_door_tidies_by_itself(team: Team):
    from starlette.testclient import TestClient

    send(team, "analyst", {"spend.csv": META})
    (one,) = kept(team)
    note = one.path.parent.parent / "refused.json"
    note.write_text(note.read_text("utf-8").replace(NOW.date().isoformat(), "2025-06-01"), "utf-8")
    with TestClient(team.web.app):
        for _ in range(100):
            if not note.exists():
                break
            time.sleep(0.05)
    assert not note.exists()


def test_health_is_counted_once_for_what_is_loaded_and_kept(tmp_path, monkeypatch):
    from taktgeber.cycle import open_house
    from taktgeber.desks.data import fresh
    from tests.cycle.small_house import NOON, SPONSOR, make_house
    from tests.desks.visiting import accounts_of, visit_of

    with make_house(tmp_path / "house") as house:
        accounts = accounts_of(house)
        first = fresh.keep_health(visit_of(house, accounts, SPONSOR))
        accounts.close()
    monkeypatch.setattr(fresh, "health", lambda *_: 1 / 0)
    with open_house(open_workspace(tmp_path / "house"), clock=lambda: NOON) as house:
        accounts = accounts_of(house)
        assert fresh.keep_health(visit_of(house, accounts, SPONSOR)) == first
        accounts.close()

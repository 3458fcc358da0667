"""A file nobody knows: guessed, shown with examples, confirmed or changed by a person, kept for the next one."""

from __future__ import annotations

from taktgeber.data import LOADS
from taktgeber.data.waiting import waiting
from taktgeber.govern import open_book
from taktgeber.workspace import open_workspace
from tests.web.team import NOW, Team

HEAD = "Bestellnummer;E-Mail des Kunden;Bestelldatum;Menge;Einzelpreis;Artikel\n"
TILL = HEAD + "A1;ada@example.org;2025-05-01;2;3,50;Laterne\nA2;bo@example.org;2025-05-02;1;10,00;Karte\n"
NEXT = HEAD + "A3;ada@example.org;2025-05-03;4;3,50;Laterne\n"


def upload(team: Team, name: str, content: str):
    sent = [("files", (name, content.encode(), "text/csv"))]
    return team.as_("analyst").post("/api/v1/load-files", files=sent, data={})


def page(team: Team):
    upload(team, "till.csv", TILL)
    (one,) = waiting(team.root / ".takt", NOW)
    return one, team.as_("analyst").get(f"/operations/mapping/{one.digest}.json").json()


def chosen(data, **changes: str) -> list[str]:
    return [changes.get(c["column"], c["target"] or "-") for c in data["columns"]]


def loads(team: Team):
    with open_book(open_workspace(team.root).ledger_address) as book:
        return {load.file: load for load in book.state(LOADS).all.values()}


def test_columns_are_guessed_and_shown_with_examples_and_nobodys_address(team: Team):
    one, twin = page(team)
    data = twin["data"]
    assert data["table"] == "transactions"
    guessed = {c["column"]: c["target"] for c in data["columns"]}
    assert guessed["Bestellnummer"] == "transaction"
    assert guessed["E-Mail des Kunden"] == "customer"
    shown = team.as_("analyst").get(f"/operations/mapping/{one.digest}").text
    assert "Laterne" in shown
    assert "ada@example.org" not in shown


def test_what_is_confirmed_is_kept_and_the_next_file_loads_by_itself(team: Team):
    one, twin = page(team)
    body = {"kept": one.digest, "source": "till", "target": chosen(twin["data"]), "account": "Shop", "decimal": ","}
    answer = team.as_("analyst").post("/api/v1/confirm-mapping", json=body).json()
    assert answer["data"]["loads"][0]["sums"]["revenue"] == 1700
    assert (team.root / "mappings" / "till.toml").is_file()
    assert waiting(team.root / ".takt", NOW) == ()
    assert upload(team, "till_next.csv", NEXT).json()["data"]["loads"][0]["table"] == "transactions"
    assert loads(team)["till_next.csv"].source == loads(team)["till.csv"].source == "till"


def test_a_choice_that_does_not_fit_is_refused_and_leaves_no_mapping(team: Team):
    one, twin = page(team)
    wrong = chosen(twin["data"], Artikel="at", Bestelldatum="product")
    body = {"kept": one.digest, "source": "till", "target": wrong, "account": "Shop", "decimal": ","}
    answer = team.as_("analyst").post("/api/v1/confirm-mapping", json=body)
    assert answer.status_code == 409
    assert not (team.root / "mappings" / "till.toml").exists()
    assert [w.digest for w in waiting(team.root / ".takt", NOW)] == [one.digest]
    body["target"] = chosen(twin["data"])
    assert team.as_("analyst").post("/api/v1/confirm-mapping", json=body).status_code == 200


MEMBERS = "Kundennummer;E-Mail;Registriert am;Land\nK1;ada@example.org;2025-05-01;DE\nK2;bo@example.org;2025-05-02;DE\n"


def test_a_file_that_was_taken_for_another_table_is_said_to_be_what_it_is(team: Team):
    upload(team, "members.csv", MEMBERS)
    (one,) = waiting(team.root / ".takt", NOW)
    path = f"/operations/mapping/{one.digest}"
    other = "transactions" if team.as_("analyst").get(f"{path}.json").json()["data"]["table"] != "transactions" else (
        "media")  # fmt: skip
    shown = team.as_("analyst").get(f"{path}?table={other}")
    assert f'name="table" value="{other}"' in shown.text
    assert f"{path}?table=media" in shown.text
    data = team.as_("analyst").get(f"{path}.json?table=customers").json()["data"]
    assert data["table"] == "customers"
    body = {"kept": one.digest, "table": "customers", "source": "club", "target": chosen(data), "account": "Club"}
    answer = team.as_("analyst").post("/api/v1/confirm-mapping", json=body).json()
    assert answer["data"]["loads"][0]["table"] == "customers"
    assert team.as_("analyst").get(f"{path}?table=nothing").status_code == 409


def test_a_form_that_forgets_a_column_is_refused(team: Team):
    one, twin = page(team)
    body = {"kept": one.digest, "source": "till", "target": chosen(twin["data"])[:-1]}
    answer = team.as_("analyst").post("/api/v1/confirm-mapping", json=body).json()
    assert "one choice for each column" in answer["refused"]


def test_a_refused_choice_comes_back_as_it_was_made(team: Team):
    one, twin = page(team)
    wrong = chosen(twin["data"], Artikel="-", Bestelldatum="-")
    path = f"/operations/mapping/{one.digest}"
    form = {"kept": one.digest, "table": "transactions", "source": "till", "target": wrong, "_back": path}
    answer = team.as_("analyst").post("/act/confirm-mapping", data=form)
    assert answer.status_code == 409
    assert answer.text.count("selected") >= len(wrong)
    assert 'value="-" selected' in answer.text


def test_a_page_of_a_file_that_is_gone_says_what_it_is_for(reading_team: Team):
    shown = reading_team.as_("analyst").get(f"/operations/mapping/{'0' * 64}")
    assert shown.status_code == 200
    assert "no longer here" in shown.text

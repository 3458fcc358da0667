"""takt lab board, opportunity, initiative, assume and import, as a person would type them; data by their schemas."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from taktgeber.core import Answer, Refusal
from taktgeber.core.format import show
from taktgeber.cycle import open_house
from taktgeber.desks.explore.assume import lab_assume
from taktgeber.desks.explore.backlog import lab_import
from taktgeber.desks.explore.board import Stage, lab_board
from taktgeber.desks.explore.initiative import lab_initiative
from taktgeber.desks.explore.opportunity import Model, State, lab_opportunity
from taktgeber.govern import INITIATIVES
from taktgeber.workspace import Workspace
from tests.cycle.small_house import make_house
from tests.desks.answered import data_of, said

LATER = (datetime.now(UTC).date() + timedelta(200)).isoformat()
LEAD = "explore_lead"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    with make_house(tmp_path / "house", data=False) as house:
        return house.workspace


def told(part: str, answer: Answer) -> dict[str, Any]:
    return data_of(answer, "explore", f"lab_{part}")


def start(workspace: Workspace, **more: Any) -> Answer:
    three = {"name": "Lending shelf", "unknown": "whether it comes back", "lose": "300", "until": LATER, "as_": LEAD}
    return lab_initiative(workspace, **(three | more))


def test_three_fields_start_one_and_it_is_shown(workspace: Workspace):
    made = told("initiative", start(workspace))
    assert (made["initiative"], made["may_lose"]["minor"], made["distance"]) == ("lending-shelf", 300_00, None)
    again = lab_initiative(workspace, "lending-shelf")
    assert told("initiative", again) == {part: said for part, said in made.items() if part != "alike"}
    assert "What we do not know: whether it comes back." in said(again)


def test_who_starts_one_is_told_whether_anyone_has_tried_it(workspace: Workspace):
    first = start(workspace, name="Zither", unknown="quux")
    assert told("initiative", first)["alike"] == []
    assert "Nothing like it was said or tested before" in said(first)
    start(workspace)
    again = start(workspace, name="Shelves to lend")
    near = told("initiative", again)["alike"]
    assert [(one["kind"], one["name"]) for one in near][:1] == [("initiative", "lending-shelf")]
    assert "shelves-to-lend" not in [one["name"] for one in near]
    assert "said or tested before" not in said(lab_initiative(workspace, "shelves-to-lend"))


def test_without_anybody_nothing_is_written(workspace: Workspace):
    with pytest.raises(Refusal, match="nobody is named"):
        start(workspace, as_="")
    with pytest.raises(Refusal, match="no initiative is named"):
        lab_initiative(workspace)


@pytest.mark.parametrize(
    ("option", "written", "says"),
    [("lose", "1.234", "can be 1234 or 1.234"), ("lose", "EUR 20", "is not in GBP"), ("lose", "a lot", "no amount"),
     ("until", "03/04/2027", "is no day"), ("until", "2027-02-30", "is no day"),
     ("unit", "performance", "not explore")],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_asked_for_again(workspace: Workspace, option: str, written: str, says: str):
    with pytest.raises(Refusal, match=says):
        start(workspace, **{option: written})


def test_one_is_changed_and_placed_with_why(workspace: Workspace):
    start(workspace)
    far = {"technology": 0, "market": 1, "proposition": 2}
    made = told("initiative", lab_initiative(workspace, "lending-shelf", approach=["prototype"], **far,
                                             why="Nobody lends here.", as_=LEAD))  # fmt: skip
    assert (made["distance"], made["why"], made["approach"]) == (far, "Nobody lends here.", ["prototype"])
    near = lab_initiative(workspace, "lending-shelf", technology=0, market=0, proposition=1, why="Only words.",
                          as_=LEAD)  # fmt: skip
    assert told("initiative", near)["incremental"] is True
    assert "leaves the lab" in said(near)
    with pytest.raises(Refusal, match="said together"):
        lab_initiative(workspace, "lending-shelf", technology=2, why="x", as_=LEAD)


def test_an_assumption_is_written_and_settled(workspace: Workspace):
    start(workspace)
    told("assume", lab_assume(workspace, "lending-shelf", "it comes back", chance=40, lose="50", as_=LEAD))
    (one,) = told("initiative", lab_initiative(workspace, "lending-shelf"))["assumptions"]
    assert (one["chance"], one["may_lose"]["minor"]) == (0.4, 50_00)
    done = lab_assume(workspace, "lending-shelf", str(one["entry"]), refuted=True, learned="It does not.", as_=LEAD)
    assert [entry["kind"] for entry in told("assume", done)["entries"]] == ["insight", "assumption"]
    shown = told("initiative", lab_initiative(workspace, "lending-shelf"))
    assert shown["assumptions"][0]["state"] == "refuted"
    assert shown["insights"] == ["lending-shelf-it-does-not"]
    for wrong in ({"chance": 140.0}, {"chance": 0.4}, {"held": True, "refuted": True}):
        with pytest.raises(Refusal):
            lab_assume(workspace, "lending-shelf", "x", as_=LEAD, **wrong)


def test_opportunities_are_listed_said_shown_and_dropped(workspace: Workspace):
    assert told("opportunity", lab_opportunity(workspace)) == {"opportunities": []}
    made = told("opportunity", lab_opportunity(workspace, "lending", says="Lend it next door.", model=Model.platform,
                                               partner=["3 corner shops"], as_=LEAD))  # fmt: skip
    assert made["opportunities"][0]["partners"] == ["3 corner shops"]
    lab_opportunity(workspace, "lending", state=State.dropped, reason="No room.", as_=LEAD)
    assert told("opportunity", lab_opportunity(workspace, "lending"))["opportunities"][0]["state"] == "dropped"
    assert "Every opportunity was dropped" in said(lab_opportunity(workspace))
    with pytest.raises(Refusal, match="nobody has said"):
        lab_opportunity(workspace, "nothing")


def test_the_board_counts_all_and_shows_a_page(workspace: Workspace):
    whole = told("board", lab_board(workspace))
    assert whole["stages"] == {"running": 2, "at_gate": 0, "stopped": 0}
    assert [one["initiative"] for one in whole["initiatives"]] == ["circle", "boxes"]
    assert told("board", lab_board(workspace, Stage.running, 2))["initiatives"][0]["initiative"] == "boxes"
    assert told("board", lab_board(workspace, Stage.stopped))["initiatives"] == []


# a backlog ---------------------------------------------------------------------------------------

ENGLISH = f"""Name,What we do not know,Affordable loss,Until,Partners,Riskiest assumption
Lending shelf,whether it comes back,"1,200.50",{LATER},2 shops; a library,things come back
Repair evening,whether people stay,300,{LATER},,
"""
GERMAN = f"""Titel;Was wir nicht wissen;Einsatz;Bis wann
Leihregal;ob es zurückkommt;1.200,50 €;{LATER}
"""
ITALIAN = f"""Nome\tDomanda\tPosta\tEntro\nScaffale\tse torna\t300\t{LATER}\n"""
CHINESE = f"""名称,未知,可损失,截止日期\n共享货架,东西会不会回来,300,{LATER}\n"""


def file_of(tmp_path: Path, words: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "backlog.csv"
    path.write_bytes(words.replace("€", "GBP").encode(encoding))
    return path


@pytest.mark.parametrize(
    ("words", "encoding", "names"),
    [(ENGLISH, "utf-8", ["lending-shelf", "repair-evening"]), (GERMAN, "cp1252", ["leihregal"]),
     (ITALIAN, "utf-16", ["scaffale"]), (CHINESE, "utf-8-sig", ["共享货架"])],
)  # fmt: skip
def test_a_backlog_is_known_by_its_header_in_four_languages(workspace, tmp_path, words, encoding, names):
    made = told("import", lab_import(workspace, file_of(tmp_path, words, encoding), as_=LEAD))
    assert [one["initiative"] for one in made["initiatives"]] == names
    with open_house(workspace) as house:
        assert all(house.book.state(INITIATIVES)[name].lose for name in names)


def test_a_row_brings_its_riskiest_assumption_and_its_partners(workspace: Workspace, tmp_path: Path):
    lab_import(workspace, file_of(tmp_path, ENGLISH), as_=LEAD)
    shown = told("initiative", lab_initiative(workspace, "lending-shelf"))
    assert shown["partners"] == ["2 shops", "a library"]
    assert [one["assumption"] for one in shown["assumptions"]] == ["things come back"]
    assert shown["may_lose"]["minor"] == 1200_50


@pytest.mark.parametrize(
    ("was", "now", "where", "says"),
    [
        ("300", "1.234", 'row 3, column "lose"', "can be 1234 or 1.234"),
        ("300", "", 'row 3, column "lose"', "is not said"),
        (f"300,{LATER}", "300,soon", 'row 3, column "until"', "is no day"),
        ("2 shops; a library", "Mrs Anna Meier", "row 2", "could name a person"),
        ("Repair evening", "...", "backlog|What it is called", "no short name"),
        ("Until", "When it ends", "backlog.csv", "no column says"),
        ("Partners", "Until when", "backlog.csv", "two columns"),
        ("300", "300,,,,more", "row 3", "more cells"),
    ],
)
def test_a_bad_row_refuses_the_whole_file_and_says_where(workspace, tmp_path, was, now, where, says):
    words = ENGLISH.replace(was, now)
    assert words != ENGLISH
    with pytest.raises(Refusal, match=says) as refused:
        lab_import(workspace, file_of(tmp_path, words), as_=LEAD)
    assert any(part in show(refused.value.where) if not isinstance(refused.value.where, str)
               else part in refused.value.where for part in where.split("|"))  # fmt: skip
    with open_house(workspace) as house:
        assert set(house.book.state(INITIATIVES)) == {"boxes", "circle", "reinvent"}


def test_a_small_step_in_a_backlog_is_not_sheltered(workspace: Workspace, tmp_path: Path):
    words = f"name,unknown,lose,until,technology,market,proposition\nBlue,x,1,{LATER},0,0,1\n"
    with pytest.raises(Refusal) as refused:
        lab_import(workspace, file_of(tmp_path, words), as_=LEAD)
    assert refused.value.rule == 11
    assert "row 2" in show(refused.value.where)


def test_columns_that_name_no_field_are_told_and_not_kept(workspace: Workspace, tmp_path: Path):
    made = lab_import(
        workspace, file_of(tmp_path, f"name,unknown,lose,until,ROAS,Sponsor?\nBlue,x,1,{LATER},3,y\n"), as_=LEAD
    )
    assert told("import", made)["not_read"] == ["ROAS", "Sponsor?"]
    assert "Not read, since they name no field: ROAS and Sponsor?." in said(made)


def test_a_header_alone_is_no_backlog(workspace: Workspace, tmp_path: Path):
    path = file_of(tmp_path, "name,unknown,lose,until\n")
    with pytest.raises(Refusal, match="no row stands"):
        lab_import(workspace, path, as_=LEAD)


def test_two_of_one_name_are_told_apart(workspace: Workspace):
    first, second = start(workspace), start(workspace)
    assert "Another initiative" not in said(first)
    assert 'Another initiative is called "Lending shelf" too: this one is "lending-shelf-2"' in said(second)

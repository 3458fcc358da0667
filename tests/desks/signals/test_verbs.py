"""takt signals scan, list, fate: sentences for people, data for machines, refusals in words."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from taktgeber.core import Answer, Refusal
from taktgeber.core.format import show
from taktgeber.cycle import House
from taktgeber.desks.signals.fate import Becomes
from taktgeber.desks.signals.verbs import signals_fate, signals_list, signals_scan
from taktgeber.explore.signals import SIGNALS
from tests.cycle.small_house import LAB_LEAD, SPONSOR, load, make_house
from tests.explore.signals.wordy import texts

SCHEMAS = files("taktgeber.desks.signals").joinpath("schemas")
TODAY = datetime.now(UTC).date()  # verbs open the house with the clock of the machine
FIRST = TODAY - timedelta(weeks=118, days=TODAY.weekday())


def data_of(answer: Answer, part: str) -> dict[str, Any]:
    data = json.loads(json.dumps(answer.plain(), allow_nan=False))
    Draft202012Validator(json.loads(SCHEMAS.joinpath(f"signals_{part}.json").read_text("utf-8"))).validate(data)
    return dict(data)


def shown(answer: Answer) -> str:
    cells = [cell for table in answer.tables for row in (table.columns, *table.rows) for cell in row]
    return "\n".join(show(each) for each in (*answer.says, *cells))


def figures(file: Path, fall: float = 25) -> Path:
    """Weekly searches that fall in the last weeks, and visits that do not move."""
    draw, rows = Random(1), ["week,searches,visits"]
    for week in range(118):
        searches = 200 + 10 * draw.gauss(0, 1) - (fall if week >= 103 else 0)
        rows.append(f"{FIRST + timedelta(weeks=week)},{searches:.1f},{900 + 40 * draw.gauss(0, 1):.1f}")
    file.write_text("\n".join(rows))
    return file


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house", data=False) as house:
        yield house


def test_a_bare_file_needs_no_workspace_and_each_alarm_stands_in_words(tmp_path):
    answer = signals_scan([figures(tmp_path / "searches.csv")])
    data = data_of(answer, "scan")
    (one,) = data["alarms"]
    assert (one["about"], one["how"], one["up"], one["news"]) == ("searches", "level", False, True)
    assert abs((date.fromisoformat(one["since"]) - (FIRST + timedelta(weeks=103))).days) <= 14
    assert one["since"] <= one["day"] <= (FIRST + timedelta(weeks=112)).isoformat()
    assert 0 < one["false_alarms_a_year"] <= 0.11
    assert (data["series"], data["texts"], data["kept"]) == (2, 0, None)
    words = shown(answer)
    assert "One alarm of the last year, among 2 series and 0 texts; 10 % of the alarms at most" in words
    assert '"searches" lies lower than its own habit since' in words


def test_quiet_figures_raise_no_alarm_and_short_ones_say_what_is_enough(tmp_path):
    quiet = signals_scan([figures(tmp_path / "a.csv", fall=0)])
    assert show(quiet.says[0]).startswith("No alarm, among 2 series")
    assert quiet.tables == ()
    (tmp_path / "short.csv").write_text("week,searches\n2025-03-03,1\n2025-03-10,2\n")
    short = signals_scan([tmp_path / "short.csv"])
    (one,) = data_of(short, "scan")["too_short"]
    assert (one["series"], one["have"]) == ("searches", 2)
    assert one["need"] > 2
    assert "searches: cannot tell." in shown(short)
    assert show(short.says[0]) == "Nothing can be told of any of the series yet."


def test_history_says_where_it_went(tmp_path):
    draw, rows = Random(2), ["week,searches"]
    for week in range(190):
        rows.append(
            f"{FIRST + timedelta(weeks=week - 72)},{100 + 4 * draw.gauss(0, 1) + (20 if week >= 110 else 0):.1f}"
        )
    (tmp_path / "grown.csv").write_text("\n".join(rows))
    answer = signals_scan([tmp_path / "grown.csv"])
    assert show(answer.says[0]).startswith("No alarm, among 1 series")
    (history,) = answer.tables
    assert any('"searches" lies higher than its own habit since' in show(row[0]) for row in history.rows)


def test_texts_are_heard_beside_figures(tmp_path):
    documents = texts(1, planted=lambda week, draw: "metaverse" if week >= 72 and draw.random() < 0.2 else "")
    lines = [json.dumps({"at": one.day.isoformat(), "body": one.words}) for one in documents]
    (tmp_path / "news.jsonl").write_text("\n".join(lines))
    answer = signals_scan([tmp_path / "news.jsonl", figures(tmp_path / "searches.csv")])
    data = data_of(answer, "scan")
    assert {one["about"]: one["how"] for one in data["alarms"]} == {"metaverse": "new_word", "searches": "level"}
    assert (data["texts"], data["series"]) == (2000, 2)
    assert 'The word "metaverse" is new since 20 May 2024: it stands in' in shown(answer)


def test_what_is_kept_is_known_again_and_gets_its_fate(house: House, tmp_path):
    file = figures(tmp_path / "searches.csv")
    workspace = house.workspace
    kept = data_of(signals_scan([file], keep=True, find_workspace=lambda: workspace), "scan")["kept"]
    assert len(kept) == 1
    assert data_of(signals_scan([file], keep=True, find_workspace=lambda: workspace), "scan")["kept"] == []
    listed = signals_list(workspace)
    data = data_of(listed, "list")
    assert [(one["signal"], one["state"], one["standing"]) for one in data["signals"]] == [(kept[0], "raised", "found")]
    assert data["record"]["precision"]["is"] == "Unknown"
    assert kept[0] in shown(listed)
    answer = signals_fate(workspace, kept[0], Becomes.watched, as_="explore lead", reason="One more quarter.")
    told = data_of(answer, "fate")
    assert [entry["kind"] for entry in told["entries"]] == ["fate"]
    assert data_of(signals_list(workspace), "list")["signals"][0]["state"] == "watched"


def test_a_hypothesis_and_a_shaken_premise_come_with_their_entries(house: House):
    from tests.explore.signals.cast import raised

    workspace, name = house.workspace, raised(house.book, day=date(2025, 5, 1))
    premise = {"premise": "search-lasts", "says": "People find us.", "refutes": "They do not.", "day": "2025-06-01"}
    house.book.decide("premise", premise, SPONSOR)
    with pytest.raises(Refusal, match="premise that it shakes"):
        signals_fate(workspace, name, Becomes.shakes, as_=LAB_LEAD)
    shaken = signals_fate(workspace, name, Becomes.shakes, as_=LAB_LEAD, premise="search-lasts")
    assert [one["kind"] for one in data_of(shaken, "fate")["entries"]] == ["fate", "observed"]
    said = signals_fate(workspace, name, Becomes.hypothesis, as_=LAB_LEAD, hypothesis="video", says="They ask videos.")
    assert [one["kind"] for one in data_of(said, "fate")["entries"]] == ["hypothesis", "fate"]
    with pytest.raises(Refusal, match="is no day"):
        signals_fate(workspace, name, Becomes.proved, as_=LAB_LEAD, day="soon")
    signals_fate(workspace, name, Becomes.proved, as_=LAB_LEAD, day="2025-06-01")
    assert house.book.state(SIGNALS).signals[name].lead == 31
    assert data_of(signals_list(workspace), "list")["signals"][0]["lead_days"] == 31


def test_without_a_file_the_own_tables_are_scanned(house: House):
    draw = Random(2)
    rows = [{"name": "vix", "date": FIRST + timedelta(weeks=week), "source": "cboe",
             "value": 20 + draw.gauss(0, 1) + (4 if week >= 100 else 0)} for week in range(118)]  # fmt: skip
    load(house, "series", rows)
    data = data_of(signals_scan(find_workspace=lambda: house.workspace), "scan")
    assert [(one["about"], one["up"]) for one in data["alarms"]] == [("vix", True)]
    assert data["kept"] is None
    assert house.book.state(SIGNALS).waiting() == ()


def test_an_empty_workspace_says_that_there_is_nothing(house: House):
    answer = signals_scan(find_workspace=lambda: house.workspace)
    assert show(answer.says[0]).startswith("There is nothing to listen to")
    data_of(answer, "scan")
    assert data_of(signals_list(house.workspace), "list")["signals"] == []


def test_a_share_of_false_alarms_lies_between_nought_and_one(tmp_path):
    with pytest.raises(Refusal, match="between 0 and 1"):
        signals_scan([figures(tmp_path / "a.csv")], fdr=1.0)
    with pytest.raises(Refusal, match="nothing to scan"):
        signals_scan()


def test_parts_of_a_whole_are_searched_for_newcomers(tmp_path):
    draw, rows = Random(1), ["week,Tesla,Volvo,VW"]
    for week in range(120):
        tesla = 0 if week < 108 else round(30 + 5 * draw.gauss(0, 1))
        rows.append(f"{FIRST + timedelta(weeks=week)},{tesla},{300 + round(17 * draw.gauss(0, 1))},500")
    (tmp_path / "cars.csv").write_text("\n".join(rows))
    answer = signals_scan([tmp_path / "cars.csv"], shares=True)
    data = data_of(answer, "scan")
    assert [(one["about"], one["how"], one["up"]) for one in data["alarms"]] == [("Tesla", "newcomer", None)]
    assert date.fromisoformat(data["alarms"][0]["since"]) == FIRST + timedelta(weeks=108)
    assert data["series"] == 3
    assert '"Tesla" is a newcomer since' in shown(answer)


def test_what_happened_before_it_was_raised_is_told_and_counted_as_missed(house: House):
    body = {"signal": "fall", "says": "It fell.", "about": "searches", "how": "level", "digest": "d",
            "day": TODAY.isoformat()}  # fmt: skip
    house.book.found("signal", body, "machine:signals", "a scan")
    before = (TODAY - timedelta(days=30)).isoformat()
    told = signals_fate(house.workspace, "fall", Becomes.proved, SPONSOR, day=before)
    assert "it counts as missed" in shown(told)
    counts = data_of(signals_list(house.workspace), "list")["record"]
    assert (counts["true"], counts["missed"]) == (0, 1)

"""Data health: reach, gaps, what belongs to no market or unit; on the page and at the desk."""

import json
from datetime import date
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from taktgeber.core import Beat, Exact, Money, Period, Refusal, encode
from taktgeber.core.format import show
from taktgeber.data import DuckEngine, current_snapshot, health, section
from taktgeber.desks.data import verbs
from taktgeber.workspace import open_workspace

HEAD = "Campaign name,Day,Country,Amount spent (GBP),Impressions\n"
SETTINGS = (
    '[[markets]]\nname = "UK"\nmatches = ["GB"]\n[[campaigns]]\npattern = "LAB *"\nunit = "lab"\n'
    '[[campaigns]]\npattern = "Brand*"\nunit = "performance"\n'
)


def lines(*rows):
    return HEAD + "".join(f"{c},2024-{d},{m},{s},10\n" for c, d, m, s in rows)


@pytest.fixture
def furnished(house):
    h = house("GBP", SETTINGS)
    h.load(
        h.write("a.csv", lines(("Brand", "03-01", "GB", 1), ("Brand", "03-01", "GB", 1), ("LAB x", "03-20", "GB", 2))),
        account="main",
    )
    h.load(h.write("b.csv", lines(("Odd", "02-01", "FR", 6))), account="late")
    return h


def seen(h):
    engine = DuckEngine(h.workspace.tables, h.book)
    return health(engine, h.book, current_snapshot(h.book), h.workspace.settings)


def test_reach_gaps_and_what_is_mapped(furnished):
    found = seen(furnished)
    assert (found.files, found.rows, found.equal) == (2, 4, 1)
    assert (found.spend, found.spend_nowhere, found.spend_unmapped) == (1000, 600, 600)
    assert found.campaigns == (("Odd", 600),)
    main = next(f for f in found.feeds if f.account == "main")
    assert (main.missing, main.gap) == (18, Period(date(2024, 3, 2), date(2024, 3, 19)))
    assert [f.account for f in found.stale()] == ["late"]


def beat(h):
    period = Period(date(2024, 4, 1), date(2024, 6, 30))
    engine = DuckEngine(h.workspace.tables, h.book)
    return Beat(period, period.before(), current_snapshot(h.book), engine, h.book, None, h.workspace.settings)


def test_the_section_shows_shares_as_booked_and_gaps_as_findings(furnished):
    shown = section(beat(furnished))
    assert shown.mode is None
    assert {f.code for f in shown.findings} == {"stale", "gap", "unmapped-campaign", "equal-rows"}
    shares = [t.now for t in shown.tiles if isinstance(t.now, Exact) and t.now.unit == "share"]
    assert [round(s.value.value, 2) for s in shares] == [0.4, 0.4]
    assert "late" in show(shown.headline)
    assert encode(shown)["is"] == "Section"
    assert all(show(f) for f in shown.findings)


def test_an_empty_workspace_says_so(house):
    shown = section(beat(house()))
    assert "No data are loaded yet" in show(shown.headline)
    assert (shown.tiles, shown.tables, shown.findings) == ((), (), ())


def schema(name):
    return Draft202012Validator(json.loads((files("taktgeber") / f"desks/data/schemas/{name}.json").read_text("utf-8")))


@pytest.fixture
def desk(tmp_path):
    from datetime import datetime

    answer = verbs.init(tmp_path / "acme", 'Acme "Gifts"', "gbp", datetime(2024, 1, 1))  # noqa: DTZ001 (as typer gives it)
    schema("init").validate(answer.data)
    return open_workspace(tmp_path / "acme")


def test_a_new_workspace_has_settings_that_parse_and_a_ledger(desk):
    assert desk.settings.firm == 'Acme "Gifts"'
    assert desk.settings.currency == "GBP"
    assert desk.ledger.exists()


def test_load_and_check_answer_people_and_machines(desk):
    path = desk.sources / "m.csv"
    path.write_text(lines(("Brand", "03-01", "GB", 1), ("Brand", "03-02", "GB", 2)))
    answer = verbs.load(desk, [path], account="main")
    schema("load").validate(answer.data)
    assert answer.data["loads"][0]["sums"]["spend"] == 300
    assert "2 rows of media from meta" in show(answer.says[0])
    assert show(Money(300, "GBP")) in show(answer.says[0])
    assert "nothing changed" in show(verbs.load(desk, [path], account="main").says[0])
    checked = verbs.check(desk)
    schema("check").validate(checked.data)
    assert (checked.code, checked.data["spend"]) == (0, 300)


def test_check_finds_stored_rows_that_were_changed(desk):
    path = desk.sources / "m.csv"
    path.write_text(lines(("Brand", "03-01", "GB", 1)))
    verbs.load(desk, [path], account="main")
    (stored,) = desk.tables.rglob("*.parquet")
    stored.write_bytes(stored.read_bytes()[:-1] + b"!")
    checked = verbs.check(desk)
    schema("check").validate(checked.data)
    assert (checked.code, checked.data["damaged"]) == (1, ["m.csv"])


def test_a_first_beat_begins_on_a_monday_and_a_firm_has_a_name(tmp_path):
    from datetime import datetime

    monday, tuesday = datetime(2025, 1, 6), datetime(2025, 1, 7)  # noqa: DTZ001 (as typer gives it)
    with pytest.raises(Refusal, match="7 Jan 2025 is no Monday") as refused:
        verbs.init(tmp_path / "acme", "Acme", "EUR", tuesday)
    assert "6 Jan 2025" in str(refused.value).splitlines()[-1]
    with pytest.raises(Refusal, match="a firm has a name"):
        verbs.init(tmp_path / "acme", "  ", "EUR", monday)
    assert not (tmp_path / "acme").exists()


def test_a_folder_without_files_is_refused(desk, tmp_path):
    (tmp_path / "nothing").mkdir()
    with pytest.raises(Refusal, match="the folder holds no file"):
        verbs.load(desk, [tmp_path / "nothing"])


def test_where_no_workspace_can_be_made_it_is_said_in_words(tmp_path):
    from datetime import datetime

    monday = datetime(2025, 1, 6)  # noqa: DTZ001 (as typer gives it)
    (tmp_path / "file").touch()
    (tmp_path / "half" / ".takt").mkdir(parents=True)
    (tmp_path / "half" / ".takt" / "key").touch()
    for name in ("file", "half"):
        with pytest.raises(Refusal, match="no workspace can be made here"):
            verbs.init(tmp_path / name, "Acme", "EUR", monday)
    with pytest.raises(Refusal, match="is no currency code"):
        verbs.init(tmp_path / "other", "Acme", "ÄÖÜ", monday)
    assert not (tmp_path / "other").exists()


def test_where_no_markets_are_named_nothing_is_missing_one(house):
    from taktgeber.core.format import show
    from taktgeber.data.health_section import findings, headline, tiles

    h = house()
    h.load(h.write("a.csv", "Campaign name,Day,Amount spent (GBP),Impressions,Link clicks\nS,2024-03-01,1.00,9,1\n"),
           account="a")  # fmt: skip
    seen = health(DuckEngine(h.workspace.tables, h.book), h.book, current_snapshot(h.book), h.workspace.settings)
    assert "market" not in show(headline(seen))
    assert [show(tile.label) for tile in tiles(seen)] == ["Rows loaded", "Media spend of campaigns that a unit owns"]
    assert "unmapped-market" not in {finding.code for finding in findings(seen, "GBP")}

"""The lab on the web: what was learned first, stopped bets in the same dress, and never a return."""

from __future__ import annotations

import re
from importlib.resources import files

from taktgeber.govern import RETURN_METRICS
from tests.web.read_page import main_of
from tests.web.team import Team


def words_of(html: str) -> str:
    """What is read, without "How do we know?", which says that no income enters."""
    told = re.sub(r'<details class="how">.*?</details>', "", main_of(html), flags=re.S)
    return re.sub(r"<[^>]+>", " ", told)


def test_no_return_metric_stands_anywhere_on_the_page(reading_team: Team) -> None:
    page = reading_team.as_("explore_lead").get("/lab")
    said = words_of(page.text).casefold()
    # Money is named once, as what a bet takes out of the reserve and may lose.
    for metric in {*RETURN_METRICS, "return on", "earns", "profit", "revenue"} - {"money"}:
        assert not re.search(rf"\b{re.escape(metric.casefold())}\b", said), metric
    assert not re.search(r"sort|order by", page.text.partition("<main")[2].casefold())


def test_the_only_money_is_what_may_be_lost(reading_team: Team) -> None:
    twin = reading_team.as_("explore_lead").get("/lab.json").json()
    for section in twin["sections"]:
        for tile in section["tiles"]:
            assert "GBP" not in str(tile["now"].get("unit", "")), tile["label"]
    for card in twin["cards"]:
        for sentence in card["says"]:
            assert "£" not in sentence or sentence.startswith("What we may lose:"), sentence


def test_an_insight_is_found_by_its_words_and_what_is_not_there_says_so(reading_team: Team) -> None:
    lead = reading_team.as_("explore_lead")
    assert "Shops ask us, not each other" in lead.get("/lab?q=SHOPS+each").text
    nothing = lead.get("/lab?q=elephants").text
    assert "Shops ask us, not each other" not in nothing.partition('id="insights"')[2]
    assert "0 insights hold these words" in nothing


def test_hostile_words_to_look_for_stay_words(reading_team: Team) -> None:
    page = reading_team.as_("explore_lead").get("/lab", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


def test_a_stopped_bet_looks_as_good_as_one_that_runs(team: Team) -> None:
    from tests.cycle.small_house import SPONSOR, initiative

    team.web.visits.house().book.decide("initiative", initiative("circle", "lab", state="stopped"), SPONSOR)
    page = team.as_("explore_lead").get("/lab").text
    dresses = re.findall(r'<article class="([^"]*)"[^>]*>\s*<h\d[^>]*>\s*(?:<[^>]*>)*(Boxes|Circle)', page)
    assert {name: dress for dress, name in dresses} == {"Boxes": "card stands explore", "Circle": "card stands explore"}
    assert "It taught: Shops ask us, not each other." in page


def test_the_style_sheets_dress_both_hands_alike() -> None:
    for package, name in (("taktgeber.brief", "style.css"), ("taktgeber.web", "static/web.css")):
        style = files(package).joinpath(name).read_text("utf-8")
        selectors = [rule.partition("{")[0] for rule in style.split("}")]
        hands = [re.findall(r"\.(?:exploit|explore)\b", selector) for selector in selectors]
        assert sum(one.count(".exploit") for one in hands) == sum(one.count(".explore") for one in hands), name

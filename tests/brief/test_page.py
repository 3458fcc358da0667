"""The page says all that the plan says, in the order of the argument, and lets nothing in or out."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from taktgeber.brief import DecidedLine, brief_html
from taktgeber.brief.page import style_sheet
from taktgeber.brief.shown import shown
from taktgeber.core import Figure, Finding, Money, Plan, Table, Text, Tile, canonical_bytes, decode, text
from taktgeber.core.format import LOCALE, show
from tests.brief import rich_plan as rich
from tests.brief.rich_plan import BEAT, DIGEST, HEAD, PAST, booked, rich_plan

DECIDED = DecidedLine("approve", "explore_lead", datetime(2025, 9, 9, tzinfo=UTC), "The lesson is clear.", True)
# Sections whose pictures no test below looks at: drawing takes longer than all the rest.
EXPLOIT, EXPLORE = replace(rich.exploit(), pictures=()), replace(rich.explore(), pictures=())
VOID = {"meta", "link", "br", "img", "input", "hr"}


def page(plan: Plan, **more: object) -> str:
    return brief_html(plan, digest=DIGEST, head=HEAD, **more)


@pytest.fixture(scope="module")
def html() -> str:
    return page(rich_plan(), decisions={"explore-stop-concierge": DECIDED}, workspace_hint="my firm")


class Reader(HTMLParser):
    """Tags with their attributes, the text of each region by id, and whether all tags close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def says(self) -> str:
        return " ".join(" ".join(self.words).split())


def figures(value: object) -> list[Figure]:
    """Every figure anywhere in a value of the house."""
    if isinstance(value, Figure):
        return [value]
    if isinstance(value, Text):
        return [f for v in value.values.values() for f in figures(v)]
    if isinstance(value, (tuple, list)):
        return [f for v in value for f in figures(v)]
    if hasattr(value, "__dataclass_fields__"):
        return [f for name in value.__dataclass_fields__ for f in figures(getattr(value, name))]
    return []


def region(html: str, start: str, end: str) -> str:
    return html[html.index(start) : html.index(end, html.index(start))]


def test_every_figure_of_the_plan_appears_with_its_unit_and_interval(html):
    says = Reader(html).says
    every = figures(rich_plan().sections)
    assert len(every) > 60
    for figure in every:
        one = shown(figure, LOCALE)
        for part in (one.value, one.unit, one.interval, one.why, one.enough):
            assert part in says, figure


def test_every_sentence_finding_and_proof_of_the_plan_appears(html):
    says = Reader(html).says
    for section in rich_plan().sections:
        for words in (*section.how, *(p.caption for p in section.pictures), *(t.caption for t in section.tables)):
            assert show(words) in says
        for finding in section.findings:
            assert finding.advice.msgid.split("{")[0].strip() in says


def test_the_first_sentence_is_word_against_deed_and_leads_to_its_proof(html):
    heading = region(html, "<h1", "</h1>")
    assert Reader(heading + "</h1>").says.startswith("45 % of our budget is called innovation. 11 % is;")
    assert heading.count('href="#balance"') == 3
    assert 'id="balance"' in html


def test_both_hands_stand_side_by_side_and_tomorrow_holds_no_money(html):
    today = region(html, 'class="hand exploit"', 'class="hand explore"')
    tomorrow = region(html, 'class="hand explore"', 'class="links"')
    assert "£" in today
    assert not re.search(r"[£€$¥]|GBP|EUR|USD|\bRO(I|AS)\b", tomorrow)


def test_a_tile_with_money_never_reaches_the_panel_of_tomorrow():
    tiles = (Tile(text("Spent so far"), booked(77_777)), *EXPLORE.tiles)
    html = page(replace(rich_plan(), sections=(EXPLOIT, replace(EXPLORE, tiles=tiles))))
    assert "Spent so far" not in region(html, 'class="hand explore"', 'class="links"')


def test_a_panel_shows_four_tiles_at_most(html):
    assert region(html, 'class="hand exploit"', 'class="hand explore"').count('class="tile"') == 4


def test_what_is_not_measured_yet_says_so_in_words_without_a_figure(html):
    links = region(html, '<dl class="links">', "</dl>")
    assert links.count("is not measured yet") == 3
    assert not re.search(r"\d", Reader(links + "</dl>").says)


def test_a_room_that_measures_it_takes_the_place_of_those_words():
    bridge = replace(EXPLORE, room="bridge", mode=None, headline=text("Party kits are ripe to move."), proposals=())
    links = region(page(replace(rich_plan(), sections=(bridge,))), '<dl class="links">', "</dl>")
    assert "Party kits are ripe to move." in links
    assert links.count("is not measured yet") == 2


def test_every_proposal_stands_with_who_decides_and_the_command_to_type(html):
    command = "takt decide 2025-09-08/explore-bet-clubs approve --as explore_lead --workspace &#39;my firm&#39;"
    assert command in html
    assert "One decision" not in html
    assert "3 decisions wait for a person" in html


def test_a_decided_proposal_shows_who_when_and_why_instead_of_a_command(html):
    assert "takt decide 2025-09-08/explore-stop-concierge" not in html
    verdict = Reader(region(html, '<p class="verdict">', "</p>") + "</p>").says
    assert verdict == "✓ approved by explore lead (alone), 9 Sept 2025. The lesson is clear."


def test_the_lab_asks_first_and_decided_proposals_stand_last(html):
    asked = re.findall(r'<article class="card ask (\w+)"', html)
    assert asked == ["explore", "both", "exploit", "explore"]


def test_the_foot_holds_head_plan_snapshot_and_the_way_to_verify(html):
    foot = html[html.index("<footer>") :]
    shown = f'<code translate="no">{HEAD}</code>'
    for part in (shown, DIGEST, rich_plan().snapshot, f"takt ledger verify --head {HEAD}"):
        assert part in foot


def test_the_page_fetches_nothing_and_runs_nothing(html):
    without = html.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?://|//[a-z]+\.[a-z]|<script|javascript:|@import|<iframe|<object|<form", without)
    assert not re.search(r"\son\w+=|\sstyle=", re.sub(r"<style>.*?</style>", "", without, flags=re.S))
    for _, attributes in Reader(html).tags:
        for name in ("src", "href"):
            assert (attributes.get(name) or "#").startswith(("#", "data:"))


def test_the_policy_lets_in_the_one_style_sheet_and_nothing_else(html):
    policy = next(a["content"] for t, a in Reader(html).tags if a.get("http-equiv") == "Content-Security-Policy")
    inside = region(html, "<style>", "</style>").removeprefix("<style>")
    digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "unsafe" not in policy


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}{x}'


def test_hostile_strings_stay_words():
    table = Table((text("Name"),), ((HOSTILE,), (text("{a}", a=HOSTILE),)), text("{a}", a=HOSTILE))
    section = replace(
        EXPLOIT,
        headline=text("<b>{a}</b>", a=HOSTILE),
        tables=(table,),
        findings=(Finding("x", "note", text("{a}", a=HOSTILE), text("{a}", a=HOSTILE)),),
        proposals=(replace(EXPLOIT.proposals[0], id="x", rests_on=(HOSTILE,), decider=HOSTILE),),
        how=(text("{a}", a=HOSTILE),),
        pictures=(replace(rich.exploit().pictures[0], caption=text("{a}", a=HOSTILE)),),
    )
    line = DecidedLine("reject", HOSTILE, datetime(2025, 9, 9, tzinfo=UTC), HOSTILE)
    html = page(replace(rich_plan(), firm=HOSTILE, snapshot=HOSTILE, sections=(section,)), decisions={"x": line})
    assert not {t for t, _ in Reader(html).tags} & {"script", "img"}
    assert "&lt;b&gt;" in html
    assert Reader(html).says.count("{{ 7 * 7 }}{x}") >= 10


def test_a_plan_with_nothing_in_it_still_teaches():
    says = Reader(page(Plan("Firm", BEAT, PAST, "s", HEAD, ()))).says
    for words in (
        "has not been held against what we do yet",
        "Today's business has not been measured yet.",
        "The lab has not told us yet what it learned.",
        "This plan proposes nothing.",
    ):
        assert words in says


def test_headings_step_down_one_by_one_and_the_page_has_one_h1(html):
    levels = [int(tag[1]) for tag, _ in Reader(html).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_language_and_table_heads_are_there_for_screen_readers(html):
    reader = Reader(html)
    tags = [tag for tag, _ in reader.tags]
    assert (tags.count("main"), tags.count("header"), tags.count("footer"), tags.count("nav")) == (1, 1, 1, 1)
    assert dict(reader.tags)["html"] == {"lang": "en-GB"}
    assert all(a.get("scope") in ("col", "row") for tag, a in reader.tags if tag == "th")
    ids = [a["id"] for _, a in reader.tags if "id" in a]
    assert len(ids) == len(set(ids))
    labelled = [a["aria-labelledby"] for _, a in reader.tags if "aria-labelledby" in a]
    assert set(labelled) <= set(ids)
    assert reader.open == []


def test_an_explore_table_never_gets_a_column_of_return(html):
    lab = region(html, 'class="room explore"', "</section>")
    assert not re.search(r"\bRO(I|AS)\b", lab)


def test_a_figure_of_another_period_says_which():
    other = replace(EXPLOIT, tiles=(Tile(text("Orders"), booked(5, BEAT)),))
    tile = region(page(replace(rich_plan(), sections=(other,))), '<div class="tile">', "</div>")
    assert show(BEAT) in tile


def test_money_in_a_sentence_is_shown_in_words_of_the_reader():
    section = replace(EXPLOIT, headline=text("{a} on {d}", a=Money(1_234_500, "GBP"), d=date(2025, 9, 9)))
    assert '<b class="num">£12,345</b> on 9 Sept 2025' in page(replace(rich_plan(), sections=(section,)))


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_colour_is_legible_on_every_ground_it_stands_on(scheme):
    """WCAG 2.2, success criterion 1.4.3: 4.5 to 1."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", style_sheet())
    tokens = {name: (light, dark)[scheme] for name, light, dark in pairs}
    grounds = [tokens["paper"], tokens["card"]]
    for name in ("ink", "muted", "exploit", "explore", "good", "bad"):
        assert min(_contrast(tokens[name], ground) for ground in grounds) >= 4.5, name
    for name in ("exploit", "explore", "part-1", "part-2", "part-3", "part-4"):
        assert _contrast(tokens[f"on-{name}"], tokens[name]) >= 4.5, name


def test_a_table_without_rows_says_none_instead_of_an_empty_frame():
    empty = Table((text("Day"), text("Sum")), (), text("What left the reserve"))
    html = page(replace(rich_plan(), sections=(replace(EXPLOIT, tables=(empty,)),)))
    assert "<b>What left the reserve</b>: none." in html
    assert "<table>" not in html


def test_a_label_that_names_its_unit_is_not_followed_by_it_again(html):
    tile = next(t for t in html.split('<div class="tile">') if "<dt>New customers</dt>" in t)
    assert '<span class="value">4,330</span>' in tile


def test_what_a_reader_must_know_of_the_figures_stands_on_the_first_page():
    html = page(replace(rich_plan(), sections=()), note="This firm is a demo & its orders are real.")
    assert "This firm is a demo &amp; its orders are real." in region(html, 'class="hands"', 'id="decisions"')
    assert 'class="said"' not in page(replace(rich_plan(), sections=()))


def test_a_long_table_is_folded_and_says_how_long_it_is():
    rows = tuple((text("{d}", d=date(2025, 9, day)),) for day in range(1, 14))
    html = page(replace(rich_plan(), sections=(replace(EXPLOIT, tables=(Table((text("Day"),), rows, text("Days")),)),)))
    assert "<summary><b>Days</b> · 13 rows</summary>" in html
    assert "13 Sept 2025" in html


def test_findings_that_differ_only_in_what_they_saw_share_their_advice():
    advice = text("Load these days.")
    seen = tuple(Finding("gap", "warn", text("No rows in {name}.", name=name), advice) for name in ("A", "B"))
    html = page(replace(rich_plan(), sections=(replace(EXPLOIT, findings=seen),)))
    assert html.count("Load these days.") == 1
    assert "No rows in A." in html
    assert "No rows in B." in html


def test_a_plan_read_back_from_its_stored_bytes_gives_the_same_page(html):
    stored = decode(json.loads(canonical_bytes(rich_plan())))
    assert page(stored, decisions={"explore-stop-concierge": DECIDED}, workspace_hint="my firm") == html


def test_a_table_says_once_what_its_intervals_mean_and_rest_on(html):
    room = region(html, 'class="room exploit"', "How do we know?")
    assert "Intervals: what the same plan would give on other days (n = 13)." in room
    forecast = region(html, "Interval width", "</div>")
    assert "what the same plan would give on other days (n = 13)" in forecast


def test_an_empty_cell_shows_no_head_of_its_column_on_a_phone():
    table = Table((text("A"), text("B"), text("C")), (("one", "", "three"),), text("Some"))
    made = page(replace(rich_plan(), sections=(EXPLOIT, replace(EXPLORE, tables=(table,)))))
    row = made.partition("<caption>Some</caption>")[2].partition("</tbody>")[0]
    assert 'data-head="C"' in row
    assert 'data-head="B"' not in row

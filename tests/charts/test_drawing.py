"""Every kind of picture becomes one quiet SVG that fits any page."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from taktgeber.charts import draw
from taktgeber.core import Picture, Table, text
from tests.brief.rich_plan import rich_plan

PICTURES = {picture.kind: picture for section in rich_plan().sections for picture in section.pictures}
KINDS = ("forest", "curve", "fan", "stages", "steps", "shares", "band", "calibration")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawings() -> dict[str, str]:
    return {kind: draw(PICTURES[kind]) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_is_named_and_described_for_those_who_do_not_see_it(kind, drawings):
    root = ElementTree.fromstring(drawings[kind])
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == PICTURES[kind].caption.msgid
    assert all(inner.get("role") is None and inner.get("aria-label") is None for inner in list(root.iter())[1:])


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_holds_no_script_no_style_and_nothing_to_fetch(kind, drawings):
    svg = drawings[kind].replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|<script|<style|style=|<image|javascript", svg)


@pytest.mark.parametrize("kind", KINDS)
def test_every_colour_is_a_variable_so_that_one_drawing_serves_light_dark_and_print(kind, drawings):
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawings[kind]))
    assert {c for c in colours if not c.startswith("var(--")} <= {"none", "transparent"}
    assert any(c.startswith("var(--") for c in colours)


@pytest.mark.parametrize("width", [640, 340])
@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_is_as_wide_as_it_was_asked_to_be(kind, width):
    assert ElementTree.fromstring(draw(PICTURES[kind], width=width)).get("width") == str(width)


def test_drawing_twice_gives_the_same_bytes(drawings):
    assert draw(PICTURES["forest"]) == drawings["forest"]


def test_a_forest_writes_its_intervals_and_says_where_data_are_too_few(drawings):
    words = [node.text for node in ElementTree.fromstring(drawings["forest"]).iter(f"{SVG}text")]
    assert "3.1  [2.4, 3.9]" in words
    assert "too few data" in words


def test_the_two_hands_keep_their_colours_among_neutral_parts(drawings):
    assert {"var(--explore)", "var(--exploit)", "var(--mark)", "var(--part-2)"} <= set(
        re.findall(r'fill="([^"]+)"', drawings["shares"])
    )


def test_a_picture_without_rows_is_not_drawn():
    assert draw(replace(PICTURES["forest"], data={"label": [], "value": [], "low": [], "high": []})) == ""


def test_a_hostile_label_stays_a_word():
    hostile = '</text><script>alert("1")</script>'
    table = Table((text("Label"),), ((hostile,),), text("t"))
    data = {"label": [hostile], "value": [1.0], "low": [0.5], "high": [1.5]}
    svg = draw(Picture("forest", data, text("{x}", x=hostile), "times", table))
    assert "<script" not in svg
    assert hostile in "".join(ElementTree.fromstring(svg).itertext())


def test_one_value_alone_still_has_an_axis():
    table = PICTURES["band"].table
    svg = draw(Picture("band", {"at": ["2025-01-06"], "value": [5], "low": [5], "high": [5]}, text("t"), "GBP", table))
    assert "NaN" not in svg
    assert "6 Jan 2025" in svg


def test_what_holds_last_is_drawn_as_long_as_what_held_before_it():
    table = PICTURES["steps"].table
    data = {"at": ["2025-01-06", "2025-01-13"], "value": [1.0, 2.0], "series": ["a", "a"]}
    words = "".join(ElementTree.fromstring(draw(Picture("steps", data, text("t"), "orders", table))).itertext())
    assert "20 Jan 2025" in words

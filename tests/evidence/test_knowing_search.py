"""Has anyone tested this? What holds all words is found, failures as well as wins, the closest first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktgeber.evidence.knowing.search import alike, closest, like, nearest, search
from taktgeber.evidence.knowing.told import Hit, Memory, Told
from taktgeber.evidence.registry.experiment import Experiment
from taktgeber.evidence.registry.hypothesis import Hypothesis

from .test_knowing import BLUE, DAY, HARM, LAST, NULL, TODAY, VISITS, WIDE, done, registry

GREEN = Hypothesis("green", "绿色按钮让更多人下单", "explore", "works", None, "ticket-shop", DAY, "decided", 1)
FAILED = done(HARM, experiment="fr", name="Blue in France", market="France")
KNOWN = registry(done(), FAILED, done(NULL, experiment="gr", hypothesis="green", name="Straße"), VISITS, BLUE, GREEN)


def found(*words: str) -> list[str]:
    return [hit.name for hit in search(KNOWN, words, TODAY)]


def test_failed_tests_are_found_as_well_as_wins():
    by_name = {hit.name: hit for hit in search(KNOWN, ["blue"], TODAY)}
    assert {name: by_name[name].outcome for name in ("de", "fr")} == {"de": "shown", "fr": "harm"}
    assert (by_name["fr"].level, by_name["blue-works"].outcome, by_name["blue"].outcome) == (
        4,
        "supported",
        "contradicted",
    )


def test_every_word_counts_in_any_order_and_case():
    assert found("FRANCE", "blue") == ["fr"]
    assert found("france blue") == ["fr"]
    assert found("blue", "spain") == []
    assert found("STRASSE") == ["gr"]
    assert found("ｂｌｕｅ") == found("blue")


def test_chinese_is_found_inside_its_sentence_with_the_experiments_that_test_it():
    assert found("按钮") == ["green", "gr"]
    assert found("按钮 下单") == ["green", "gr"]


def test_what_holds_the_words_in_its_short_text_comes_first_then_the_newest():
    later = replace(done(experiment="it", name="In Italy", market="Italy"), conclusion=None)
    later = replace(later, plan=replace(later.plan, day=TODAY))
    known = registry(done(), later, FAILED)
    assert [hit.name for hit in search(known, ["blue"], TODAY)] == ["de", "fr", "blue", "it"]


def test_rule_market_metric_and_what_was_done_are_searched():
    for word in ("everywhere", "germany", "spend", "as ruled"):
        assert "de" in found(*word.split())
    assert found("ticket-shop") == ["green"]


def test_each_tells_its_outcome():
    running = Experiment(done(experiment="r", last=LAST + timedelta(days=400)).plan)
    read = replace(done(experiment="d"), conclusion=None)
    unread = replace(done(experiment="u"), looks=())
    ahead = done(experiment="a", first=TODAY + timedelta(days=1), last=TODAY + timedelta(days=9)).plan
    made = registry(running, read, unread, Experiment(ahead), done(WIDE, experiment="w"),
                    done(experiment="i", stops=("sample-ratio",)), replace(VISITS, finds="mixed"))  # fmt: skip
    assert {hit.name: hit.outcome for hit in search(made, [], TODAY)} == {
        "r": "running", "d": "read", "u": "concluded", "a": "registered", "w": "unclear", "i": "invalid",
        "visits": "mixed", "blue": "unsupported",
    }  # fmt: skip
    refuted = search(registry(done(HARM)), ["sells"], TODAY)
    assert [(hit.name, hit.outcome) for hit in refuted if hit.kind == "hypothesis"] == [("blue", "refuted")]


def test_no_words_find_everything():
    assert len(search(KNOWN, [], date(2026, 1, 1))) == 7


@settings(max_examples=40)
@given(st.lists(st.text(max_size=8), max_size=3))
def test_more_words_never_find_more(words: list[str]):
    fewer = {(hit.kind, hit.name) for hit in search(KNOWN, words[:1], TODAY)}
    assert {(hit.kind, hit.name) for hit in search(KNOWN, words, TODAY)} <= fewer


# what is alike -----------------------------------------------------------------------------------

ASKED = json.loads((Path(__file__).parent / "fixtures/asked.json").read_text("utf-8"))


def told(name: str, says: str) -> Told:
    return Told("hypothesis", name, DAY, (says,), (), lambda day: Hit("hypothesis", name, says, DAY, "refuted", 0))


MEMORY = Memory(told(name, says) for name, says in ASKED["texts"])


@pytest.mark.parametrize("language", ["de", "en", "it", "zh"])
def test_who_remembers_it_in_other_words_finds_it(language: str):
    """Recall among the first five: 6 of 6 in each language, and 24 of 24 of them come first."""
    asked = [one for one in ASKED["questions"] if one["language"] == language]
    found = [[hit.name for hit in nearest(MEMORY, one["asks"], TODAY)] for one in asked]
    recalled = sum(set(one["first"]) <= set(names[:5]) for one, names in zip(asked, found, strict=True))
    assert (len(asked), recalled) == (6, 6)


def test_two_wordings_of_one_sentence_are_nearly_the_same():
    for says, name in ASKED["same"]:
        first = nearest(MEMORY, says, TODAY)[0]
        assert (first.name, first.likeness) == (name, "same")


def test_what_nobody_tried_is_at_most_a_little_alike():
    for says in ASKED["nothing"]:
        assert {hit.likeness for hit in nearest(MEMORY, says, TODAY)} <= {"near"}
    assert nearest(MEMORY, "  ", TODAY) == ()


def test_what_holds_every_word_is_not_told_twice():
    assert [hit.name for hit in search(KNOWN, ["blue france"], TODAY)] == ["fr"]
    near = alike(KNOWN, "blue france", TODAY)
    assert near
    assert "fr" not in [hit.name for hit in near]
    assert {hit.likeness for hit in near} <= {"same", "alike", "near"}
    assert "fr" in [hit.name for hit in closest(KNOWN, "blue france", TODAY)]


@given(st.lists(st.sampled_from(["box", "boxes", "blue", "film", "sells"]), min_size=1, max_size=3), st.integers(0, 4))
def test_what_is_alike_is_what_is_nearest_without_what_holds_every_word(words: list[str], most: int):
    told_all = [told(f"t{at}", says) for at, says in enumerate(
        ("blue boxes sell", "a blue box sells", "a film of the box", "boxes and boxes", "the film sells"))]  # fmt: skip
    memory = Memory(told_all)
    held = memory.holding(words)
    assert held == [one for one in memory.told if all(word in one.short[0] for word in words)]
    asked = " ".join(words)
    near = [hit for hit in nearest(memory, asked, TODAY, 5) if hit.name not in {one.name for one in held}]
    assert like(memory, asked, TODAY, most) == tuple(near[:most])


def test_a_state_that_grew_is_searched_anew():
    assert not search(KNOWN, ["purple"], TODAY)
    grown = replace(KNOWN, hypotheses={**KNOWN.hypotheses, "purple": replace(GREEN, hypothesis="purple")})
    assert [hit.name for hit in search(grown, ["purple"], TODAY)] == ["purple"]
    assert not search(KNOWN, ["purple"], TODAY)

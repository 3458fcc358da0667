"""Has anyone tested this? What holds all words is found, failures as well as wins, the closest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from taktgeber.evidence.knowing.search import search
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

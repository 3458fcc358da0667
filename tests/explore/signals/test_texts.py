"""Words of four languages, bursts and new words in texts: what was planted is found, where it was planted."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core.format import show
from taktgeber.explore.signals.documents import LEAST, Document, count_words
from taktgeber.explore.signals.texts import scan_texts
from taktgeber.explore.signals.tokens import tokens

from .wordy import BEGIN, texts


def found(documents):
    return {one.word: one for one in scan_texts(documents).alarms}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The rival's Wi-Fi, in 2024: 5G!", ["the", "rival", "wi", "fi", "in", "5g"]),
        ("Größe: die GRÖSSE zählt", ["grösse", "die", "grösse", "zählt"]),
        ("L'e-commerce è già qui", ["commerce", "già", "qui"]),
        ("直播带货2024火了", ["直播", "播带", "带货", "直播带", "播带货", "火了"]),
        ("Koln mit ko\u0308ln", ["koln", "mit", "k\u00f6ln"]),
        ("12 7 _ -- ... a", []),
        ("x" * 41, []),
    ],
)
def test_words_of_four_languages(words, wanted):
    assert list(tokens(words)) == [word.casefold() for word in wanted]


@given(st.text(max_size=60))
def test_every_text_has_tokens_or_none_and_none_is_a_number(words):
    assert not [token for token in tokens(words) if token.isdigit() or len(token) < 2]


def test_a_word_that_appears_is_new_since_its_first_week():
    documents = texts(1, planted=lambda week, draw: "metaverse" if week >= 72 and draw.random() < 0.2 else "")
    one = found(documents)["metaverse"]
    assert (one.how, one.on, one.before) == ("new_word", True, 0.0)
    assert one.since == BEGIN + timedelta(weeks=72)
    assert one.day == BEGIN + timedelta(weeks=78, days=-1)
    assert 0.1 < one.share < 0.3


def test_a_word_that_triples_for_ten_weeks_bursts_in_them():
    def often(week, draw):
        return "drones" if draw.random() < (0.3 if 60 <= week < 70 else 0.05) else ""

    one = found(texts(2, planted=often))["drones"]
    assert (one.how, one.on) == ("burst", False)
    assert abs((one.since - (BEGIN + timedelta(weeks=60))).days) <= 7
    assert one.since <= one.day <= BEGIN + timedelta(weeks=64)
    assert one.share > 3 * one.before


def test_chinese_is_read_without_spaces_and_the_longest_run_speaks():
    plain = ("客户要便宜的价格", "我们的产品很好", "物流今天很慢", "广告费用上涨了")
    draw = random.Random(3)
    documents = [
        Document(BEGIN + timedelta(day), draw.choice(plain) + ("直播带" if day >= 500 and draw.random() < 0.4 else ""))
        for day in range(546) for _ in range(2)
    ]  # fmt: skip
    alarms = found(documents)
    assert "直播带" in alarms
    assert "直播" not in alarms
    assert alarms["直播带"].how == "new_word"


def test_a_chinese_phrase_longer_than_its_pieces_is_one_alarm():
    plain = ("客户要便宜的价格", "我们的产品很好", "物流今天很慢", "广告费用上涨了")
    draw, new = random.Random(3), "，直播带货"
    documents = [
        Document(BEGIN + timedelta(day), draw.choice(plain) + (new if day >= 500 and draw.random() < 0.4 else ""))
        for day in range(546) for _ in range(2)
    ]  # fmt: skip
    alarms = found(documents)
    assert list(alarms) == ["直播带货"]
    assert alarms["直播带货"].documents == sum("直播带货" in one.words for one in documents)


def test_fewer_than_five_documents_are_never_spoken_of():
    documents = texts(4, planted=lambda week, draw: "")
    documents += [Document(BEGIN + timedelta(weeks=77), "mrs miller called")] * (LEAST - 1)
    assert not {"miller", "mrs"} & set(found(documents))
    counts = count_words(documents)
    assert counts is not None
    assert "miller" not in counts.words


def test_neither_the_order_of_texts_nor_a_word_that_stands_twice_changes_anything():
    documents = texts(5, planted=lambda week, draw: "metaverse" if week >= 72 and draw.random() < 0.2 else "")
    shuffled = [Document(one.day, f"{one.words} {one.words}") for one in documents]
    random.Random(1).shuffle(shuffled)
    assert scan_texts(shuffled) == scan_texts(documents)


def test_words_that_stand_everywhere_are_left_out_by_their_frequency():
    counts = count_words(texts(6))
    assert counts is not None
    assert "w0x" in counts.usual
    assert "w0x" not in counts.words


@pytest.mark.parametrize(
    ("documents", "why"),
    [
        ([], "there is no word in these texts."),
        ([Document(BEGIN, "12 !")], "there is no word in these texts."),
        ([Document(BEGIN, "one text alone")], "the texts span fewer than 12 days."),
        ([Document(BEGIN + timedelta(day), f"word{day}") for day in range(60)],
         "no word stands in as many as 5 documents and is not in most of them."),
    ],
)  # fmt: skip
def test_too_few_texts_cannot_tell(documents, why):
    scan = scan_texts(documents)
    assert scan.alarms == ()
    assert scan.unknown is not None
    assert show(scan.unknown) == why


def test_a_few_weeks_are_counted_by_days():
    counts = count_words([Document(date(2025, 3, 5) + timedelta(day), "some words here") for day in range(40)])
    assert counts is not None
    assert (counts.step, counts.first) == (1, date(2025, 3, 5))


def test_texts_of_the_first_and_the_last_day_there_is_make_no_empty_millennia():
    far = [Document(day, f"hello world {at}") for day in (date.min, date.max) for at in range(6)]
    counts = count_words(far)
    assert counts is not None
    assert (counts.documents.tolist(), counts.ends(0)) == ([6], date.max)
    assert scan_texts(far).last == date.max


def test_a_stream_that_ends_on_the_last_day_there_is_has_its_last_week():
    days = [date.max - timedelta(day) for day in range(100)]
    counts = count_words([Document(day, "words") for day in days])
    assert counts is not None
    assert counts.ends(len(counts.documents) - 1) == date.max
    assert int(counts.documents.sum()) == len(days)

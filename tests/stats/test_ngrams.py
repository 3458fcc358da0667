from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.stats.ngrams import index, ngrams, runs

PEER = json.loads((Path(__file__).parent / "fixtures/char_tfidf.json").read_text("utf-8"))


def test_likeness_is_that_of_the_peer():
    """scikit-learn's TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)); see the fixture for the call."""
    made = index(PEER["texts"])
    found = [made.likeness(text) for text in PEER["texts"]]
    assert np.array(found) == pytest.approx(np.array(PEER["cosine"]), abs=1e-6)


def test_words_are_padded_and_chinese_is_not():
    assert list(ngrams("box")) == [" bo", "box", "ox ", " box", "box ", " box "]
    assert list(ngrams("按钮")) == ["按", "钮", "按钮"]
    assert runs("Straße 3: ｂｏｘ按钮!") == ["strasse", "3", "box", "按钮"]


words = st.text(alphabet="abcdefgh äß按钮下单", min_size=1, max_size=40)


@given(st.lists(words, min_size=1, max_size=8), words)
def test_likeness_lies_between_nought_and_one_and_a_text_is_most_like_itself(texts: list[str], asked: str):
    made = index(texts)
    found = made.likeness(asked)
    assert found.shape == (len(texts),)
    assert found.min() >= 0
    assert found.max() <= 1 + 1e-6
    for at, text in enumerate(texts):
        if runs(text):
            own = made.likeness(text)
            assert own[at] == pytest.approx(1, abs=1e-6)
            assert own[at] == pytest.approx(own.max(), abs=1e-6)


def test_what_nobody_said_is_like_nothing():
    assert not index([]).likeness("box").size
    assert index(["box", "!?"]).likeness("zzz").tolist() == [0, 0]


def test_words_that_no_text_holds_take_likeness_away():
    made = index(["a party box for shops", "a film for the club"])
    assert made.likeness("party box zebra xylophone")[0] < made.likeness("party box")[0]

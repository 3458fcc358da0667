"""The shipped weights are those of the shipped texts; the texts follow the guide that their labels claim to follow."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files

import numpy as np
import pytest

from taktgeber.balance.word import LABELS, LANGUAGES
from taktgeber.balance.word.cues import shipped_cues
from taktgeber.balance.word.model import Model, shipped_model
from taktgeber.balance.word.train import digest, fitted, kept, shipped_texts
from taktgeber.core import encode

WORD = files("taktgeber.balance.word")


def test_the_weights_are_those_of_the_texts_and_of_the_code():
    """python -m taktgeber.balance.word.train makes them anew, the same to the byte."""
    with (WORD / "weights.npz").open("rb") as opened, np.load(opened) as stored:
        assert str(stored["digest"]) == digest()


def test_the_same_texts_give_the_same_weights():
    some = [text for language in ("en", "zh") for text in shipped_texts(language)[:2]]
    one, again = kept(fitted(some)), kept(fitted(some))
    assert all(np.array_equal(one[name], again[name]) for name in one)


def test_weights_are_kept_in_eight_bits_and_read_back():
    table = np.zeros((1 << 15, 7))
    table[3] = [2.0, -1.0, 0.5, 0.0, 0.1, -0.2, 0.3]
    chain, first = np.full((6, 6), 1 / 6), np.full(6, 1 / 6)
    stored = kept(Model(np.ones((1 << 15, 6)), table + 1e-9, chain, first))
    back = stored["classes"].astype(float) * stored["classes_scale"]
    assert np.abs(back - table).max() <= np.abs(table).max() / 254 + 1e-6
    assert shipped_model().classes.shape == table.shape


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_follows_the_guide(language: str):
    written = [json.loads(line) for line in (WORD / "texts" / f"{language}.jsonl").read_text("utf-8").splitlines()]
    assert len({one["id"] for one in written}) == len(written) >= 90
    said = Counter(s["text"] for one in written for s in one["sentences"] if s["label"] != "heading")
    assert max(said.values()) == 1
    for one in written:
        count = Counter(sentence["label"].replace("-", "_") for sentence in one["sentences"])
        assert count.keys() <= {*LABELS, "heading"}
        assert _read(one["verdict"], count, one["rhetoric"]), one["id"]


def _read(verdict: str, count: Counter[str], rhetoric: int) -> bool:
    """Whether the table of the guide gives the verdict; office help may owe much and still be too little to judge."""
    explore, exploit = count["duty_explore"], count["duty_exploit"]
    share = explore / (explore + exploit) if explore + exploit else 0.0
    if verdict == "neither/too little text":
        return (share == 0.0 and rhetoric == 0) or explore + exploit + count["target_exploit"] < 3
    if share > 0.5:
        return verdict == "genuine exploration"
    if share >= 0.2 or (explore >= 2 and count["target_learning"]):
        return verdict == "hybrid role"
    return verdict == ("exploitation dressed as exploration" if rhetoric >= 2 else "plain exploitation")


def test_the_languages_name_the_same_cues():
    names = {language: [(rule.name, rule.label) for rule in shipped_cues(language).rules] for language in LANGUAGES}
    assert all(one == names["en"] for one in names.values())
    shapes = {language: {k: len(v) for k, v in shipped_cues(language).rewrite.items() if isinstance(v, list)}
              for language in LANGUAGES}  # fmt: skip
    assert all(shape == shapes["en"] for shape in shapes.values())


def test_an_audit_of_a_text_can_be_written_down():
    from taktgeber.balance.word import audit_text

    from .own_texts import PLAIN

    assert encode(audit_text(PLAIN).says)["is"] == "Text"

"""docs/experiment-pool.md: its file gives its answer, its examples run, and its figures are those that come out."""

from __future__ import annotations

import re
from pathlib import Path

from taktgeber.core.format import show
from taktgeber.desks.experiments.pool import experiment_pool
from tests.stats.new_markets import exaggeration

PAGE = (Path(__file__).parents[2] / "docs" / "experiment-pool.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.S)


def test_examples_run():
    examples = blocks("python")
    assert any("assert " in block for block in examples)
    for block in examples:
        exec(block, {})


def test_the_file_gives_the_answer_that_is_shown(tmp_path: Path):
    (rows,), (shown,) = blocks("csv"), blocks("text")
    path = tmp_path / "checkout.csv"
    path.write_text(rows, "utf-8")
    says = [show(sentence) for sentence in experiment_pool(path, unit="share").says]
    assert " ".join(shown.split()) == " ".join(" ".join(says).split())


def test_the_exaggeration_is_what_comes_out():
    words = " ".join(PAGE.split())
    for tails, sentence in (
        ("normal", "promised {:.2f} times what they held; shrunken, {:.2f} times"),
        ("heavy", "it is {:.2f} times and {:.2f} times"),
    ):
        assert sentence.format(*exaggeration(1000, 1, tails=tails)) in words

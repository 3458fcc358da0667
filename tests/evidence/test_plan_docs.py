"""docs/experiment-plan.md: its command gives its answer, its examples run, its figures are those that come out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from taktgeber.core.format import show
from taktgeber.desks.experiments.plan import experiment_plan
from taktgeber.stats.group_sequential import boundaries, fixed_drift, stopping
from tests.stats import peeking

PAGE = (Path(__file__).parents[2] / "docs" / "experiment-plan.md").read_text("utf-8")


def test_examples_run():
    examples = "\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.S))
    assert "assert " in examples
    exec(examples, {})


def test_the_command_gives_the_answer_that_is_shown():
    (shown,) = re.findall(r"```text\n(.*?)```", PAGE, re.S)
    day = datetime(2026, 12, 7)  # noqa: DTZ001  a day, as typer hands it over
    says = experiment_plan(baseline=20.0, sd=30.0, lift="5%", looks=4, per_day=1100.0, start=day).says
    assert " ".join(shown.split()) == " ".join(show(sentence) for sentence in says)


def test_daily_looks_do_what_the_page_says():
    daily = boundaries([(day + 1) / 28 for day in range(28)], 0.05)
    found = stopping(daily, fixed_drift(0.05, 0.8))
    assert round(100 * found.power) in (77, 78)
    assert 0.72 < found.expected_fraction < 0.78
    plain = stopping(replace(daily, upper=(1.959964,) * 28, lower=(-1.959964,) * 28), 0.0)
    assert sum((*plain.up, *plain.down)) > 0.25
    runs = 4000
    wrong = 1 - peeking.simulate_no_effect(runs, 3) / runs
    assert abs(wrong - 0.05) < 0.014

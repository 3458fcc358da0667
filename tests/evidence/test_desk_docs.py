"""docs/experiments-desk.md: its example runs, and it names every act of the desk."""

from __future__ import annotations

import re
from pathlib import Path

from taktgeber.core.format import show
from taktgeber.desks.experiments.pages import ACTS, LEAVES

PAGE = (Path(__file__).parents[2] / "docs" / "experiments-desk.md").read_text("utf-8")


def test_the_example_runs():
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert "assert show(" in example
    exec(example, {})


def test_every_page_and_act_is_told():
    assert "`/experiments`" in PAGE
    assert "`/experiments/NAME`" in PAGE
    assert {leaf.path for leaf in LEAVES} == {"/experiments", "/experiments/{name}"}
    told = {"register-experiment": "freeze its test", "bring-fieldwork": "bring field work",
            "write-insight": "write an insight", "conclude-experiment": "| conclude |"}  # fmt: skip
    assert {act.name for act in ACTS} == set(told)
    assert [name for name, words in told.items() if words not in PAGE] == []
    assert all(show(act.help).endswith(".") for act in ACTS)

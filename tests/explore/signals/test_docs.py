"""docs/signals.md: its examples run as printed, and its table of fates is the one that holds."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from taktgeber.explore.signals.fates import EDGES

PAGE = Path(__file__).parents[3] / "docs" / "signals.md"


def test_the_examples_of_the_page_run_as_printed():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried
    assert not failed


def test_its_table_of_fates_is_the_one_that_holds():
    rows = re.findall(r"^\| (\w+) \|([^|]*)\|$", PAGE.read_text("utf-8"), re.MULTILINE)
    told = {state: tuple(filter(None, re.split(r",\s*", fates.strip()))) for state, fates in rows if state in EDGES}
    assert told == EDGES

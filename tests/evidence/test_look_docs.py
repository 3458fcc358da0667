"""docs/experiment-plan.md on looks: its commands give its answers; the fields that it names are those of a reading."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from taktgeber.core.format import show
from taktgeber.desks.experiments.look import experiment_look
from taktgeber.desks.experiments.read import experiment_read

PAGE = (Path(__file__).parents[2] / "docs" / "experiment-plan.md").read_text("utf-8")
LOOKS = ["7000,0.9,0.41", "14000,0.7,0.29"]
GIVEN = " ".join(f"--look {look}" for look in LOOKS)


def test_the_command_gives_the_answer_that_is_shown():
    assert f"    takt experiment look --planned 28814 {GIVEN}\n" in PAGE
    (shown,) = re.findall(r"```console\n(.*?)```", PAGE, re.S)
    says = experiment_look(planned=28814, look=LOOKS).says
    assert " ".join(shown.split()) == " ".join(show(sentence) for sentence in says)


def test_looking_at_will_costs_what_the_page_says():
    assert f"    takt experiment look --expected 28814 {GIVEN}\n" in PAGE
    wider = experiment_look(expected=28814, look=LOOKS).plain()["anytime"]["wider"]
    assert f"it is {wider:.2f} times as wide as that of one single look" in " ".join(PAGE.split())


def test_a_look_is_fed_by_the_fields_of_a_reading(tmp_path: Path):
    """Of a comparison its estimate and error; of a guardrail its room and a quarter of the interval's width."""
    source, file = random.Random(5), tmp_path / "so_far.csv"
    rows = [("a", source.gauss(20, 5)) for _ in range(900)] + [("b", source.gauss(21.5, 5)) for _ in range(900)]
    file.write_text("arm,spend\n" + "".join(f"{arm},{spend:.4f}\n" for arm, spend in rows))
    asked = {"variant": "arm", "control": "a", "metric": ["spend"], "guardrail": ["spend"], "margin": ["-2%"]}
    read = experiment_read(file, **asked).plain()
    seen, room = read["comparisons"][0]["plain"], read["guardrails"][0]["room"]
    by_value = experiment_look(planned=4000, look=[f"{read['units']},{seen['difference']['value']},{seen['error']}"])
    assert by_value.plain()["verdict"] == "shown"
    assert by_value.plain()["corrected"]["naive"]["low"] == pytest.approx(seen["difference"]["low"], abs=0.002)
    error = (room["high"] - room["low"]) / 3.92
    held = experiment_look(planned=4000, look=[f"{read['units']},{room['value']},{error}"], one_sided=True)
    assert held.plain()["corrected"]["naive"]["low"] == pytest.approx(room["low"], abs=0.002)

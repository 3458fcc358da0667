from __future__ import annotations

import random
from pathlib import Path

import pytest

from .crash import Rounds


@pytest.mark.long
def test_a_plan_killed_at_any_moment_loses_nothing_and_shows_nothing_by_halves(tmp_path: Path):
    rounds, draw = Rounds(tmp_path), random.Random(20)
    moments = [draw.uniform(0, 1.1 * rounds.seconds) for _ in range(20)]
    acknowledged = [rounds.play(number, after) for number, after in enumerate(moments)]
    assert len(acknowledged) == 20
    assert not all(acknowledged)

"""kill -9 at random moments of append and decide (200 rounds: make verify)."""

from __future__ import annotations

from pathlib import Path

import pytest

from .kill_round import kill_round


@pytest.mark.parametrize("seed", range(20))
def test_nothing_acknowledged_is_lost_and_nothing_half_written_shows(tmp_path: Path, seed: int):
    assert kill_round(tmp_path, seed)

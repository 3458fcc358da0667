"""What a killed load leaves behind."""

from tests.data.kills import simulate


def test_a_load_killed_at_any_moment_loses_nothing_acknowledged_and_shows_nothing_in_part():
    assert simulate(20, seed=20250310) == 20

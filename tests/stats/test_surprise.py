from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.stats.surprise import expected_surprise, surprise

chances = st.floats(0, 1)


@pytest.mark.parametrize(("chance", "bits"), [(0.5, 1.0), (0.25, 2.0), (0.125, 3.0), (1.0, 0.0), (0.0, 10.0)])
def test_an_answer_tells_the_bits_of_its_chance(chance: float, bits: float):
    assert surprise(chance, True) == pytest.approx(bits)


@given(chances)
def test_a_failure_and_a_success_of_the_same_chance_tell_the_same(chance: float):
    assert surprise(chance, True) == pytest.approx(surprise(1 - chance, False))


@given(chances)
def test_an_even_chance_promises_most(chance: float):
    assert 0 <= expected_surprise(chance) <= expected_surprise(0.5) + 1e-12 == pytest.approx(1.0)


def test_entropy_of_one_in_ten():
    # -0.1 log2 0.1 - 0.9 log2 0.9 = 0.4690 (Cover & Thomas, Elements of Information Theory, table of H(p)).
    assert expected_surprise(0.1) == pytest.approx(0.4690, abs=5e-5)


def test_what_is_no_chance_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        surprise(1.2, True)

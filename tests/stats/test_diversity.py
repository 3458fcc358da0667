from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.stats.diversity import effective_number, shared


def equally_alike(n: int, z: float) -> list[list[float]]:
    return [[1.0 if i == j else z for j in range(n)] for i in range(n)]


@pytest.mark.parametrize(
    ("n", "z", "expected"),
    # 1 / (1/n + (1 - 1/n) z) for n equal ones; five that are nine tenths alike: Leinster & Cobbold 2012, eq. 1, q = 2.
    [(5, 0.9, 1.0870), (5, 0.0, 5.0), (5, 1.0, 1.0), (1, 0.0, 1.0), (2, 0.5, 1.3333)],
)
def test_what_is_alike_counts_as_little_more_than_one(n: int, z: float, expected: float):
    assert effective_number(equally_alike(n, z)) == pytest.approx(expected, abs=5e-5)


def test_where_nothing_is_alike_it_is_simpsons_number():
    shares = [0.5, 0.3, 0.2]
    assert effective_number(equally_alike(3, 0.0), shares) == pytest.approx(1 / (0.25 + 0.09 + 0.04))


def test_it_is_one_over_one_less_raos_quadratic_entropy():
    shares, z = [0.2, 0.5, 0.3], [[1.0, 0.4, 0.1], [0.4, 1.0, 0.0], [0.1, 0.0, 1.0]]
    rao = sum(a * (1 - z[i][j]) * b for i, a in enumerate(shares) for j, b in enumerate(shares))
    assert effective_number(z, shares) == pytest.approx(1 / (1 - rao))


tags = st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=4)


@given(st.lists(tags, min_size=1, max_size=7, unique=True))
def test_it_lies_between_one_and_the_number_of_kinds(kinds: list[frozenset[str]]):
    found = effective_number([[shared(a, b) for b in kinds] for a in kinds])
    assert 1 - 1e-9 <= found <= len(kinds) + 1e-9


@pytest.mark.parametrize("wrong", [[], [[1.0, 0.5]], [[0.5]], [[1.0, 0.2], [0.3, 1.0]], [[1.0, 1.2], [1.2, 1.0]]])
def test_what_is_no_likeness_is_refused(wrong: list[list[float]]):
    with pytest.raises(ValueError, match=r"a diversity needs|likeness lies"):
        effective_number(wrong)


def test_shares_are_above_nought():
    with pytest.raises(ValueError, match="above 0"):
        effective_number(equally_alike(2, 0.5), [1.0, 0.0])

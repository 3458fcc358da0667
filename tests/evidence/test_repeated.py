"""A slice of each simulation, with a bar that a right method fails once in 10,000."""

from __future__ import annotations

import pytest

from tests.stats.test_ratio import believable

from . import repeated


@pytest.mark.parametrize(
    "promise",
    [repeated.one_look, repeated.many_comparisons, repeated.lift, repeated.adjusted, repeated.ratio, repeated.compliers,
     repeated.quantile],
    ids=lambda promise: promise.__name__,
)  # fmt: skip
def test_nineteen_of_twenty_readings_keep_the_promise(promise):
    assert believable(promise(400, 20250310), 400, 0.95)

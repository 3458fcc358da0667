"""Tests that the lab ran, and how many of its experiments taught something."""

from __future__ import annotations

from taktgeber.core import Exact, Period, text
from taktgeber.evidence.knowing.learning_rate import learning_rate

from .record import Record
from .yardstick import Yardstick


def tests_run(record: Record, period: Period) -> Yardstick:
    """Experiments concluded and field work brought in the period."""
    concluded = [one for one in record.registry.concluded(period.last)
                 if one.conclusion and one.conclusion.day >= period.first]  # fmt: skip
    field = [one for one in record.registry.fieldwork.values() if period.contains(one.day)]
    says = text("Experiments concluded: {experiments}. Field work brought: {field}. More is not better by itself.",
                experiments=len(concluded), field=len(field))  # fmt: skip
    return Yardstick("tests", text("Tests run"), Exact(len(concluded) + len(field), "tests", period), (says,))


def rate_of_learning(record: Record, period: Period) -> Yardstick:
    rate = learning_rate(record.registry, period).rate
    says = text("The share of concluded experiments that were valid and ready for a decision, whatever came out.")
    return Yardstick("learning_rate", text("Learning rate"), rate, (says,))

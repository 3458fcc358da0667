"""Surprise: bits told by answers to which a chance was stated before, against what those chances promised."""

from __future__ import annotations

import math

from taktgeber.core import Estimate, Figure, Period, Text, Unknown, phrase, text
from taktgeber.stats.surprise import expected_surprise, surprise
from taktgeber.stats.tails import student_quantile

from .questions import Question, questions, settled_in
from .record import Record
from .yardstick import LEVEL, Yardstick

METHOD = phrase("mean of the answers with its standard error (Student)")


def surprise_of_answers(record: Record, period: Period) -> Yardstick:
    told = [one for one in settled_in(questions(record), period) if one.foretold]
    return Yardstick("surprise", text("Surprise of an answer"), _mean(told, period), _read(told))


def bits(one: Question) -> float:
    """Of a question that was foretold."""
    assert one.chance is not None
    return surprise(one.chance, bool(one.held))


def _mean(told: list[Question], period: Period) -> Figure:
    n = len(told)
    if n < 2:
        return Unknown(text("fewer than two questions were settled that had a chance stated before"),
                       text("State a chance with every question, before its test."))  # fmt: skip
    each = [bits(one) for one in told]
    mean = sum(each) / n
    error = math.sqrt(sum((x - mean) ** 2 for x in each) / (n - 1) / n)
    if error == 0:  # as where nobody dared to say more than one half
        return Unknown(text("every answer told the same, {bits} bits: how far the next lies from it cannot be told",
                            bits=f"{mean:.2f}"), text("A few more answers."))  # fmt: skip
    far = student_quantile((1 + LEVEL) / 2, n - 1) * error
    return Estimate(mean, max(mean - far, 0.0), mean + far, LEVEL, "bits", period, METHOD, n)


def _read(told: list[Question]) -> tuple[Text, ...]:
    if not told:
        return ()
    promised = sum(expected_surprise(one.chance) for one in told if one.chance is not None) / len(told)
    return (
        text("The stated chances promised {promised} bits an answer. Far more: they were too sure. Near nought: the "
             "questions were not worth asking.", promised=f"{promised:.2f}"),
    )  # fmt: skip

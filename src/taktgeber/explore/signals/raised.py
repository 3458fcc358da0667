"""An alarm of any scan, as it is told and written down: what, how, since when, how surely."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from taktgeber.core import Exact, Text, text, text_n
from taktgeber.core.format import show
from taktgeber.core.text import Value
from taktgeber.evidence.shown import plain, share

if TYPE_CHECKING:
    from .alarms import Newcomer, SeriesAlarm
    from .texts import WordAlarm


@dataclass(frozen=True, slots=True)
class Raised:
    """about: the series, part or word; up: the direction of a level, else None. p: how likely what does not change gets
    as far, 0 to 1; chance: that the level changed (Bayesian), of levels alone; says: in words. news: not older than a
    year. false_alarms_a_year: of the detector, for what does not change; None where only the share of false ones among
    all alarms is kept."""

    about: str
    how: Literal["level", "newcomer", "burst", "new_word"]
    day: date
    since: date | None
    up: bool | None
    p: float
    says: Text
    chance: float | None = None
    news: bool = True
    false_alarms_a_year: float | None = None

    def in_english(self) -> str:
        """As it is kept; the ledger has one language."""
        return show(self.says)


def of_level(one: SeriesAlarm) -> Raised:
    values: dict[str, Value] = {"series": one.series, "since": one.since, "seen": _number(one.seen),
                                "expected": _number(one.expected)}  # fmt: skip
    words = (
        text('"{series}" lies higher than its own habit since {since}: {seen} instead of {expected}.', **values)
        if one.up
        else text('"{series}" lies lower than its own habit since {since}: {seen} instead of {expected}.', **values)
    )
    return Raised(one.series, "level", one.day, one.since, one.up, one.p, words, one.chance, one.news,
                  one.false_alarms_a_year)  # fmt: skip


def of_newcomer(one: Newcomer) -> Raised:
    words = text('"{part}" is a newcomer since {since}: {share} of the whole, {before} before.', part=one.part,
                 since=one.since, share=share(_rounded(one.share)), before=share(_rounded(one.before)))  # fmt: skip
    return Raised(one.part, "newcomer", one.day, one.since, None, one.p, words,
                  false_alarms_a_year=one.false_alarms_a_year)  # fmt: skip


def of_word(one: WordAlarm) -> Raised:
    values: dict[str, Value] = {"word": one.word, "since": one.since, "share": share(_rounded(one.share)),
              "before": share(_rounded(one.before))}  # fmt: skip
    if one.how == "new_word":
        words: Text = text_n(
            'The word "{word}" is new since {since}: it stands in one text.',
            'The word "{word}" is new since {since}: it stands in {n} texts.',
            one.documents, word=one.word, since=one.since,
        )  # fmt: skip
    elif one.on:
        words = text('The word "{word}" bursts since {since}: {share} of the texts hold it, {before} before.', **values)
    else:
        words = text('The word "{word}" burst from {since} on: {share} of the texts held it, else {before}.', **values)
    return Raised(one.word, one.how, one.day, one.since, None, one.p, words)


def _number(value: float) -> Exact | Text:
    return plain(_rounded(value))


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")

"""Weak signals in texts: words that burst, and words that were not there before.

A burst is found by Kleinberg's automaton on the weeks of all documents; that it is none of chance is judged by an
e-value, under e-BH (Wang & Ramdas 2022, JRSS B 84(3)), which keeps the share of false discoveries whatever words stand
together. A new word is one that the weeks before would have brought less than once into the newest weeks; it is judged
by the log odds of Monroe, Colaresi & Quinn under Benjamini-Hochberg. Both shares are of words whose share of documents
does not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from taktgeber.core import Text, text

from .documents import LEAST, Document, WordCounts, count_words
from .tokens import is_han

if TYPE_CHECKING:
    from taktgeber.stats.bursts import Burst

FDR = 0.1
NEWEST = 13  # batches in which a new word is looked for
_NEWS = 365  # days before the last within which a burst was raised that is news
_FEWEST = 12  # batches
_OVERLAP = 2  # characters that pieces of a phrase share: pieces are of three at most
_STREAMS = 20_000  # judged at once, to bound memory


@dataclass(frozen=True, slots=True)
class WordAlarm:
    """A word that bursts or is new.

    day: on which it was raised; since: first day of the burst, or the first on which the new word was used.
    documents: that hold it from `since` on, up to the burst's end or the last day; share, before: of the documents
    then, and of those before, 0 to 1. p: how likely chance alone brings this, at most; on: it goes on.
    """

    word: str
    how: Literal["burst", "new_word"]
    day: date
    since: date
    documents: int
    share: float
    before: float
    p: float
    on: bool


@dataclass(frozen=True, slots=True)
class TextScan:
    """alarms: the newest first; of them a share of `fdr` at most is expected to be false. watched: words judged."""

    alarms: tuple[WordAlarm, ...]
    documents: int
    watched: int
    first: date | None
    last: date | None
    fdr: float
    unknown: Text | None = None


def scan_texts(documents: Iterable[Document], *, fdr: float = FDR) -> TextScan:
    """Documents in any order. Says why it cannot tell where they are too few."""
    counts = count_words(documents)
    if counts is None:
        return TextScan((), 0, 0, None, None, fdr, text("there is no word in these texts."))
    batches = counts.documents.shape[0]
    last = counts.ends(batches - 1)
    number = int(counts.documents.sum())
    if batches < _FEWEST or not counts.words:
        return TextScan((), number, 0, counts.first, last, fdr, _too_few(counts))
    new = tuple(_new_words(counts, fdr))
    fresh = {one.word for one in new}
    burst = tuple(one for one in _bursts(counts, fdr) if one.word not in fresh)
    alarms = sorted(_joined(_longest((*new, *burst))), key=lambda one: (-one.day.toordinal(), one.p, one.word))
    return TextScan(tuple(alarms), number, len(counts.words), counts.first, last, fdr)


def _too_few(counts: WordCounts) -> Text:
    if counts.documents.shape[0] < _FEWEST:
        return text("the texts span fewer than {fewest} days.", fewest=_FEWEST)
    return text("no word stands in as many as {least} documents and is not in most of them.", least=LEAST)


def _bursts(counts: WordCounts, fdr: float) -> Iterator[WordAlarm]:
    batches = counts.documents.shape[0]
    since = max(batches - _NEWS // counts.step, 0)
    newest = {one.stream: one for one in _since(counts, since)}
    rows = sorted(newest)
    p = _judged(counts, rows, since)
    for row, chance in zip(rows, p, strict=True):
        if not _kept(p, chance, len(counts.words), fdr):
            continue
        one, relevant = newest[row], counts.relevant[row]
        inside = slice(one.first, one.last + 1)
        outside = counts.documents.sum() - counts.documents[inside].sum()
        held = int(relevant[inside].sum())
        yield WordAlarm(
            counts.words[row], "burst", counts.ends(one.noticed), counts.begins(one.first), held,
            held / float(counts.documents[inside].sum()), float((relevant.sum() - held) / max(outside, 1)), chance,
            one.last == batches - 1,
        )  # fmt: skip


def _since(counts: WordCounts, first: int) -> Iterator[Burst]:
    """Bursts that begin at this batch or later, of as many documents as may be spoken of."""
    from taktgeber.stats.bursts import bursts

    for start in range(0, len(counts.words), _STREAMS):
        some = counts.relevant[start : start + _STREAMS]
        for one in bursts(some, counts.documents):
            if one.first >= first and some[one.stream, one.first : one.last + 1].sum() >= LEAST:
                yield replace(one, stream=start + one.stream)


def _judged(counts: WordCounts, rows: Sequence[int], since: int) -> list[float]:
    """p-values of these words: one over their evidence (Markov's inequality)."""
    from taktgeber.stats.bursts import burst_evidence

    dispersion = _dispersion(counts)
    found: list[float] = []
    for start in range(0, len(rows), _STREAMS):
        some = counts.relevant[list(rows[start : start + _STREAMS])]
        evidence = burst_evidence(some, counts.documents, since, dispersion).tolist()
        found += [min(1.0, 1 / max(each, 1e-300)) for each in evidence]
    return found


def _kept(p: Sequence[float], chance: float, words: int, fdr: float) -> bool:
    """Benjamini-Hochberg among all words that are watched; those that never burst have a p-value of 1."""
    ranked = sorted(p)
    cut = max((each for rank, each in enumerate(ranked, 1) if each <= fdr * rank / words), default=-1.0)
    return chance <= cut


def _dispersion(counts: WordCounts) -> float:
    """How much more than by chance the counts of an ordinary word vary from batch to batch: the median of
    chi-square over its degrees of freedom, of words that are expected at least once a batch. Never below 1."""
    import numpy as np

    whole = counts.relevant.sum(1)
    often = counts.relevant[whole >= counts.documents.shape[0]]
    filled = counts.documents > 0
    if not len(often) or filled.sum() < 3:
        return 1.0
    expected = often.sum(1)[:, None] * (counts.documents[filled] / counts.documents.sum())
    chi = ((often[:, filled] - expected) ** 2 / expected).sum(1) / (filled.sum() - 1)
    return max(1.0, float(np.median(chi)))


def _new_words(counts: WordCounts, fdr: float) -> Iterator[WordAlarm]:
    """Words that the batches before would have brought less than once into the newest ones."""
    import numpy as np

    from taktgeber.stats.log_odds import log_odds, pooled_prior
    from taktgeber.stats.tails import normal_above

    batches = counts.documents.shape[0]
    cut = batches - min(NEWEST, batches // 4)
    now, before = counts.relevant[:, cut:].sum(1), counts.relevant[:, :cut].sum(1)
    ratio = counts.documents[cut:].sum() / max(counts.documents[:cut].sum(), 1)
    prior = pooled_prior(now, before, max(float(now.sum()), 1.0))
    _, _, z = log_odds(now, before, prior)
    p = [normal_above(float(each)) for each in z]
    rows = np.flatnonzero((now >= LEAST) & (before * ratio < 1))
    for row in rows.tolist():
        if not _kept(p, p[row], len(p), fdr):
            continue
        used = cut + int((counts.relevant[row, cut:] > 0).argmax())
        held, of_all = int(now[row]), float(counts.documents[used:].sum())
        yield WordAlarm(
            counts.words[row], "new_word", counts.ends(batches - 1), counts.begins(used), held, held / of_all,
            float(before[row] / max(counts.documents[:cut].sum(), 1)), p[row], True,
        )  # fmt: skip


def _longest(alarms: Sequence[WordAlarm]) -> Iterator[WordAlarm]:
    """Of runs of characters that lie in one another and rise together, the longest alone."""
    for one in alarms:
        longer = (other for other in alarms if other is not one and one.word in other.word
                  and other.how == one.how and not one.word.isascii())  # fmt: skip
        if not any(other.documents >= 0.8 * one.documents for other in longer):
            yield one


def _joined(alarms: Iterable[WordAlarm]) -> list[WordAlarm]:
    """Of a phrase without spaces that is longer than the pieces that are counted, one alarm: pieces that go on in each
    other and rise together are told as what they make, as surely as the surest."""
    made = list(alarms)
    while pair := next(((one, on) for one in made for on in made if one is not on and _goes_on(one, on)), None):
        surest = min(pair, key=lambda piece: piece.p)
        whole = replace(surest, word=pair[0].word + pair[1].word[_OVERLAP:])
        made = [*(one for one in made if one not in pair), whole]
    return made


def _goes_on(one: WordAlarm, on: WordAlarm) -> bool:
    if not is_han(one.word[-1]) or one.word[-_OVERLAP:] != on.word[:_OVERLAP] or len(on.word) <= _OVERLAP:
        return False
    alike = min(one.documents, on.documents) >= 0.8 * max(one.documents, on.documents)
    return alike and (one.how, one.since, one.on) == (on.how, on.since, on.on)

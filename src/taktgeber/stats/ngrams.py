"""Which texts are alike: character n-grams weighed by their rarity, in any language, without a list of words.

A text is its words, and a word its runs of 3 to 5 characters with a space at either end, so that "prepay" and
"prepayment" share most of theirs. Chinese sets no spaces: each run of its characters gives runs of 1 to 3. What is
rare counts more: tf * (ln((1 + n) / (1 + df)) + 1), each text scaled to length 1 (Salton & Buckley 1988, with the
smoothed idf of scikit-learn's TfidfVectorizer, whose analyzer "char_wb" gives the same numbers for words of letters).
Likeness is the cosine, 0 to 1.

The texts lie in an inverted index: by n-gram, which texts hold it and how much it weighs in each.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUNS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_FIRST_HAN = re.compile(rf"[{_HAN}]")
_LETTERS, _SIGNS = (3, 4, 5), (1, 2, 3)


def folded(words: str) -> str:
    """Without case, and wide letters as narrow ones (Unicode 3.13, default caseless matching of compatible forms)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold())


def ngrams(run: str) -> Iterator[str]:
    """Of one word, or of one run of Chinese characters, as `runs` gives them."""
    signs = _FIRST_HAN.match(run) is not None
    padded = run if signs else f" {run} "
    for n in _SIGNS if signs else _LETTERS:
        if len(padded) <= n:
            yield padded
            return
        yield from (padded[at : at + n] for at in range(len(padded) - n + 1))


def runs(words: str) -> list[str]:
    """Words and runs of Chinese characters, folded."""
    return _RUNS.findall(folded(words))


@dataclass(frozen=True)
class Index:
    """grams: number by n-gram; starts: shape (grams + 1,), where the postings of each begin; held: shape (postings,),
    texts that hold it, ascending; weights: shape (postings,), of it in each; rarity: shape (grams,), idf; n: texts."""

    grams: dict[str, int]
    starts: NDArray[np.int64]
    held: NDArray[np.int32]
    weights: NDArray[np.float32]
    rarity: NDArray[np.float64]
    n: int

    def likeness(self, words: str) -> NDArray[np.float64]:
        """Of every text to these words; shape (n,). All nought where nothing of them was ever seen."""
        import numpy as np

        counted = Counter(gram for run in runs(words) for gram in ngrams(run))
        known = sorted((self.grams[gram], times) for gram, times in counted.items() if gram in self.grams)
        unseen = sum(times * times for gram, times in counted.items() if gram not in self.grams)
        if not known:
            return np.zeros(self.n)
        asked = np.array([number for number, _ in known])
        weights = np.array([times for _, times in known]) * self.rarity[asked]
        # What no text holds is asked for all the same: it counts as rarest, so that few words in common stay few.
        length = np.sqrt((weights**2).sum() + unseen * (np.log(1 + self.n) + 1) ** 2)
        found = np.zeros(self.n)
        for number, weight in zip(asked, weights / length, strict=True):
            part = slice(self.starts[number], self.starts[number + 1])
            np.add.at(found, self.held[part], weight * self.weights[part])  # half the time of found[held] +=
        return found


def index(texts: Sequence[str]) -> Index:
    """Texts without any letter are alike to none."""
    import numpy as np

    words: dict[str, int] = {}
    of_text = [[words.setdefault(run, len(words)) for run in runs(each)] for each in texts]
    grams: dict[str, int] = {}
    of_word = [[grams.setdefault(gram, len(grams)) for gram in ngrams(run)] for run in words]
    text, gram = _pairs(of_text, of_word)
    key, times = np.unique(gram * max(len(texts), 1) + text, return_counts=True)  # by n-gram, then by text
    held, number = key % max(len(texts), 1), key // max(len(texts), 1)
    spread = np.bincount(number, minlength=len(grams))
    rarity = np.log((1 + len(texts)) / (1 + spread)) + 1
    weights = times * rarity[number]
    lengths = np.sqrt(np.bincount(held, weights**2, minlength=len(texts)))
    starts = np.concatenate([[0], np.cumsum(spread)]).astype(np.int64)
    return Index(grams, starts, held.astype(np.int32), (weights / lengths[held]).astype(np.float32), rarity, len(texts))


def _pairs(of_text: Sequence[Sequence[int]], of_word: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], ...]:
    """Text and n-gram, once for each time that the text holds it."""
    import numpy as np

    word = _flat(of_text)
    text = np.repeat(np.arange(len(of_text)), [len(each) for each in of_text])
    sizes = np.array([len(each) for each in of_word], np.int64)
    begins = np.concatenate([[0], np.cumsum(sizes)])[:-1].astype(np.int64)
    many = sizes[word]
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    return np.repeat(text, many).astype(np.int64), _flat(of_word)[np.repeat(begins[word], many) + within]


def _flat(lists: Iterable[Iterable[int]]) -> NDArray[np.int64]:
    import numpy as np

    return np.fromiter((each for one in lists for each in one), np.int64)

"""What a text is made of, in four languages: words, and of Chinese its runs of two and three characters.

Chinese writes no spaces: every run of two or three characters is counted, and only those that are frequent turn out to
be words. No list of stop words and no stemmer: what stands everywhere cannot become more frequent. A number alone is
no word; a word may hold one ("5G").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_LENGTHS = (2, 3)
_LONGEST = 40  # longer runs of letters are no words, but keys and addresses


def tokens(words: str) -> Iterator[str]:
    """In the order of the text, in small letters, each as often as it stands there."""
    if not words.isascii():
        words = unicodedata.normalize("NFC", words)
    for run in _RUN.findall(words.casefold()):
        if is_han(run[0]):
            for length in _LENGTHS:
                yield from (run[at : at + length] for at in range(len(run) - length + 1))
        elif 1 < len(run) <= _LONGEST and not run.isdigit():
            yield run


def is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u4dbf" or "\u4e00" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff"

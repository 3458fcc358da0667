"""Phrases that a person can read and write, as regular expressions.

* stands for letters, # for a number, ... for up to six words between (twelve characters in Chinese), (a|b) for either,
(a)? for what may be missing. A phrase begins and ends where words do, but in Chinese, which has no spaces. What an
expression finds of a phrase that begins with * begins inside a word; `whole` gives the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .text_audit import Language

_TOKEN = re.compile(r"\s*\.\.\.\s*|\)\?|[*#()|]|\s+|[^*#()|\s.]+|\.")
_SPECIAL = {"*": r"\w*", "#": r"\d+(?:[.,:]\d+)*", "(": "(?:", ")": ")", "|": "|", ")?": ")?"}
_GAP = r"(?:\W+\w+){0,6}?\W+"
_CHINESE_GAP = r"[^。；;!！?？]{0,12}?"


def compiled(phrases: Iterable[str], language: Language, entire: bool = False) -> re.Pattern[str]:
    """One expression that finds any of the phrases; entire: also what stands before a phrase in its first word.

    Raises:
        ValueError: A phrase's brackets do not close.
    """
    chinese = language == "zh"
    inside: list[str] = []
    begins: list[str] = []
    for phrase in (phrase.strip() for phrase in phrases):
        within = chinese or (phrase.startswith("*") and not entire) or not re.match(r"[\w*#(]", phrase)
        (inside if within else begins).append(_expression(phrase.removeprefix("*") if within else phrase, chinese))
    said = [rf"(?<!\w)(?:{'|'.join(begins)})"] * bool(begins) + ["|".join(inside)] * bool(inside)
    try:
        return re.compile("|".join(said) or r"(?!)", re.IGNORECASE)
    except re.error as wrong:
        raise ValueError(str(wrong)) from wrong


def whole(hit: re.Match[str]) -> str:
    """What was found, from the beginning of its first word."""
    begin = hit.start()
    while begin and hit.string[begin - 1].isalnum() and not "\u4e00" <= hit.string[begin] <= "\u9fff":
        begin -= 1
    return hit.string[begin : hit.end()].strip()


def _expression(phrase: str, chinese: bool) -> str:
    said = "".join(_part(token, chinese) for token in _TOKEN.findall(phrase))
    ends = not chinese and re.search(r"[\w*#)?]$", phrase)
    return rf"(?:{said})(?!\w)" if ends else said


def _part(token: str, chinese: bool) -> str:
    if token.strip() == "...":
        return _CHINESE_GAP if chinese else _GAP
    if not token.strip():
        return r"\s*" if chinese else r"\s+"
    return _SPECIAL.get(token) or re.escape(token)

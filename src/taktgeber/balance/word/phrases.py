"""Phrases that a person can read and write, as regular expressions.

* stands for letters, # for a number, ... for up to six words between (twelve characters in Chinese), (a|b) for either,
(a)? for what may be missing. A phrase begins and ends where words do, but in Chinese, which has no spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .text_audit import Language

_TOKEN = re.compile(r"\s*\.\.\.\s*|\)\?|[*#()|]|\s+|[^*#()|\s.]+|\.")
_SPECIAL = {"*": r"\w*", "#": r"\d+(?:[.,:]\d+)*", "(": "(?:", ")": ")", "|": "|", ")?": ")?"}
_GAP = r"(?:\W+\w+){0,6}?\W+"
_CHINESE_GAP = r"[^。；;!！?？]{0,12}?"


def compiled(phrases: Iterable[str], language: Language) -> re.Pattern[str]:
    """One expression that finds any of the phrases.

    Raises:
        ValueError: A phrase's brackets do not close.
    """
    chinese = language == "zh"
    found = [_expression(phrase.strip(), chinese) for phrase in phrases if phrase.strip()]
    try:
        return re.compile("|".join(found) or r"(?!)", re.IGNORECASE)
    except re.error as wrong:
        raise ValueError(str(wrong)) from wrong


def _expression(phrase: str, chinese: bool) -> str:
    said = "".join(_part(token, chinese) for token in _TOKEN.findall(phrase))
    if chinese:
        return said
    before = r"(?<!\w)" if re.match(r"[\w*#(]", phrase) else ""
    after = r"(?!\w)" if re.search(r"[\w*#)?]$", phrase) else ""
    return f"{before}(?:{said}){after}"


def _part(token: str, chinese: bool) -> str:
    if token.strip() == "...":
        return _CHINESE_GAP if chinese else _GAP
    if not token.strip():
        return r"\s*" if chinese else r"\s+"
    return _SPECIAL.get(token) or re.escape(token)

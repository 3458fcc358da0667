"""Units of a text: lines and bullets; long lines are cut where sentences end, Chinese ones at their list numbers too.

A unit is what one judges: short enough to owe one thing, whole enough to be understood alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .plain_text import Layout, Line
from .text_audit import Language

LONG = 140
LETTERS = 12
CHINESE_LETTERS = 4
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:z|B|d|h|u|a|bzw|inkl|ggf|etc|ca|Nr|Dr|Prof|St|e|g|i|vs|approx|incl|ecc|es|dott|sig|min|max|mind|evtl|"
    r"usw|sog|Mio|Mrd|No|Inc|Ltd|Co)\.|\b\d+\.)$",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?;…])[\"'”»)]*\s+(?=\S)")
_CHINESE_END = re.compile(r"(?<=[。！？；;])|(?:(?<=\s)|(?<=[^\d.\s]))(?=\d{1,2}[.、．)）](?!\d))")
_NUMBER = re.compile(r"^\s*\d{1,2}[.、．)）]\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """words: of one unit; layout: of the line in which it stands; first: it begins its line."""

    words: str
    layout: Layout
    first: bool


def sentences(lines: list[Line], language: Language) -> list[Sentence]:
    """Units in reading order; headings stay whole, scraps without enough letters fall out."""
    least = CHINESE_LETTERS if language == "zh" else LETTERS
    found: list[Sentence] = []
    for line in lines:
        if line.layout == "heading":
            found.append(Sentence(line.words, "heading", True))
            continue
        cut = [part for part in _cut(line.words, language) if part]
        found += [Sentence(part, line.layout, i == 0) for i, part in enumerate(cut) if _letters(part) >= least]
    return found


def _cut(words: str, language: Language) -> Iterator[str]:
    if language == "zh":
        yield from (_NUMBER.sub("", part).strip() for part in _CHINESE_END.split(words))
        return
    if len(words) <= LONG:
        yield words
        return
    begun = ""
    for part in _END.split(words):
        begun = f"{begun} {part}".strip()
        if not _ABBREVIATIONS.search(part):
            yield begun
            begun = ""
    yield begun


def _letters(words: str) -> int:
    return sum(map(str.isalpha, words))

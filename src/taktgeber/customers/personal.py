"""What in somebody's words could name a person: addresses, numbers, names as they are usually introduced.

It points out and masks; it does not prove that nothing is left. A name that stands alone, without a title and
without a family name beside it, is not seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MASK = "•••"
What = Literal["address", "number", "name"]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w.,])(?:\+|00)?\(?\d[\d ()/.-]{5,}\d(?!\w)")
_DAY = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{2,4}")
_NAME = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’]+(?:-[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’]+)?"
_TITLE = r"(?i:mrs?|ms|miss|dr|prof|herrn?|frau|sig(?:\.ra|nora|nor)?|dott(?:\.ssa|oressa)?)\b\.?"
_TITLED = re.compile(rf"\b(?:{_TITLE}\s+)+(?P<name>{_NAME}(?: {_NAME})?)")
_SAID = re.compile(
    r"\b(?i:my name is|i am called|ich hei(?:ß|ss)e|mein name ist|mi chiamo|il mio nome è)\s+"
    rf"(?P<name>{_NAME}(?: {_NAME})?)"
)
_PAIR = re.compile(rf"(?<=[a-zß-öø-ÿ,;:] )(?!{_TITLE}\s)(?P<name>{_NAME} {_NAME})\b")
_CHINESE = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,3})(?=先生|女士|小姐|太太)|(?<=我叫)(?P<said>[\u4e00-\u9fff]{2,3})")


@dataclass(frozen=True, slots=True)
class Spot:
    """first, last: where it stands, last not included."""

    first: int
    last: int
    what: What
    words: str


def spots(words: str) -> tuple[Spot, ...]:
    """In their order; none inside another."""
    found = [Spot(*m.span(), "address", m[0]) for m in _EMAIL.finditer(words)]
    for m in _NUMBER.finditer(words):
        digits = sum(c.isdigit() for c in m[0])
        if 7 <= digits <= 19 and not _DAY.fullmatch(m[0].strip()):
            first = m.start() + (m[0].startswith("(") and ")" not in m[0])
            found.append(Spot(first, m.end(), "number", words[first : m.end()]))
    for pattern in (_TITLED, _SAID, _PAIR):
        found += [Spot(*m.span("name"), "name", m["name"]) for m in pattern.finditer(words)]
    for m in _CHINESE.finditer(words):
        group = "name" if m["name"] else "said"
        found.append(Spot(*m.span(group), "name", m[group]))
    kept: list[Spot] = []
    for spot in sorted(found, key=lambda s: (s.first, -s.last)):
        if not kept or spot.first >= kept[-1].last:
            kept.append(spot)
    return tuple(kept)


def masked(words: str) -> str:
    """The words with a mask in the place of each spot."""
    out, at = [], 0
    for spot in spots(words):
        out += [words[at : spot.first], MASK]
        at = spot.last
    return "".join((*out, words[at:]))

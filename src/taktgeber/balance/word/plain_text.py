"""Lines of a text as its layout shows them: headings, bullets, prose; of HTML, Markdown and plain text.

Layout is evidence: what stands as a bullet under a heading of tasks is a duty more often than the same words in prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Literal

Layout = Literal["heading", "bullet", "prose"]

_TAG = re.compile(r"<(?:!doctype|html|body|p|div|li|ul|ol|br|h[1-6]|table|td|strong|b|span)\b[^<>]*>", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*+•·●▪■►▶‣◦–—✓✔➤→>]+|\(?\d{1,2}[.)、．]|[一二三四五六七八九十]+、|[①-⑳])\s*(?=\S)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_BOLD = re.compile(r"^\s*(\*\*|__)(?P<words>(?:(?!\1).)+)\1\s*:?\s*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_ESCAPED = re.compile(r"\\([*_`#~])")
_MARKS = re.compile(r"(\*\*|__|`|~~)")
_RULE = re.compile(r"^\s*(?:[-=_*]\s*){3,}$|^\s*\|?[\s:|-]+\|[\s:|-]*$")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCE = ("```", "~~~")
_LONGEST = 5_000
_NARROW, _WIDE = 65, 125
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "tr",
        "td",
        "th",
        "section",
        "article",
        "header",
        "footer",
        "dt",
        "dd",
        "hr",
    ]
)
_SILENT = frozenset(("script", "style", "head", "template", "noscript", "svg"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words without the marks of its layout."""

    words: str
    layout: Layout


def lines_of(text: str) -> list[Line]:
    """Lines with words, in reading order."""
    if len(_TAG.findall(text)) >= 2:
        text = _markdown_of(text)
    text = _FRONT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    read = (_line(line) for line in _unwrapped(_shown(text.split("\n"))) if not _RULE.match(line))
    return [line for line in read if re.search(r"\w", line.words)]


def _shown(lines: Iterable[str]) -> Iterator[str]:
    """Lines outside fenced code; one of more than 5,000 characters in pieces, for no sentence is that long."""
    fenced = ""
    for line in lines:
        mark = line.lstrip()[:3]
        if mark in _FENCE and fenced in ("", mark):
            fenced = "" if fenced else mark
        elif not fenced:
            yield from (line[i : i + _LONGEST] for i in range(0, max(1, len(line)), _LONGEST))


def _unwrapped(lines: Iterable[str]) -> Iterator[str]:
    """Lines with those of one paragraph joined again that were broken at a width."""
    block: list[str] = []
    for line in lines:
        titled = _HEADING.match(line) or _BOLD.match(line) or "|" in line
        if titled or not line.strip() or _BULLET.match(line):
            yield from _joined(block)
            block = []
        if titled:
            yield line
        elif line.strip():
            block.append(line)
    yield from _joined(block)


def _joined(block: Sequence[str]) -> Sequence[str]:
    """Lines that all but the last are about as long as a page is wide, and mostly end amid a sentence, are one."""
    broken = block[:-1]
    amid = sum(not re.search(r"[.!?:;]$", line.rstrip()) for line in broken)
    if broken and all(_NARROW <= len(line) <= _WIDE for line in broken) and 2 * amid >= len(broken):
        return [" ".join([block[0].rstrip(), *(line.strip() for line in block[1:])])]
    return block


def _line(line: str) -> Line:
    line = _LINK.sub(r"\1", _ESCAPED.sub(r"\1", line)).replace("\xa0", " ").replace("\xad", "")
    if titled := _HEADING.match(line):
        return Line(_bare(titled.group(2)), "heading")
    if bold := _BOLD.match(line):
        return Line(_bare(bold.group("words")), "heading" if _short(bold.group("words")) else "prose")
    if marked := _BULLET.match(line):
        return Line(_bare(line[marked.end() :]), "bullet")
    return Line(_bare(line.replace("|", " ")), "prose")


def _bare(words: str) -> str:
    return " ".join(_MARKS.sub("", words).split())


def _short(words: str) -> bool:
    return len(words) <= 60 and not re.search(r"[.!。！;；]\s*\S", words)


def _markdown_of(html: str) -> str:
    reader = _Html()
    reader.feed(html)
    reader.close()
    return "".join(reader.said)


class _Html(HTMLParser):
    """Blocks to lines, li to bullets, h1 to h6 to headings, bold to bold; what is not shown is not read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.said.append("\n")
        if tag == "li":
            self.said.append("- ")
        elif re.fullmatch("h[1-6]", tag):
            self.said.append("# ")
        elif tag in ("b", "strong"):
            self.said.append("**")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in ("b", "strong"):
            self.said.append("**")
        if tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(" ".join(data.split()) if data.strip() else " ")
            if data[-1:].isspace():
                self.said.append(" ")

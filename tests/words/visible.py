"""What a reader sees of a page in the pseudo-locale that no catalogue has marked."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr", "polyline", "line", "rect", "path"}
SILENT = {"style", "script"}
SAID = ("aria-label", "title", "alt", "placeholder")


def marks_of_known(mark: Callable[[str], str]) -> Callable[[str], str]:
    """The pseudo-locale's mark for what the catalogues hold alone: a message made up at run time stays bare."""
    from .extract import has_words, messages

    known = {form for message in messages() for form in ((message,) if isinstance(message, str) else message)}
    return lambda message: mark(message) if message in known or not has_words(message) else message


def unmarked(html: str) -> list[str]:
    """Words outside ⟦ ⟧, but for what stands under translate="no"."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.bare


class _Reader(HTMLParser):
    """depth: of open brackets; kept: how many open elements are data, or hold no words for a reader."""

    def __init__(self) -> None:
        super().__init__()
        self.bare: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.depth = 0

    @property
    def kept(self) -> bool:
        return any(data for _, data in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag not in VOID:
            self.open.append((tag, tag in SILENT or named.get("translate") == "no"))
        if not self.kept and named.get("translate") != "no":
            for name in SAID:
                self._judge(named.get(name) or "", alone=True)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.kept:
            self._judge(data)

    def _judge(self, data: str, alone: bool = False) -> None:
        depth, bare = (0 if alone else self.depth), ""
        for sign in data:
            depth += (sign == "⟦") - (sign == "⟧")
            bare += sign if depth == 0 and sign != "⟧" else " "
        if not alone:
            self.depth = depth
        if any(sign.isalpha() for sign in bare):
            self.bare.append(" ".join(bare.split()))

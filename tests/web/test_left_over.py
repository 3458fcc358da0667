"""What watches the pages for English sees it: otherwise its silence would say nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from taktgeber.core import text
from taktgeber.core.format import show

from .left_over import english_on

MESSAGE = text("Nothing down to entry {back} answers this. Look further back.", back="7")


@dataclass
class Page:
    words: str

    def evaluate(self, _: str) -> str:
        return self.words


@pytest.mark.parametrize("locale", ["de_DE", "it_IT", "zh_CN"])
def test_a_message_that_was_not_translated_is_seen(locale: str) -> None:
    assert english_on(Page(f"Logbuch\n{show(MESSAGE)}"), locale) == [
        "Nothing down to entry",
        "answers this. Look further back.",
    ]
    assert english_on(Page(show(MESSAGE, locale)), locale) == []

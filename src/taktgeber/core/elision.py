"""Italian articles before numbers that begin with a vowel: "l’8 giugno", "dall’11%", "all’80%".

A message cannot know its numbers, so the article is set once they stand in it; tags of a page may lie between.
"""

from __future__ import annotations

import re

_WHOLE = re.compile(r"\b(il|dal|al|del|nel|sul) ((?:<[^>]*>)*)(?=8|11(?!\d))", re.IGNORECASE)


def elided(words: str) -> str:
    return _WHOLE.sub(lambda found: f"{_short(found[1])}’{found[2]}", words)


def _short(article: str) -> str:
    return article[1:].upper() if article == "Il" else article[1:] if article.lower() == "il" else f"{article}l"

"""The desk of the auditor on the web: each part keeps its pages and forms in its own file."""

from __future__ import annotations

from taktgeber.core import Act, Leaf

from . import claims_pages, word_pages

TEMPLATES = True
LEAVES: tuple[Leaf, ...] = (*claims_pages.LEAVES, *word_pages.LEAVES)
ACTS: tuple[Act, ...] = (*claims_pages.ACTS, *word_pages.ACTS)

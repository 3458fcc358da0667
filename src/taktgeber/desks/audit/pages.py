"""The desk of the auditor on the web: each part keeps its pages and forms in its own file."""

from __future__ import annotations

from taktgeber.core import Act, Leaf

from . import claims_pages

TEMPLATES = False
LEAVES: tuple[Leaf, ...] = (*claims_pages.LEAVES,)
ACTS: tuple[Act, ...] = (*claims_pages.ACTS,)

"""The desk of the auditor on the web: each part keeps its pages and forms in its own file."""

from __future__ import annotations

from taktgeber.core import Act, Leaf

TEMPLATES = False
LEAVES: tuple[Leaf, ...] = ()
ACTS: tuple[Act, ...] = ()

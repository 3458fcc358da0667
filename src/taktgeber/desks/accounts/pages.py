"""The desk of accounts on the web: one's own account, and people."""

from __future__ import annotations

from . import account_page, people_page

TEMPLATES = True
LEAVES = (*account_page.LEAVES, *people_page.LEAVES)
ACTS = (*account_page.ACTS, *people_page.ACTS)

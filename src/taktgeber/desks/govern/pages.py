"""The desk of the ledger on the web: entries, breaches, refusals, a past day, entering, and what runs by itself."""

from __future__ import annotations

from taktgeber.core import Download, Leaf, text

from . import automation_page, entering_page, verifying
from .entry_page import entry
from .ledger_page import QUERY, entries_csv, ledger
from .rules_page import ALL, AS_OF, as_of, breaches, refusals

TEMPLATES = True
LEAVES = (
    Leaf("/ledger", text("Ledger"), "see.ledger", ledger, rank=90, query=QUERY),
    Leaf("/ledger/breaches", text("Breaches"), "see.ledger", breaches, query=ALL),
    Leaf("/ledger/refusals", text("Refusals"), "see.ledger", refusals),
    Leaf("/ledger/as-of", text("As of a day"), "see.ledger", as_of, query=AS_OF),
    Leaf("/ledger/{seq}", text("An entry"), "see.ledger", entry),
    *entering_page.LEAVES,
    *automation_page.LEAVES,
)
DOWNLOADS = (Download("/ledger/entries.csv", text("Entries as a table"), "see.ledger", entries_csv, query=QUERY),)
ACTS = (*verifying.ACTS, *entering_page.ACTS, *automation_page.ACTS)

"""The list of benches, by name."""

from __future__ import annotations

from .ledger import ledger
from .media import media

BENCHES = {"media": media, "ledger": ledger}

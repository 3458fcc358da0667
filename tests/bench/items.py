"""The list of benches, by name."""

from __future__ import annotations

from .ledger import ledger
from .media import media
from .web import web

BENCHES = {"media": media, "ledger": ledger, "web": web}

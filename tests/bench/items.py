"""The list of benches, by name."""

from __future__ import annotations

from .engines import engines
from .ledger import ledger
from .media import media
from .stores import stores
from .web import web

BENCHES = {"media": media, "engines": engines, "ledger": ledger, "stores": stores, "web": web}

"""The list of benches, by name."""

from __future__ import annotations

from .assigning import assigning
from .claims import claims
from .engines import engines
from .experiment import experiment
from .lab import lab_pages
from .ledger import ledger
from .media import media
from .search import search
from .signals import signals
from .stores import stores
from .texts import texts
from .web import web

BENCHES = {
    "media": media,
    "engines": engines,
    "experiment": experiment,
    "assigning": assigning,
    "claims": claims,
    "ledger": ledger,
    "stores": stores,
    "lab": lab_pages,
    "search": search,
    "signals": signals,
    "texts": texts,
    "web": web,
}

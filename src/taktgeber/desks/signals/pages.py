"""The desk of weak signals on the web: those that wait for a fate first, then what became of the others."""

from __future__ import annotations

from taktgeber.core import Field, Leaf, text

from .fate_form import SETTLE
from .hear_form import HEAR
from .signals_page import signals

FROM = Field("from", text("From which place on"), "number", required=False)
LEAVES = (Leaf("/signals", text("Signals"), "see.premises", signals, rank=46, query=(FROM,)),)
ACTS = (SETTLE, HEAR)

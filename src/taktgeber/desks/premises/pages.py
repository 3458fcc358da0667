"""The desk of premises on the web: what today's business rests on, and what has begun to give way."""

from __future__ import annotations

from taktgeber.core import Leaf, text
from taktgeber.cycle.asks import BEAT

from .premise_forms import ACTS as OF_ONE
from .premise_page import premise
from .premises_page import premises
from .say_form import SAY

TEMPLATES = True
LEAVES = (
    Leaf("/premises", text("Premises"), "see.premises", premises, rank=45, query=(BEAT,)),
    Leaf("/premises/{name}", text("A premise"), "see.premises", premise),
)
ACTS = (SAY, *OF_ONE)

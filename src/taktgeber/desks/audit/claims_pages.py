"""Claims from data on the web: which hold and which do not, one with all that was found, and a form to audit one."""

from __future__ import annotations

from taktgeber.core import Leaf, text

from .claim_form import AUDIT
from .claim_page import claim
from .claims_page import claims

LEAVES = (
    Leaf("/claims", text("Claims"), "see.experiments", claims, rank=36),
    Leaf("/claims/{name}", text("A claim"), "see.experiments", claim),
)
ACTS = (AUDIT,)

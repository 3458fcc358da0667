"""The desk of the lab on the web, one file a page; what may be done stands with its form."""

from __future__ import annotations

from taktgeber.core import Leaf, text
from taktgeber.cycle.asks import BEAT

from . import assumption_forms, backlog_form, initiative_forms, opportunity_forms
from .given import FROM
from .initiative_page import initiative
from .lab_page import SEARCH, STAGE, lab
from .opportunities_page import opportunities
from .yardsticks_page import yardsticks

TEMPLATES = True
LEAVES = (
    Leaf("/lab", text("Lab"), "see.lab", lab, rank=40, query=(BEAT, SEARCH, STAGE, FROM)),
    Leaf("/lab/opportunities", text("Opportunities"), "see.lab", opportunities, query=(FROM,)),
    Leaf("/lab/initiatives/{name}", text("An initiative"), "see.lab", initiative),
    Leaf("/lab/yardsticks", text("The lab's own yardsticks"), "see.lab", yardsticks),
)
ACTS = (
    initiative_forms.START,
    initiative_forms.CHANGE,
    initiative_forms.PLACED,
    assumption_forms.WRITE_DOWN,
    assumption_forms.SETTLED,
    opportunity_forms.SAY,
    opportunity_forms.CHANGE,
    backlog_form.BRING,
)

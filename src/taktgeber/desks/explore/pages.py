"""The desk of the lab on the web, one file a page; what may be done stands with its form."""

from __future__ import annotations

from taktgeber.core import Leaf, text
from taktgeber.cycle.asks import BEAT

from . import assumption_forms, backlog_form, initiative_forms, opportunity_forms
from .bets_page import GIVE_SLACK, bets
from .given import FROM
from .initiative_page import initiative
from .insight_page import USE, insight
from .lab_page import SEARCH, STAGE, lab
from .opportunities_page import opportunities
from .stopped_page import stopped
from .yardsticks_page import yardsticks

TEMPLATES = True
LEAVES = (
    Leaf("/lab", text("Lab"), "see.lab", lab, rank=40, query=(BEAT, SEARCH, STAGE, FROM)),
    Leaf("/lab/bets", text("The next bets"), "see.lab", bets),
    Leaf("/lab/opportunities", text("Opportunities"), "see.lab", opportunities, query=(FROM,)),
    Leaf("/lab/initiatives/{name}", text("An initiative"), "see.lab", initiative),
    Leaf("/lab/yardsticks", text("The lab's own yardsticks"), "see.lab", yardsticks),
    Leaf("/lab/stopped", text("What we stopped"), "see.lab", stopped, query=(FROM,)),
    Leaf("/lab/insights/{name}", text("An insight"), "see.lab", insight),
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
    GIVE_SLACK,
    USE,
)

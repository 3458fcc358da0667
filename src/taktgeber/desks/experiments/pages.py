"""The desk of experiments on the web: what ran, what was learned, what to run next."""

from __future__ import annotations

from taktgeber.core import Field, Leaf, text

from .conclude_form import CONCLUDE
from .experiment_page import experiment
from .experiments_page import experiments
from .fieldwork_form import BRING
from .insight_form import WRITE
from .register_form import REGISTER

TEMPLATES = True
SEARCH = Field("q", text("Words to look for in all that was said, tested or learnt"), required=False, most=100)
CLAIM = Field("claim", text("A claim from data, whose test is laid into the form"), required=False, most=80)
LEAVES = (
    Leaf("/experiments", text("Experiments"), "see.experiments", experiments, rank=35, query=(SEARCH, CLAIM)),
    Leaf("/experiments/{name}", text("An experiment"), "see.experiments", experiment),
)
ACTS = (REGISTER, CONCLUDE, BRING, WRITE)

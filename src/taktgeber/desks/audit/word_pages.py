"""Word and deed on the web: what we say about ourselves and what we do, one page a subject, and the forms for it."""

from __future__ import annotations

from taktgeber.core import Leaf, text

from .held_page import held
from .promise_form import ACTS as WRITTEN
from .text_form import AUDIT
from .word_page import word

LEAVES = (
    Leaf("/word", text("Word and deed"), "see.word", word, rank=55),
    Leaf("/word/{subject}", text("One of them, held to its word"), "see.word", held),
)
ACTS = (AUDIT, *WRITTEN)

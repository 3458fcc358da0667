"""Surprise: how many bits an answer told, against how many were to be expected by the chances stated before it.

An answer to which a chance p was given tells -log2 p bits (Shannon 1948). Whoever states p expects the entropy
H(p) = -p log2 p - (1-p) log2 (1-p), one bit at most, where nobody can tell. More surprise than expected over many
answers: the stated chances were too sure; none at all: the questions were not worth asking. A yes and a no to which
the same chance was given tell the same.
"""

from __future__ import annotations

from math import log2

# Nobody is surer than this of anything: an answer of which it was said that it never comes tells ten bits, no more.
SUREST = 1 / 1024


def surprise(chance: float, happened: bool) -> float:
    """chance: that it happens, as stated before; bits, 0 to 10. Raises ValueError for no chance."""
    if not 0 <= chance <= 1:
        raise ValueError(f"a chance lies between 0 and 1, got {chance}")
    said = chance if happened else 1 - chance
    return -log2(max(said, SUREST)) if said < 1 else 0.0


def expected_surprise(chance: float) -> float:
    """Bits, 0 to 1: of an answer that comes out with this chance."""
    return chance * surprise(chance, True) + (1 - chance) * surprise(chance, False)

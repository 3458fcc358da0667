"""A question that may be tested next, and how much not knowing its answer weighs.

What a test can remove is the entropy of the stated chance, H(p) = -p log2 p - (1-p) log2 (1-p) bits (Shannon 1948):
most where nobody can tell, nothing where everybody is sure. It weighs more the more of today's business rests on the
premise that it is about, half where that was seen to hold by now, and less the likelier it is that the initiative
falls by an earlier question of its chain (McGrath & MacMillan 1995). Neither a return nor its value enters: what may
be lost is a limit and no yardstick.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from taktgeber.stats.diversity import shared
from taktgeber.stats.surprise import expected_surprise as entropy

Load = Literal["high", "middle", "low"]
Doubt = Literal["settled", "tested", "untested", "shaken"]
Band = Literal["much", "some", "little"]
# What rests on the premise, as an order of three steps: nobody knows it better than that.
WEIGHT: Mapping[Load | None, float] = {"high": 3.0, "middle": 2.0, "low": 1.0, None: 1.0}
# What is known of the premise by now, as in its order of attack: what was broken by decision is no question any more,
# and what was seen to hold is half of one.
DOUBT: Mapping[Doubt | None, float] = {"settled": 0.0, "tested": 0.5, "untested": 1.0, "shaken": 1.0, None: 1.0}
# Of a question's weight, the part that no other test can answer, however alike: five that are nine tenths alike
# count as little more than one.
OWN = 0.1
Aspect = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """chance: that it holds, as it was stated before the test. stake: what its test may lose, minor units, above 0.
    load, doubt: of the premise it is about. reached: the chance that what comes before it in its initiative holds; 1:
    it is the riskiest, and tested first. about: by kind (premise, approach, model), tags that say what it tries."""

    initiative: str
    assumption: str
    chance: float
    stake: int
    load: Load | None = None
    reached: float = 1.0
    about: tuple[tuple[str, frozenset[str]], ...] = ()
    until: date | None = None
    doubt: Doubt | None = None

    @property
    def bits(self) -> float:
        return entropy(self.chance)

    @property
    def weight(self) -> float:
        return WEIGHT[self.load] * DOUBT[self.doubt] * self.reached * self.bits

    def aspects(self) -> dict[Aspect, float]:
        """How its weight spreads over what it is about; sums to 1. Each kind that is said counts alike, each tag of a
        kind alike; what nobody described is about itself alone."""
        said = [(kind, tags) for kind, tags in self.about if tags]
        own: dict[Aspect, float] = {("question", f"{self.initiative}\n{self.assumption}"): OWN if said else 1.0}
        for kind, tags in said:
            for tag in sorted(tags):
                own[kind, tag] = (1 - OWN) / len(said) / len(tags)
        return own


def uncertainty(bits: float) -> Band:
    """much: neither answer is likelier than three to one; little: one of them is nine to one or surer."""
    return "much" if bits >= 0.811 else "some" if bits >= 0.468 else "little"


def alike(one: Question, other: Question) -> float:
    """Likeness of what two questions are about, 0 to 1: the share of tags they have in common, averaged over the kinds
    that either names (Gower 1971, Biometrics 27(4)); two different questions are never the same one."""
    if (one.initiative, one.assumption) == (other.initiative, other.assumption):
        return 1.0
    mine, theirs = dict(one.about), dict(other.about)
    both = [(mine.get(kind, frozenset()), theirs.get(kind, frozenset())) for kind in {**mine, **theirs}]
    shares = [shared(a, b) for a, b in both if a or b]
    return (1 - OWN) * sum(shares) / len(shares) if shares else 0.0

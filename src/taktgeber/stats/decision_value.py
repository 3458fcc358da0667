"""What a test is worth before it is run: the chance that it changes the decision. No money is needed.

Before the test the effect is N(mean, sd^2) and one acts if its mean exceeds a threshold. After a test with standard
error e the mean will have moved by a normal amount with variance sd^4 / (sd^2 + e^2): before any data that is all one
can know about it (Raiffa & Schlaifer 1961, Applied Statistical Decision Theory, section 5.5).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .solve import where_it_reaches
from .tails import normal_above


@dataclass(frozen=True, slots=True)
class Belief:
    """mean, sd: of the effect before the test; threshold: the least effect worth acting on. All in its unit."""

    mean: float
    sd: float
    threshold: float = 0.0

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (self.mean, self.sd, self.threshold))) or self.sd <= 0:
            raise ValueError(f"a prior has a finite mean and a spread above 0, got {self.mean} and {self.sd}")

    @property
    def acts_untested(self) -> bool:
        """What one would do without a test."""
        return self.mean > self.threshold

    def movement(self, standard_error: float) -> float:
        """Standard deviation of the mean after the test, as seen before it; error 0: perfect knowledge."""
        return self.sd**2 / math.hypot(self.sd, standard_error)

    def chance_to_flip(self, standard_error: float) -> float:
        """That after the test one does the opposite of what one would do untested; at most 1/2."""
        return normal_above(abs(self.mean - self.threshold) / self.movement(standard_error))

    def gain(self, standard_error: float) -> float:
        """By how much the effect that one ends up with is higher on average than without the test, in its unit."""
        moved = self.movement(standard_error)
        u = abs(self.mean - self.threshold) / moved
        return moved * (math.exp(-u * u / 2) / math.sqrt(2 * math.pi) - u * normal_above(u))

    def decisive_error(self, share: float = 0.9) -> float:
        """The largest standard error of a test that still brings this share of what perfect knowledge would bring."""
        if not 0 < share < 1:
            raise ValueError(f"a share lies between 0 and 1, got {share}")
        whole = self.gain(0.0)
        if whole < 1e-15 * self.sd:
            raise ValueError("not even perfect knowledge would change the decision")
        return self.sd * math.exp(
            -where_it_reaches(lambda finer: self.gain(self.sd * math.exp(-finer)), share * whole, 1.0)
        )

    def chance_to_show(self, critical: float, standard_error: float) -> float:
        """Average power: that the estimate lies more than `critical` standard errors above or below no effect."""
        spread = math.hypot(self.sd, standard_error)
        return normal_above((critical * standard_error - self.mean) / spread) + normal_above(
            (critical * standard_error + self.mean) / spread
        )

"""An interval that may be looked at after every unit: it holds the effect at all times together.

For plans without an end or with looks at will. Asymptotic confidence sequence by a normal mixture (Waudby-Smith,
Arbour, Sinha, Kennedy & Ramdas 2021, arXiv:2103.06476, theorem 2.2); with V = 1 / error^2 the information, it is

    half-width = error sqrt((V + m) / V * ln((V + m) / (m alpha^2))),

where m tunes it: narrowest about when the planned information is in. Asymptotic: it needs some hundreds of units an
arm and capped tails. Where the number and days of looks are planned, boundaries by alpha spending are narrower.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .solve import where_it_reaches
from .tails import normal_above


@dataclass(frozen=True, slots=True)
class ConfidenceSequence:
    """planned: information at which the interval shall be narrowest, in units of 1 / error^2, above 0;
    error: the chance, over all times together, not to hold the effect, below 1; sides: 1 gives a lower bound alone.
    """

    planned: float
    error: float
    sides: int = 2

    def __post_init__(self) -> None:
        if not (math.isfinite(self.planned) and self.planned > 0 and 0 < self.error < 1):
            raise ValueError(f"planned information is above 0 and the error below 1: {self.planned}, {self.error}")
        if self.sides not in (1, 2):
            raise ValueError(f"a sequence has one side or two, got {self.sides}")
        if self.sides == 1 and self.error >= 0.5:
            raise ValueError(f"the error of one side is below 1/2, got {self.error}")

    @property
    def mixing(self) -> float:
        """m: information of the normal prior that is mixed over, narrowest near the plan (their eq. 11 and app. C.3,
        solved to first order; one side: at twice the error, Howard, Ramdas, McAuliffe & Sekhon 2021, section 3.5)."""
        log = -2 * math.log(self.error * (3 - self.sides))
        return self.planned / (log + math.log1p(log))

    def half_width(self, standard_error: float) -> float:
        """In the unit of the standard error at this time, which is above 0."""
        if not (math.isfinite(standard_error) and standard_error > 0):
            raise ValueError(f"a standard error is above 0, got {standard_error}")
        information = standard_error**-2
        return self.bound(information) / information

    def bound(self, information: float) -> float:
        """How far the score (estimate times information) strays from its mean at most, at all times together."""
        v, m = information, self.mixing
        two_sided = math.sqrt((v + m) * math.log((v + m) / (m * self.error**2)))
        if self.sides == 2:
            return two_sided
        return where_it_reaches(lambda s: self._log_evidence(s, v), -math.log(self.error), two_sided)

    def p_value(self, estimate: float, standard_error: float) -> float:
        """Of no effect, valid at whatever time one looks; the least of all looks may be reported."""
        information = standard_error**-2
        return min(1.0, math.exp(-self._log_evidence(estimate * information, information)))

    def _log_evidence(self, score: float, information: float) -> float:
        """Log of the mixture of likelihood ratios: normal prior around no effect, its positive half for one side."""
        v, m = information, self.mixing
        both = 0.5 * math.log(m / (v + m)) + score * score / (2 * (v + m))
        if self.sides == 2:
            return both
        return both + math.log(2) + math.log(max(normal_above(-score / math.sqrt(v + m)), 1e-300))

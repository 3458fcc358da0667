"""How fast an experiment with several looks may spend its chance of error.

A spending function says how much of the error may be used up when a share of the planned information is in
(Lan & DeMets 1983, Biometrika 70(3)): looks may then come when they come, and as many as people want.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from .tails import normal_above, normal_quantile

Family = Literal["obrien-fleming", "pocock", "power"]


@dataclass(frozen=True, slots=True)
class Spending:
    """obrien-fleming: little at first, nearly the whole at the end, 2 - 2 Phi(z / sqrt(t)) with z the quantile of
    1 - error / 2; pocock: error ln(1 + (e - 1) t), about alike at every look (both Lan & DeMets 1983);
    power: error t^rho (Kim & DeMets 1987, Biometrika 74(1)).
    """

    family: Family = "obrien-fleming"
    rho: float = 2.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.rho) and self.rho > 0):
            raise ValueError(f"rho is above 0, got {self.rho}")

    def spent(self, error: float, fraction: float) -> float:
        """What of the error of one side is used up at this fraction of the planned information; the whole from 1 on."""
        if fraction <= 0:
            return 0.0
        if fraction >= 1:
            return error
        match self.family:
            case "obrien-fleming":
                return 2 * normal_above(normal_quantile(1 - error / 2) / math.sqrt(fraction))
            case "pocock":
                return error * math.log1p((math.e - 1) * fraction)
        return error * math.pow(fraction, self.rho)

"""The house rules that the ledger itself holds, one function each. First the order of things is asked."""

from __future__ import annotations

from taktgeber.core import Rule

from .automatic import AUTOMATIC
from .order import ORDER
from .reserve_raid import RESERVE_RAID
from .return_metric import RETURN_METRIC
from .rights import RIGHTS
from .shelter import SHELTER
from .two_hands import TWO_HANDS

RULES: tuple[Rule, ...] = (ORDER, RETURN_METRIC, TWO_HANDS, RESERVE_RAID, AUTOMATIC, SHELTER, RIGHTS)

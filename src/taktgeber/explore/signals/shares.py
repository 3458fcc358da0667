"""Parts of a whole that were all but nought and stay: newcomers.

A part is held against its own past only, by ranks, since a part that was nought for years has no scale; sums over
ranks need several values in a row, so that one month's fleet order is no newcomer. Among parts, false discoveries are
controlled by Benjamini and Hochberg's rule on the chance that a part in no order gets as far in all that was watched.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from taktgeber.core import Refusal, text

from .alarms import Newcomer, Series, SharesScan, TooShort
from .habit import Cadence, cadence
from .series import clean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NEAR_NOUGHT = 0.01  # share of the whole below which a part is none yet
ENOUGH = 5.0  # counted since the onset: less is an anecdote
_ALLOWANCE = 0.5


def scan_shares(parts: Sequence[Series], *, fdr: float = 0.1, today: date | None = None) -> SharesScan:
    """parts: counts of the parts of one whole; a day that a part does not have is nought. fdr: largest expected share
    of false ones among the newcomers, 0 to 1; today: nothing after it counts.

    Raises:
        Refusal: A count is negative or infinite, or a part has two on one day.
        ValueError: fdr is not between 0 and 1.
    """
    if not 0 < fdr < 1:
        raise ValueError(f"a share of false alarms lies between 0 and 1, got {fdr}")
    known = [clean(part, today) for part in parts]
    for part in known:
        if any(value is not None and value < 0 for value in part.values):
            raise Refusal(part.name, text("a count is below nought."), text("Shares are of counts: nought or more."))
    days, counts = _counts(known)
    of = cadence(days) if len(days) > 1 else Cadence(1, 365, 56)
    baseline = of.baseline // 2
    if len(days) < baseline + 4:
        few = text("{have} values are too few to know a habit; {need} are enough.", have=len(days), need=baseline + 4)
        short = tuple(TooShort(part.name, len(days), baseline + 4, few) for part in known)
        return SharesScan((), (), (), short, fdr)
    settled = counts[:, :baseline].sum(axis=1) > NEAR_NOUGHT * counts[:, :baseline].sum()
    names = [part.name for part in known]
    tried = [_Tried(names[row], days, counts[row], counts.sum(axis=0)) for row in range(len(names)) if not settled[row]]
    found = _found(tried, of, baseline, fdr)
    new = {newcomer.part for newcomer in found}
    return SharesScan(
        tuple(sorted(found, key=lambda each: (-each.day.toordinal(), each.p, each.part))),
        tuple(each.name for each in tried if each.name not in new),
        tuple(name for name, is_settled in zip(names, settled, strict=True) if is_settled),
        (),
        fdr,
    )


@dataclass(frozen=True, slots=True)
class _Tried:
    """One part that was all but nought. counts, whole: by day."""

    name: str
    days: tuple[date, ...]
    counts: Floats
    whole: Floats

    def raised(self, heights: Floats, least: float) -> tuple[int, int] | None:
        """The first step that is above the least height with enough counted, and the onset of what came."""
        import numpy as np

        from taktgeber.stats.cusum import onset

        for step in np.flatnonzero(heights >= least).tolist():
            since = onset(heights, step)
            if self.counts[since : step + 1].sum() >= ENOUGH:
                return step, since
        return None


def _found(tried: list[_Tried], of: Cadence, baseline: int, fdr: float) -> list[Newcomer]:
    import numpy as np

    from taktgeber.stats.cusum import crossing_chance, cumulative_sums, height_for
    from taktgeber.stats.multiplicity import benjamini_hochberg
    from taktgeber.stats.sequential_rank import rank_scores

    if not tried:
        return []
    shares = np.stack([each.counts / each.whole for each in tried])
    sums = cumulative_sums(rank_scores(shares, baseline), np.full(len(tried), _ALLOWANCE), 3.0).up
    steps = shares.shape[1] - baseline
    chances = crossing_chance(sums.max(axis=1), steps, _ALLOWANCE, 3.0, sides=1)
    corrected = benjamini_hochberg(chances.tolist())
    level = fdr * sum(q <= fdr for q in corrected) / len(tried)
    if level == 0:
        return []
    least = height_for(level, steps, _ALLOWANCE, 3.0, sides=1)
    a_year = -math.log1p(-level) * of.a_year / steps
    found = []
    for row, part in enumerate(tried):
        raised = part.raised(sums[row], least) if corrected[row] <= fdr else None
        if raised is not None:
            found.append(_newcomer(part, *raised, float(chances[row]), a_year))
    return found


def _newcomer(part: _Tried, step: int, since: int, p: float, a_year: float) -> Newcomer:
    after, before = slice(since, None), slice(None, since)
    return Newcomer(
        part.name,
        part.days[step],
        part.days[since],
        float(part.counts[after].sum() / part.whole[after].sum()),
        float(part.counts[before].sum() / part.whole[before].sum()),
        float(part.counts[after].sum()),
        p,
        a_year,
    )


def _counts(parts: Sequence[Series]) -> tuple[tuple[date, ...], Floats]:
    """Of every part on every day of the whole, shape (parts, days); days without any count say nothing of shares."""
    import numpy as np

    days = sorted({day for part in parts for day in part.days})
    place = {day: at for at, day in enumerate(days)}
    counts = np.zeros((len(parts), len(days)))
    for row, part in enumerate(parts):
        for day, value in zip(part.days, part.values, strict=True):
            counts[row, place[day]] = value
    any_count = counts.sum(axis=0) > 0
    return tuple(day for day, there in zip(days, any_count.tolist(), strict=True) if there), counts[:, any_count]

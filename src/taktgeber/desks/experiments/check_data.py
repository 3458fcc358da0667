"""What is found of an experiment without a look at any effect, for machines: shared by read and check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taktgeber.evidence.checking.check import Checked
from taktgeber.evidence.reading.mixing import Mixing
from taktgeber.evidence.reading.result import DaysRead
from taktgeber.evidence.reading.split_check import WARN


def mixing_data(mixing: Mixing, names: Sequence[str], shares: Sequence[float]) -> dict[str, Any]:
    first = mixing.first_split(names, shares)
    return {
        "units": mixing.units,
        "share": mixing.share,
        "between": [{"arms": list(arms), "units": n} for arms, n in mixing.between.items()],
        "first": None if mixing.first is None else [{"arm": arm, "units": n} for arm, n in mixing.first.items()],
        "first_p": first and first.p,
    }


def days_data(read: DaysRead) -> dict[str, Any]:
    """The split by day; `known`: when it could be known that it left the plan."""
    days, known = read.days, read.known(WARN)
    return {
        "first": days.dates[0].isoformat(),
        "last": days.dates[-1].isoformat(),
        "length": days.length,
        "known": known and known.isoformat(),
        "daily": [
            {"day": day.isoformat(), "units": list(counts), "p": p}
            for (day, counts), p in zip(days.counts().items(), read.split_p, strict=True)
        ],
    }


def check_data(checked: Checked) -> dict[str, Any]:
    """As schemas/experiment_check.json says."""
    split, twice = checked.split, checked.duplicates
    arms = zip(checked.names, split.counts, split.shares, strict=True)
    return {
        "trusted": checked.trusted,
        "control": checked.names[0],
        "units": checked.units,
        "arms": [{"name": name, "n": n, "planned": planned} for name, n, planned in arms],
        "split": {"chi_square": split.chi_square, "p": split.p},
        "mixing": checked.mixing and mixing_data(checked.mixing, checked.names, split.shares),
        "duplicates": twice and {"rows": twice.rows, "units": twice.apart},
        "days": checked.days and days_data(checked.days),
        "findings": [
            {"code": f.code, "severity": f.severity, "says": f.says, "advice": f.advice} for f in checked.findings
        ],
    }

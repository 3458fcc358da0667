"""What a load says of itself: the rows, the period, the sums, and what it found on the way, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taktgeber.core import Finding, Period, text

from .contracts import CONTRACTS
from .loads import Load


@dataclass(frozen=True, slots=True)
class LoadReport:
    """again: the file was loaded before and nothing changed. period: None for a table without days.

    quarantined: rows that were left out as bad; kept: the table in which they stand.
    """

    file: str
    table: str
    source: str
    rows: int
    period: Period | None
    accounts: tuple[str, ...]
    sums: Mapping[str, int | float]
    again: bool
    findings: tuple[Finding, ...]
    load: str
    snapshot: str
    quarantined: int = 0
    kept: str | None = None


def report_of(file: str, load: Load, snapshot: str, *, again: bool = False) -> LoadReport:
    """file: as it is called now; the ledger has the name under which it was first loaded."""
    spans = [span for c in load.covers.values() if (span := c.span())]
    left_out = next((f for f in load.findings if f["code"] == "quarantined"), None)
    told = [f for f in load.findings if not again or f is left_out]
    return LoadReport(
        file,
        load.table,
        load.source,
        load.rows,
        Period(min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None,
        tuple(sorted(load.covers)) if CONTRACTS[load.table].by_account else (),
        load.sums,
        again,
        tuple(finding_of(f, file) for f in told),
        load.load,
        snapshot,
        left_out["count"] if left_out else 0,
        f".takt/quarantine/{left_out['kept']}" if left_out else None,
    )


def finding_of(kept: Mapping[str, Any], file: str) -> Finding:
    """A finding as the ledger keeps it, in words."""
    if kept["code"] == "equal-rows":
        return Finding(
            "equal-rows", "note",
            text('"{file}" holds {count} rows that repeat another one; they are kept.', file=file, count=kept["count"]),
            text("Equal rows are real in most exports; if yours is doubled, export it again and load that."),
        )  # fmt: skip
    if kept["code"] == "quarantined":
        return Finding(
            "quarantined", "warn",
            text('{count} rows of "{file}" are bad and were left out; they stand in {place}, with the reason for each.',
                 file=file, count=kept["count"], place=f".takt/quarantine/{kept['kept']}"),
            text("Mend them in the file and load it again: it then takes the place of this load."),
        )  # fmt: skip
    if kept["code"] == "unknown-market":
        return Finding(
            "unknown-market", "warn",
            text('{count} rows of "{file}" belong to no known market.', file=file, count=kept["count"]),
            text("Add what the file writes to matches = [...] of a market in taktgeber.toml, or say --market NAME."),
        )  # fmt: skip
    return Finding(
        "replaced", "note",
        text('"{file}" takes the place of "{old}" wherever both speak.', file=file, old=kept["file"]),
        text("The earlier rows stay stored and in the ledger; they no longer count."),
    )  # fmt: skip

"""takt audit claim: whether what goes together in a file may be read as a cause, and what else explains it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Finding, Refusal, text

if TYPE_CHECKING:
    from taktgeber.evidence.claims import ClaimAudit, Column

_YES_NO = frozenset({"yes", "no", "true", "false", "1", "0", "y", "n", "ja", "nein", "sì", "是", "否"})
File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A CSV (also gzipped), Excel or Parquet file with a row a case.")
]
Outcome = Annotated[str, typer.Option("--outcome", help="The column that is said to be moved: numbers, or yes and no.")]
Exposure = Annotated[str, typer.Option("--exposure", help="The column that is said to move it.")]
Given = Annotated[
    str | None, typer.Option("--given", metavar="A,B", help="What else might explain it, as it stood before.")
]
Time = Annotated[str | None, typer.Option("--time", help="The column of days, or of period numbers.")]
After = Annotated[
    str | None, typer.Option("--after", metavar="M,N", help="Columns that came later than the exposure: never held.")
]
Weight = Annotated[str | None, typer.Option("--weight", help="The column that says how many cases a row stands for.")]
Negative = Annotated[
    str | None, typer.Option("--negative", help="An outcome of the same other causes, which the exposure cannot move.")
]
Keep = Annotated[
    str | None, typer.Option("--keep", metavar="SENTENCE", help="The claim in a sentence: kept in the ledger.")
]
As = Annotated[
    str | None, typer.Option("--as", help="Who keeps it: a pseudonym (p-...), or a role that one person holds.")
]
On = Annotated[
    str | None, typer.Option("--on", metavar="KIND:NAME", help="What builds on it: insight:NAME or playbook:NAME.")
]
Market = Annotated[str | None, typer.Option("--market", help="The market that it is about.")]
Confidence = Annotated[float, typer.Option("--level", help="Of the intervals.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim as it was put: a file and the columns by what they are."""

    file: Path
    outcome: str
    exposure: str
    given: tuple[str, ...] = ()
    time: str | None = None
    after: tuple[str, ...] = ()
    weight: str | None = None
    negative: str | None = None
    level: float = 0.9


@dataclass(frozen=True, slots=True)
class Audited:
    """sampled: of how many rows, where not all were read; digest: of the file."""

    audit: ClaimAudit
    rows: int
    sampled: int | None
    digest: str


def audit_claim(
    file: File,
    outcome: Outcome,
    exposure: Exposure,
    given: Given = None,
    time: Time = None,
    after: After = None,
    weight: Weight = None,
    negative: Negative = None,
    level: Confidence = 0.9,
    keep: Keep = None,
    as_: As = None,
    on: On = None,
    market: Market = None,
    find_workspace: Callable[[], Any] | None = None,
) -> Answer:
    from taktgeber.evidence.claims.tables import tables

    from .claim_data import claim_data

    asked = Asked(file, outcome, exposure, listed(given), time, listed(after), weight, negative, level)
    done = audited(asked)
    kept = None if keep is None else _kept(done, asked, keep, as_, on, market, find_workspace)
    return Answer(
        told(done, kept), tables(done.audit), findings(done), claim_data(done, kept),
    )  # fmt: skip


def audited(asked: Asked) -> Audited:
    from taktgeber.evidence.claims import audit_claim as audit
    from taktgeber.evidence.claims.claim_file import read_claim

    if not 0.5 <= asked.level < 1:
        raise Refusal("--level", text("a level lies between 0.5 and 1."), text("Use --level 0.95"))
    options = {
        "--outcome": (asked.outcome,),
        "--exposure": (asked.exposure,),
        "--given": asked.given,
        "--after": asked.after,
        "--negative": (asked.negative,) if asked.negative else (),
    }
    read = read_claim(asked.file, options, time=asked.time, weight=asked.weight)
    outcome = _level_named(asked.outcome, read.columns)
    found = audit(
        read.columns, outcome, asked.exposure, asked.given, time=asked.time, after=asked.after,
        weight=read.weight, negative=asked.negative, level=asked.level,
    )  # fmt: skip
    return Audited(found, read.rows, read.sampled, read.digest)


def _level_named(outcome: str, columns: Mapping[str, Column]) -> str:
    """Of two texts that are no yes and no, the one that is counted is named: "Admit=Rejected"."""
    column = columns.get(outcome)
    if not isinstance(column, list):
        return outcome
    levels = sorted({str(value).strip() for value in column if value is not None})
    return f"{outcome}={levels[1]}" if len(levels) == 2 and not _YES_NO.intersection(map(str.casefold, levels)) else (
        outcome)  # fmt: skip


def told(done: Audited, kept: tuple[str, int] | None = None) -> tuple[Any, ...]:
    """The verdict first; then what a hidden cause would have to be, what must not be there, and what would decide."""
    from taktgeber.evidence.claims.words import if_hidden, placebos, sentences, to_decide

    audit = done.audit
    says = (*sentences(audit), *if_hidden(audit), *placebos(audit), to_decide(audit))
    if kept is None:
        return says
    return (*says, text('It is kept as "{name}" (entry {entry}).', name=kept[0], entry=str(kept[1])))


def findings(done: Audited) -> tuple[Finding, ...]:
    from taktgeber.evidence.claims.words import findings as of_audit

    if done.sampled is None:
        return of_audit(done.audit)
    says = text("Of {rows} rows {sampled} were read, drawn by chance.", rows=done.rows, sampled=done.sampled)
    way = text("The same are drawn each time; put numbers into groups to have all of them count.")
    return (*of_audit(done.audit), Finding("sampled", "note", says, way))


def listed(written: str | None) -> tuple[str, ...]:
    """ "a, b": a and b, each once."""
    return tuple(dict.fromkeys(name.strip() for name in (written or "").split(",") if name.strip()))


def _kept(
    done: Audited,
    asked: Asked,
    says: str,
    as_: str | None,
    on: str | None,
    market: str | None,
    find_workspace: Callable[[], Any] | None,
) -> tuple[str, int]:
    """Its short name and entry."""
    if as_ is None or find_workspace is None:
        raise Refusal(
            "--as", text("a claim is kept by somebody."), text("Say who keeps it: --as ROLE, or a pseudonym.")
        )
    from taktgeber.cycle import open_house
    from taktgeber.evidence.claims import keep_claim
    from taktgeber.govern import who

    with open_house(find_workspace()) as house:
        entry = keep_claim(house.book, says, done.audit, done.digest, who(house.book, as_), source=asked.file.name,
                           on=on, market=market)  # fmt: skip
    return str(entry.payload["claim"]), entry.seq

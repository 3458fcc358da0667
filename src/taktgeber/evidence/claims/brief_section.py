"""What the room of claims says in the brief: how many hold, and which that are in use do not. Silent where none is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from taktgeber.core import Beat, Exact, Finding, Period, Section, Table, Text, Tile, text, text_n
from taktgeber.core.names import named
from taktgeber.core.section import Cell

from .claim import Verdict
from .kept_claim import KeptClaim
from .memory import CLAIMS

_MOST = 4
_FIRST = ("reverses", "weakened", "cannot_tell", "holds")
_NONE = text("No claim from data was audited yet.")


def section(beat: Beat) -> Section:
    kept = tuple(beat.book.state(CLAIMS).claims.values())
    if not audited(kept):
        way = text("Hold what goes together against all else that explains it, before anybody acts on it: "
                   "takt audit claim FILE --outcome ... --exposure ... --given ...")  # fmt: skip
        return Section("claims", None, _NONE, (), (), (), (), (), (way,))
    from taktgeber.evidence.registry.memory import REGISTRY
    from taktgeber.evidence.telling.quoted import quoted, quoted_finding, quoted_row

    used = in_use(kept, beat.book.state(REGISTRY).insights.values())
    table = claim_table(used[:_MOST], text("Claims in use, those that do not hold first"))
    return Section(
        "claims",
        None,
        quoted(headline(kept)),
        (),
        (),
        (replace(table, rows=tuple(quoted_row(row) for row in table.rows)),) if used else (),
        (),
        tuple(quoted_finding(one) for one in findings(used)),
        how(),
    )


def headline(kept: Iterable[KeptClaim]) -> Text:
    known = audited(kept)
    count = [one.verdict for one in known].count
    if not known:
        return _NONE
    if count("holds") == len(known):
        return text_n("One claim from data was audited, and it holds.",
                      "{n} claims from data were audited, and all hold.", len(known))  # fmt: skip
    failing = [one for one in known if one.verdict in ("reverses", "weakened")]
    if not failing:
        return text_n("Of one claim from data nobody can tell whether it holds.",
                      "Of {n} claims from data nobody can tell whether they hold.", count("cannot_tell"))  # fmt: skip
    return text_n("One claim from data does not hold as it is told: {claim}",
                  "{n} claims from data do not hold as they are told, first of all: {claim}", len(failing),
                  claim=failing[0].says)  # fmt: skip


def tiles(kept: Iterable[KeptClaim], period: Period) -> tuple[Tile, ...]:
    count = [one.verdict for one in audited(kept)].count
    named_so: tuple[tuple[Text, Verdict], ...] = (
        (text("Claims that hold"), "holds"),
        (text("Of which less is left"), "weakened"),
        (text("That turn round"), "reverses"),
        (text("Of which nobody can tell"), "cannot_tell"),
    )
    return tuple(Tile(label, Exact(count(verdict), "claims", period)) for label, verdict in named_so)


def audited(kept: Iterable[KeptClaim]) -> tuple[KeptClaim, ...]:
    """Those of which a verdict is known; what turns round first, then the newest."""
    known = (one for one in kept if one.verdict is not None)
    return tuple(sorted(known, key=lambda one: (_FIRST.index(one.verdict or "holds"), -one.entry)))


def in_use(kept: Iterable[KeptClaim], insights: Iterable[object]) -> tuple[KeptClaim, ...]:
    """Those on which an insight or a playbook builds."""
    named_by = {getattr(one, "claim", None) for one in insights}
    return tuple(one for one in audited(kept) if one.on or one.claim in named_by)


def claim_table(kept: Sequence[KeptClaim], caption: Text) -> Table:
    head = (text("Claim from data"), text("Verdict"), text("What else explains it"), text("What builds on it"))
    return Table(head, tuple(_row(one) for one in kept), caption)


def _row(one: KeptClaim) -> tuple[Cell, ...]:
    from .words import because

    why: Cell = because(one.audit) if one.audit is not None and one.audit.cause is not None else ""
    return one.says, named(one.verdict or ""), why, (one.on or "").partition(":")[2]


def findings(used: Sequence[KeptClaim]) -> Iterator[Finding]:
    from .words import plan_command

    for one in used:
        fails = one.verdict == "reverses" or (one.audit is not None and one.audit.vanishes)
        if not fails:
            continue
        way = text('Have it audited: takt audit claim FILE --keep "..."')
        if one.audit is not None:
            way = text("A test by lot would decide it: {command}", command=plan_command(one.audit))
        yield Finding("claim-fails", "warn", text('It is built upon, and does not hold: "{says}"', says=one.says), way)


def how() -> tuple[Text, ...]:
    return (
        text(
            "What goes together is held against the calendar and all else that was named, each in groups or as a "
            "curve; only what is comparable is compared. Shown is the effect as it was beside what is left of it."
        ),
        text(
            "No audit shows a cause by itself: it says how strong a hidden one would have to be, and which test by lot "
            "would decide it."
        ),
    )

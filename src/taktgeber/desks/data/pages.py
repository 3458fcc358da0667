"""The desk of the data on the web: Operations, its loads and what was kept apart."""

from __future__ import annotations

from taktgeber.core import Card, Download, Empty, Finding, Leaf, NotThere, Page, Section, Sent, Table, Text, text
from taktgeber.core.names import named
from taktgeber.core.section import Cell
from taktgeber.cycle.visit import Visit

from . import loading, mapping
from .fresh import seen_by
from .loading import refusal_finding, retry_forms, upload_form
from .loads import Loaded, loads, one_load, quarantine_file, quarantine_rows

TEMPLATES = True
FEW = 12  # loads on the first page


def operations(visit: Visit) -> Page:
    """Data health as an argument: what is fresh, what is missing, what waits."""
    from taktgeber.data.waiting import waiting

    may_load = visit.access.allows("load.data")
    kept = waiting(visit.house.workspace.inside, visit.house.clock()) if may_load else ()
    cards = tuple(_waits(visit, one) for one in kept)
    forms = (upload_form(),) if may_load else ()
    rows = loads(visit)
    if not rows:
        return Page(
            title=text("Operations"), sentence=text("No data are loaded yet."), cards=cards, empty=_empty(forms)
        )
    section = seen_by(visit)
    return Page(
        title=text("Operations"),
        sentence=section.headline,
        sections=(section,),
        cards=cards,
        forms=forms,
        template="operations.html",
        extra={"loads": rows, "few": FEW},
        twin={
            "loads": [_plain(row) for row in rows],
            "waiting": [{"file": one.path.name, "kept": one.digest} for one in kept],
        },
    )


def _empty(forms: tuple[object, ...]) -> Empty:
    return Empty(
        text("Here will stand how fresh the data are, where days are missing, what belongs to no market or unit, and "
             "every load with who and when."),
        text("It needs an export of an advertising platform (Meta, Google Ads, TikTok) or the orders of your shop."),
        forms=forms,  # type: ignore[arg-type]
    )  # fmt: skip


def _waits(visit: Visit, one: object) -> Card:
    from taktgeber.data.waiting import Waiting

    assert isinstance(one, Waiting)
    finding = refusal_finding(one)
    link = None
    if "mapping" in one.asks:
        link = (f"/operations/mapping/{one.digest}", text("Say which column is what"))
    return Card(text('"{file}" waits', file=one.path.name), (finding.says, finding.advice), text("refused"),
                forms=retry_forms(visit, one), link=link)  # fmt: skip


def load_page(visit: Visit) -> Page:
    row = _row_of(visit)
    load, entry = row.load, row.entry
    facts = (
        (text("Table"), named(load.table)),
        (text("Source"), load.source),
        (text("Rows"), row.rows),
        (text("Period"), text("{period}", period=row.period) if row.period else text("without days")),
        (text("Sum"), row.sum or text("no money")),
        (text("Loaded"), text("{day} by {who}", day=entry.at.date(), who=visit.name_of(entry.actor) or row.who)),
        (text("State"), row.state or text("all of it speaks")),
        (text("Entry of the ledger"), str(entry.seq)),
        (text("Digest of the file"), f"{str(entry.payload.get('digest', load.load))[:16]}…"),
    )
    section = Section("data", None, text("By account"), (), (), _accounts(row), (), _findings(row), ())
    sections = (section, *_apart(visit, row))
    return Page(
        title=text("Load"),
        sentence=_sentence(row),
        sections=sections,
        links=(("/operations", text("Operations")),),
        template="load.html",
        extra={"row": row, "facts": facts, "apart": quarantine_file(visit, load) is not None},
        twin=_plain(row),
    )


def _sentence(row: Loaded) -> Text:
    if row.period is None:
        return text(
            '"{file}" brought {rows} rows of {table}.', file=row.load.file, rows=row.rows, table=named(row.load.table)
        )
    return text('"{file}" brought {rows} of {table}, {period}.', file=row.load.file, rows=row.rows,
                table=named(row.load.table), period=row.period)  # fmt: skip


def _accounts(row: Loaded) -> tuple[Table, ...]:
    """By account: the days it brought, and how many of them still speak."""
    covered = [(account, cover) for account, cover in sorted(row.load.covers.items()) if cover.span()]
    if not covered:
        return ()
    head = (text("Account"), text("First day"), text("Last day"), text("Still speaks"))
    return (
        Table(
            head,
            tuple(_account(row, account) for account, _ in covered),
            text("Days by account, and what still counts"),
        ),
    )


def _account(row: Loaded, account: str) -> tuple[Cell, ...]:
    brought, speaks = row.load.covers[account], row.load.seen.get(account)
    span = brought.span()
    assert span is not None
    still = (
        text("all of it")
        if speaks == brought
        else text("in part")
        if speaks
        else text("nothing: a later load replaced it")
    )
    return (account or text("no account"), text("{day}", day=span[0]), text("{day}", day=span[1]), still)


def _findings(row: Loaded) -> tuple[Finding, ...]:
    from taktgeber.data.report import finding_of

    return tuple(finding_of(found, row.load.file) for found in row.load.findings)


def _apart(visit: Visit, row: Loaded) -> tuple[Section, ...]:
    path = quarantine_file(visit, row.load)
    if path is None:
        return ()
    rows = quarantine_rows(path)
    head = (text("Row of the file"), text("Column"), text("Reason"))
    caption = text("Rows that were left out")
    says = text(
        "{count} rows were left out; they count nowhere until they are mended and loaded.", count=str(row.apart)
    )
    return (Section("", None, says, (), (), (Table(head, rows, caption),), (), (), ()),)


def quarantine_csv(visit: Visit) -> Sent:
    row = _row_of(visit)
    path = quarantine_file(visit, row.load)
    if path is None:
        raise NotThere(text("quarantine"), text("no rows of this load were left out."), text("Go back to the load."))
    visit.accounts.note_read(visit.person, "quarantine", None, row.apart, "downloaded")
    return Sent(path.read_bytes(), "text/csv; charset=utf-8", f"left-out-{row.entry.seq}.csv")


def _row_of(visit: Visit) -> Loaded:
    asked = visit.query.get("entry", "")
    row = one_load(visit, int(asked)) if asked.isdecimal() and len(asked) < 16 else None
    if row is None:
        raise NotThere(text("loads"), text("there is no such load."), text("All loads stand on the page Operations."))
    return row


def _plain(row: Loaded) -> dict[str, object]:
    load = row.load
    return {
        "entry": row.entry.seq, "at": row.at.isoformat(), "file": load.file, "table": load.table, "source": load.source,
        "rows": load.rows, "sums": dict(load.sums), "first": row.period.first.isoformat() if row.period else None,
        "last": row.period.last.isoformat() if row.period else None, "replaced": load.gone,
        "replaced_in_part": load.replaced_in_part, "quarantined": row.apart, "load": load.load,
    }  # fmt: skip


LEAVES = (
    Leaf("/operations", text("Operations"), "see.operations", operations, rank=70),
    Leaf("/operations/loads/{entry}", text("Load"), "see.operations", load_page),
    *mapping.LEAVES,
)
DOWNLOADS = (
    Download("/operations/loads/{entry}/left-out.csv", text("Rows that were left out"), "load.data", quarantine_csv),
)
ACTS = (*loading.ACTS, *mapping.ACTS)
__all__ = ["ACTS", "DOWNLOADS", "LEAVES", "TEMPLATES"]

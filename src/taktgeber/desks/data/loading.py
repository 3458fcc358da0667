"""The acts of the data desk: load files, each for itself, with what a refusal asked for; let a kept one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from taktgeber.core import Act, Answer, Exact, Field, Finding, Form, Money, Refusal, Table, Text, text, text_n
from taktgeber.core.names import named
from taktgeber.core.section import Cell
from taktgeber.cycle.visit import Visit

from .fresh import keep_health

if TYPE_CHECKING:
    from taktgeber.data import LoadReport
    from taktgeber.data.receive import Received
    from taktgeber.data.waiting import Waiting

_MARKS = ((",", text("a comma: 1.234,50")), (".", text("a point: 1,234.50")))
_ORDERS = (
    ("dmy", text("day first: 31.12.2025")),
    ("mdy", text("month first: 12/31/2025")),
    ("ymd", text("year first: 2025-12-31")),
)
_PLATFORMS = (("meta", "Meta"), ("google", "Google Ads"), ("tiktok", "TikTok"))
FILES = Field("files", text("Files"), "file", many=True, required=False,
              hint=text("Exports as they are: CSV, gzipped CSV, XLSX or Parquet; several at once."))  # fmt: skip
QUARANTINE = Field("quarantine", text("Load the good rows and keep the bad ones apart"), "tick",
                   hint=text("Else a file with one bad row is refused whole."))  # fmt: skip
# What a person may say where a file is silent, by the option of takt load that says the same.
HINTS = {
    "market": Field("market", text("Market"), required=False),
    "account": Field("account", text("Advertising account or shop"), required=False),
    "currency": Field("currency", text("Currency"), required=False, hint=text("Three letters, such as EUR."), most=3),
    "decimal": Field("decimal", text("Before the decimals stands"), "choice", choices=_MARKS, required=False),
    "dates": Field("dates", text("Dates are written"), "choice", choices=_ORDERS, required=False),
    "sheet": Field("sheet", text("Sheet of the workbook"), required=False),
    "as-importer": Field("importer", text("Whose export it is"), "choice", choices=_PLATFORMS, required=False),
}
_KEPT = Field("kept", text("A file that is kept here"), "hidden", required=False)


def load(visit: Visit, given: Mapping[str, Any]) -> Answer:
    """Every file for itself; with `kept`, the file that waits under that name, with what is now said of it."""
    from taktgeber.data import LoadOptions
    from taktgeber.data.receive import receive
    from taktgeber.data.waiting import let_go, the_one

    house, now = visit.house, visit.house.clock()
    inside = house.workspace.inside
    kept = the_one(inside, given["kept"], now) if given["kept"] and not given["files"] else None
    files = (kept.path,) if kept else given["files"]
    if not files:
        raise Refusal(text("Files"), text("no file was chosen."), text("Choose one or more exports."))
    said = dict(kept.said if kept else {})
    said |= {field.name: given[field.name] for field in HINTS.values() if given[field.name]}
    options = LoadOptions(
        **said,
        quarantine=given["quarantine"],
        today=(now + timedelta(days=1)).date(),  # the sun rises earlier elsewhere
        actor=visit.person,
    )
    got = receive(house.workspace, house.book, files, options, now, said)
    if kept and not got.refused:
        let_go(inside, kept.digest)
    return answered(visit, got)


def answered(visit: Visit, got: Received, *more: Text) -> Answer:
    """What came of the files: the good ones in, the bad ones told beside them."""
    if got.loaded:
        keep_health(visit)
    new = [f for report in got.loaded for f in report.findings]
    return Answer(
        (*_said(len(got.loaded), len(got.refused)), *more),
        tables=(_table(got.loaded, visit.house.settings.currency),) if got.loaded else (),
        findings=(*map(refusal_finding, got.refused), *new),
        data={"loads": [_plain(r) for r in got.loaded], "refused": [_refused(w) for w in got.refused],
              "snapshot": visit.house.snapshot()},
        code=int(bool(got.refused) and not got.loaded),
    )  # fmt: skip


def drop(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.data.waiting import let_go, the_one

    inside = visit.house.workspace.inside
    one = the_one(inside, given["kept"], visit.house.clock())
    let_go(inside, one.digest)
    return Answer((text('"{file}" is let go; nothing of it is kept.', file=one.path.name),), data={"kept": one.digest})


def upload_form() -> Form:
    return Form("load-files", text("Load"), (replace(FILES, required=True), QUARANTINE), weight="main")


def retry_forms(visit: Visit, one: Waiting) -> tuple[Form, ...]:
    """What the refusal asks for, and the file as it is kept."""
    fields: list[Field] = []
    for name in one.asks:
        if name == "market":
            fields += _market(visit)
        elif name in HINTS:
            fields.append(HINTS[name])
    given = {"kept": one.digest}
    asked = bool(fields) and "mapping" not in one.asks
    again = Form("load-files", text("Load again"), (*fields, QUARANTINE), given, asked, "main" if asked else "plain")
    return (again, Form("drop-kept", text("Let it go"), given=given))


def _market(visit: Visit) -> tuple[Field, ...]:
    names = tuple((market.name, market.name) for market in visit.house.settings.markets)
    hint = text("Where the file does not say it itself.")
    return (replace(HINTS["market"], kind="choice", choices=names, hint=hint),) if names else ()


def refusal_finding(one: Waiting) -> Finding:
    """What is wrong and the way on: on a page that is a field below, where the refusal asks for one."""
    why = one.refused
    says = text("{where}: {says}", where=why.where, says=why.says)
    if "mapping" in one.asks:
        return Finding("refused", "stop", says, text("Say below which column is what; it is asked once for its kind."))
    if set(one.asks) & set(HINTS):
        return Finding("refused", "stop", says, text("Say below what is asked for; the file is kept here for a day."))
    return Finding("refused", "stop", says, why.mend)


def _said(loaded: int, refused: int) -> list[Text]:
    said = []
    if loaded:
        said.append(text_n("One file is in.", "{n} files are in.", loaded))
    if refused:
        said.append(text_n("One file was refused whole and changed nothing; it waits below.",
                           "{n} files were refused whole and changed nothing; they wait below.", refused))  # fmt: skip
    return said


def _table(loaded: tuple[LoadReport, ...], currency: str) -> Table:
    head = (text("File"), text("Table"), text("Rows"), text("First day"), text("Last day"), text("Sum"))
    return Table(head, tuple(_row(report, currency) for report in loaded), text("What was loaded"))


def _row(report: LoadReport, currency: str) -> tuple[Cell, ...]:
    rows: Cell = str(report.rows) if report.period is None else Exact(report.rows, "rows", report.period)
    first = text("{day}", day=report.period.first) if report.period else ""
    last = text("{day}", day=report.period.last) if report.period else ""
    if report.again:
        return (report.file, named(report.table), text("loaded before, nothing changed"), first, last, "")
    return (report.file, named(report.table), rows, first, last, sum_of(report.sums, currency))


def sum_of(sums: Mapping[str, int | float], currency: str) -> Cell:
    """The money a load adds up to, with its word."""
    name = next((n for n in ("spend", "revenue", "amount") if n in sums), None)
    return "" if name is None else text("{what} {sum}", what=named(name), sum=Money(int(sums[name]), currency))


def _plain(report: LoadReport) -> dict[str, Any]:
    return {
        "file": report.file, "table": report.table, "source": report.source, "rows": report.rows,
        "first": report.period.first.isoformat() if report.period else None,
        "last": report.period.last.isoformat() if report.period else None,
        "sums": dict(report.sums), "again": report.again, "quarantined": report.quarantined, "load": report.load,
        "findings": [
            {"code": f.code, "severity": f.severity, "says": f.says, "advice": f.advice} for f in report.findings
        ],
    }  # fmt: skip


def _refused(one: Waiting) -> dict[str, Any]:
    return {"file": one.path.name, "kept": one.digest, "where": one.refused.where, "refused": one.refused.says,
            "mend": one.refused.mend, "asks": list(one.asks)}  # fmt: skip


ACTS = (
    Act("load-files", text("Load files, each whole or refused whole."), "load.data",
        (FILES, _KEPT, *HINTS.values(), QUARANTINE), load, "/operations"),
    Act("drop-kept", text("Let a refused file go that is kept for another try."), "load.data",
        (Field("kept", text("A file that is kept here"), "hidden"),), drop, "/operations"),
)  # fmt: skip

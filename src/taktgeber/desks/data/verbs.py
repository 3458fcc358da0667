"""The desk of the data: takt init, takt load, takt check."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Exact, Finding, Money, Refusal, Text, encode, text, text_n
from taktgeber.core.names import named
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from taktgeber.core import Settings
    from taktgeber.data import Health, LoadReport
    from taktgeber.data.feeds import Feed


class Platform(StrEnum):
    meta = "meta"
    google = "google"
    tiktok = "tiktok"


class Order(StrEnum):
    dmy = "dmy"
    mdy = "mdy"
    ymd = "ymd"


class Mark(StrEnum):
    comma = ","
    point = "."


Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Where the workspace is to be.")]
Firm = Annotated[str, typer.Option(prompt="Name of the firm", help="As it stands on every brief.")]
Currency = Annotated[str, typer.Option(prompt="Currency of the books (EUR, GBP, USD ...)", help="Three letters.")]
FirstBeat = Annotated[
    datetime, typer.Option(formats=["%Y-%m-%d"], prompt="First day of the first beat (YYYY-MM-DD)", help="A Monday.")
]

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="Exports, tables, or folders of them: CSV, gzipped CSV, XLSX, Parquet."),
]
Decimal = Annotated[Mark | None, typer.Option(help="The mark before decimals, where the file leaves it open.")]
Dates = Annotated[Order | None, typer.Option(help="Day or month first, where the file leaves it open.")]
Account = Annotated[str | None, typer.Option(help="The advertising account or shop, where the file is silent.")]
MarketName = Annotated[str | None, typer.Option("--market", help="The market, where the file is silent.")]
Money3 = Annotated[str | None, typer.Option("--currency", help="The currency, where the file is silent.")]
Quarantine = Annotated[
    bool, typer.Option("--quarantine", help="Load the good rows and keep the bad ones apart, with the reason for each.")
]
Guessing = Annotated[
    bool, typer.Option("--guess", help="Load nothing; say what the columns of an unknown file seem to be.")
]
SheetName = Annotated[str | None, typer.Option("--sheet", help="The sheet of a workbook, where several hold data.")]
Mapping = Annotated[str | None, typer.Option(help="A mapping file, or the name of one that is shipped.")]
Importer = Annotated[
    Platform | None, typer.Option("--as-importer", help="Whose export it is, where headers leave it open.")
]


def init(directory: Folder, firm: Firm, currency: Currency, first_beat: FirstBeat) -> Answer:
    from taktgeber.data.starter import starter
    from taktgeber.govern import open_book
    from taktgeber.workspace import make_workspace

    code = currency.strip().upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise Refusal(
            "currency",
            text('"{code}" is no currency code.', code=currency),
            text("Three letters, such as EUR, GBP or USD."),
        )
    if not firm.strip():
        raise Refusal("firm", text("a firm has a name."), text("Say it: --firm NAME."))
    day = first_beat.date()
    if day.weekday() != 0:
        raise Refusal(
            "first-beat",
            text("{day} is no Monday; beats are whole weeks.", day=day),
            text("The Monday of that week: {day}.", day=day - timedelta(days=day.weekday())),
        )
    workspace = make_workspace(directory, starter(firm, code, day))
    open_book(workspace.ledger_address).close()
    return Answer(
        (
            text("The workspace of {firm} is ready in {folder}.", firm=firm, folder=str(directory)),
            text("Put exports into {sources} and load them: takt load {sources}/FILE --workspace {folder}",
                 sources=str(workspace.sources), folder=str(directory)),
        ),
        data={"workspace": str(directory), "firm": firm, "currency": code, "first_beat": day.isoformat()},
    )  # fmt: skip


def load(
    workspace: Workspace,
    files: Files,
    decimal: Decimal = None,
    dates: Dates = None,
    account: Account = None,
    market: MarketName = None,
    currency: Money3 = None,
    mapping: Mapping = None,
    as_importer: Importer = None,
    sheet: SheetName = None,
    quarantine: Quarantine = False,
    guess: Guessing = False,
) -> Answer:
    from taktgeber.data import LoadOptions, load_files
    from taktgeber.govern import open_book

    options = LoadOptions(
        decimal=decimal.value if decimal else None,
        dates=dates.value if dates else None,
        account=account,
        market=market,
        currency=currency,
        mapping=mapping,
        importer=as_importer.value if as_importer else None,
        sheet=sheet,
        quarantine=quarantine,
        today=(datetime.now(UTC) + timedelta(days=1)).date(),  # the sun rises earlier elsewhere
    )
    given = [file for path in files for file in _within(path)]
    if not given:
        raise Refusal(
            ", ".join(str(path) for path in files),
            text("the folder holds no file."),
            text("Put exports into it, or name the folder that holds them."),
        )
    if guess:
        from .guessing import guessed

        return guessed(given, sheet)
    book = open_book(workspace.ledger_address)
    try:
        reports = load_files(workspace, book, given, options=options)
    finally:
        book.close()
    return Answer(
        tuple(_said(r, workspace.configuration.currency) for r in reports),
        findings=tuple(f for r in reports for f in r.findings),
        data={"loads": [_plain(r) for r in reports], "snapshot": reports[-1].snapshot},
    )


def _within(path: Path) -> list[Path]:
    """The file itself, or the files of a folder in the order of their names."""
    if not path.is_dir():
        return [path]
    return sorted(f for f in path.iterdir() if f.is_file() and not f.name.startswith("."))


def _said(report: LoadReport, currency: str) -> Text:
    if report.again:
        return text("{file}: loaded before, nothing changed.", file=report.file)
    if report.period is None:
        return text_n("{file}: {n} row of {table}.", "{file}: {n} rows of {table}.", report.rows,
                      file=report.file, table=named(report.table))  # fmt: skip
    rows = Exact(report.rows, "rows", report.period)
    money = next((n for n in ("spend", "revenue", "amount") if n in report.sums), None)
    if money is None:
        return text(
            "{file}: {rows} of {table}, {period}.",
            file=report.file,
            rows=rows,
            table=named(report.table),
            period=report.period,
        )
    return text(
        "{file}: {rows} of {table} from {source}, {period}, {what} {sum}.",
        file=report.file, rows=rows, table=named(report.table), source=report.source, period=report.period,
        what=named(money), sum=Money(int(report.sums[money]), currency),
    )  # fmt: skip


def _plain(report: LoadReport) -> dict[str, Any]:
    period = report.period
    return {
        "file": report.file,
        "table": report.table,
        "source": report.source,
        "accounts": list(report.accounts),
        "rows": report.rows,
        "first": period.first.isoformat() if period else None,
        "last": period.last.isoformat() if period else None,
        "sums": dict(report.sums),
        "again": report.again,
        "quarantined": report.quarantined,
        "quarantine": report.kept,
        "findings": [_finding(f) for f in report.findings],
        "load": report.load,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    from taktgeber.core.format import show

    return {
        "code": finding.code, "severity": finding.severity, "says": show(finding.says), "advice": show(finding.advice),
    }  # fmt: skip


def check(workspace: Workspace) -> Answer:
    from taktgeber.data import current_snapshot, health, open_engine
    from taktgeber.data.health_section import feeds_table, findings, headline
    from taktgeber.data.stored import damaged
    from taktgeber.govern import open_book

    book = open_book(workspace.ledger_address)
    try:
        broken = damaged(workspace.tables, book)
        snapshot = current_snapshot(book)
        if broken:
            return _damaged(broken, snapshot)
        engine = open_engine(workspace, book)
        seen = health(engine, book, snapshot, workspace.settings)
        engine.close()
    finally:
        book.close()
    found = findings(seen, workspace.configuration.currency)
    return Answer(
        (headline(seen),),
        tables=(feeds_table(seen),) if seen.feeds else (),
        findings=found,
        data=_health(seen, found, snapshot, workspace.settings),
    )


def _damaged(broken: tuple[str, ...], snapshot: str) -> Answer:
    says = text("The stored rows of {files} are missing or not as they were loaded.", files=tuple(broken))
    advice = text("Restore the folder .takt from your backup, or load the exports into a new workspace.")
    finding = Finding("stored-rows-damaged", "stop", says, advice)
    return Answer((says,), findings=(finding,), data={"snapshot": snapshot, "damaged": list(broken)}, code=1)


def _health(seen: Health, found: tuple[Finding, ...], snapshot: str, settings: Settings) -> dict[str, Any]:
    return {
        "snapshot": snapshot,
        "files": seen.files,
        "rows": seen.rows,
        "equal_rows": seen.equal,
        "first": seen.first.isoformat() if seen.first else None,
        "last": seen.last.isoformat() if seen.last else None,
        "currency": settings.currency,
        "spend": seen.spend,
        "spend_without_market": seen.spend_nowhere,
        "spend_without_unit": seen.spend_unmapped,
        "order_lines": seen.orders,
        "order_lines_without_market": seen.orders_nowhere,
        "feeds": [_feed(f) for f in seen.feeds],
        "findings": [_finding(f) for f in found],
    }


def _feed(feed: Feed) -> dict[str, Any]:
    return {
        "table": feed.table,
        "source": feed.source,
        "account": feed.account or None,
        "rows": feed.rows,
        "first": feed.first.isoformat() if feed.first else None,
        "last": feed.last.isoformat() if feed.last else None,
        "missing_days": feed.missing,
        "longest_gap": encode(feed.gap) if feed.gap else None,
    }

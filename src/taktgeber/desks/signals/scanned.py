"""takt signals scan: which figures left their habit, which words burst or are new; of files, or of the own tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Exact, Refusal, Table, Text, text, text_n
from taktgeber.core.names import named
from taktgeber.core.section import Cell

if TYPE_CHECKING:
    from taktgeber.cycle import House
    from taktgeber.explore.signals.alarms import Series, TooShort
    from taktgeber.explore.signals.documents import Document
    from taktgeber.explore.signals.raised import Raised
    from taktgeber.explore.signals.scan import Scan

Found = tuple["tuple[Series, ...]", "tuple[Document, ...]"]


def signals_scan(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILES", help="Tables of figures or texts, JSON lines, folders of texts; none: the "
                       "workspace's own tables."),
    ] = None,
    day: Annotated[str | None, typer.Option("--day", help="The column of days.")] = None,
    series: Annotated[str | None, typer.Option("--series", help="The column that names the series.")] = None,
    value: Annotated[str | None, typer.Option("--value", help="The column of values.")] = None,
    words: Annotated[str | None, typer.Option("--text", help="The column of texts.")] = None,
    shares: Annotated[bool, typer.Option("--shares", help="The series are parts of a whole: find newcomers.")] = False,
    fdr: Annotated[float, typer.Option("--fdr", help="Which share of the alarms may be false.")] = 0.1,
    keep: Annotated[bool, typer.Option("--keep", help="Write new alarms into the workspace's ledger.")] = False,
    find_workspace: Callable[[], Any] | None = None,
) -> Answer:  # fmt: skip
    from taktgeber.explore.signals.scan import read_files, scan
    from taktgeber.explore.signals.table_file import Columns

    if not 0 < fdr < 1:
        raise Refusal("--fdr", text("a share lies between 0 and 1."), text("Give it as --fdr 0.1."))
    columns = Columns(day, series, value, words)
    if files and not keep:
        return _told(scan(*read_files(files, columns), fdr=fdr, shares=shares))
    if find_workspace is None:
        raise Refusal("FILES", text("there is nothing to scan."), text("Name a file, or a workspace: --workspace DIR."))
    from taktgeber.cycle import open_house

    with open_house(find_workspace()) as house:
        read = read_files(files, columns) if files else _own(house)
        made = scan(*read, fdr=fdr, shares=shares, today=house.book.today())
        source = ", ".join(file.name for file in files) if files else "own tables"
        return _told(made, _kept(house, made, source) if keep else None)


def _own(house: House) -> Found:
    from taktgeber.customers import HEARD, Words
    from taktgeber.explore.signals.own_tables import heard_weeks, own_tables
    from taktgeber.govern.database import open_database

    engine = open_database(house.workspace.people_address)
    try:
        heard = heard_weeks(house.book.state(HEARD), Words(engine), house.book.today())
    finally:
        engine.dispose()
    figures, texts = own_tables(house.engine, house.snapshot())
    return (*figures, *heard), texts


def _kept(house: House, made: Scan, source: str) -> list[str]:
    """Names of the signals that are new in the ledger."""
    from taktgeber.explore.signals.enter import keep_alarms

    entries = keep_alarms(house.book, [one for one in made.alarms if one.news], source)
    return [str(entry.payload["signal"]) for entry in entries]


def _told(made: Scan, kept: list[str] | None = None) -> Answer:
    news = [one for one in made.alarms if one.news]
    older = [one for one in made.alarms if not one.news]
    says = [_sentence(made, len(news)), *(one.says for one in news), *_cannot_tell(made)]
    if kept is not None:
        says.append(text_n("One of them is new in the ledger.", "{n} of them are new in the ledger.", len(kept)))
    tables = (
        _table(
            news,
            text("What it is about"),
            [one.about for one in news],
            text("Alarms of the last year, the newest first"),
        ),
        _table(older, text("Signal"), [one.says for one in older], text("Older ones, as history")),
    )
    return Answer(tuple(says), tuple(table for table in tables if table.rows), data=_data(made, kept))


def _sentence(made: Scan, news: int) -> Text:
    if not _scanned(made):
        return text("There is nothing to listen to: no series with values and no texts were found.")
    short = {one.series for one in _short(made)}
    if len(short) == _scanned_series(made) and made.texts is None:
        return text("Nothing can be told of any of the series yet.")
    heard = text_n("One alarm of the last year", "{n} alarms of the last year", news) if news else text("No alarm")
    return text("{alarms}, among {series} series and {texts} texts; {share} of the alarms at most are meant to be "
                "false.", alarms=heard, series=_scanned_series(made), texts=made.texts.documents if made.texts else 0,
                share=_share(_fdr(made)))  # fmt: skip


def _cannot_tell(made: Scan) -> list[Text]:
    """Of what too little is known, with what would be enough."""
    short = _short(made)
    said = [text("{series}: cannot tell. {reason}", series=one.series, reason=one.reason) for one in short[:10]]
    if len(short) > 10:
        said.append(text_n("Nor of one more series.", "Nor of {n} more series.", len(short) - 10))
    if made.texts and made.texts.unknown:
        said.append(text("Of the texts one cannot tell: {why}", why=made.texts.unknown))
    return said


def _table(alarms: Sequence[Raised], first: Text, called: Sequence[Cell], caption: Text) -> Table:
    """Sentences say of what is news where it went; of what is history the table does, in its first column."""
    head = (first, text("What it is"), text("Since"), text("Raised"), text("By chance alone"),
            text("Chance of a change"), text("False alarms a year"))  # fmt: skip
    return Table(head, tuple((name, *_cells(one)) for name, one in zip(called, alarms, strict=True)), caption)


def _cells(one: Raised) -> tuple[Cell, ...]:
    from taktgeber.evidence.shown import p_value, plain

    rate: Cell = text("as the share above")
    if one.false_alarms_a_year is not None:
        rate = text("{number}", number=plain(float(f"{one.false_alarms_a_year:.2g}")))
    since: Cell = text("{day}", day=one.since) if one.since else text("not said")
    change: Cell = "" if one.chance is None else text("{chance}", chance=_share(one.chance))
    return named(one.how), since, text("{day}", day=one.day), p_value(one.p), change, rate


def _share(value: float) -> Exact | Text:
    """Never certain: above 99.9 % it is shown as that."""
    from taktgeber.evidence.shown import share

    return share(float(f"{min(value, 0.999):.3g}"))


def _scanned(made: Scan) -> bool:
    return any(part is not None for part in (made.series, made.shares, made.texts))


def _scanned_series(made: Scan) -> int:
    levels, parts = made.series, made.shares
    if levels is not None:
        return len({*(one.series for one in levels.alarms), *(one.series for one in levels.quiet),
                    *(one.series for one in levels.too_short)})  # fmt: skip
    if parts is not None:
        return len({*(one.part for one in parts.newcomers), *parts.watched, *parts.settled,
                    *(one.series for one in parts.too_short)})  # fmt: skip
    return 0


def _fdr(made: Scan) -> float:
    return next((part.fdr for part in (made.series, made.shares, made.texts) if part is not None), 0.1)


def _short(made: Scan) -> list[TooShort]:
    return [*(made.series.too_short if made.series else ()), *(made.shares.too_short if made.shares else ())]


def _data(made: Scan, kept: list[str] | None) -> dict[str, Any]:
    return {
        "alarms": [
            {"about": one.about, "how": one.how, "day": one.day.isoformat(),
             "since": one.since.isoformat() if one.since else None,
             "up": one.up, "p": one.p, "chance": one.chance, "news": one.news,
             "false_alarms_a_year": one.false_alarms_a_year, "says": one.says}
            for one in made.alarms
        ],
        "fdr": _fdr(made), "series": _scanned_series(made), "texts": made.texts.documents if made.texts else 0,
        "words": made.texts.watched if made.texts else 0,
        "too_short": [{"series": one.series, "have": one.have, "need": one.need, "reason": one.reason}
                      for one in _short(made)],
        "kept": kept,
    }  # fmt: skip

"""One scan over whatever is there: figures for shifts of level or newcomers, texts for bursts and new words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .alarms import Series, SeriesScan, SharesScan
from .documents import Document
from .raised import Raised, of_level, of_newcomer, of_word
from .table_file import Columns, read_table
from .text_file import is_json_lines, read_folder, read_json_lines
from .texts import TextScan, scan_texts


@dataclass(frozen=True, slots=True)
class Scan:
    """alarms: the newest first, those of the last year before older ones. series, shares, texts: None where there
    were none to scan."""

    alarms: tuple[Raised, ...]
    series: SeriesScan | None
    shares: SharesScan | None
    texts: TextScan | None


def read_files(files: Iterable[Path], columns: Columns) -> tuple[tuple[Series, ...], tuple[Document, ...]]:
    """Series are called by their file too, where several files are read. Raises Refusal."""
    series: list[tuple[str, Series]] = []
    documents: list[Document] = []
    for file in files:
        if file.is_dir():
            documents += read_folder(file)
        elif is_json_lines(file):
            documents += read_json_lines(file, columns)
        else:
            figures, texts = read_table(file, columns)
            series += [(file.name.partition(".")[0], one) for one in figures]
            documents += texts
    several = len({name for name, _ in series}) > 1
    named = (Series(f"{name} {one.name}", one.days, one.values) if several else one for name, one in series)
    return tuple(named), tuple(documents)


def scan(series: Sequence[Series], documents: Sequence[Document], *, fdr: float = 0.1, shares: bool = False,
         today: date | None = None) -> Scan:  # fmt: skip
    """shares: the series are parts of one whole, among which newcomers are looked for."""
    levels = _levels(series, fdr, today) if series and not shares else None
    parts = _parts(series, fdr, today) if series and shares else None
    texts = scan_texts(documents, fdr=fdr) if documents else None
    found = [
        *(map(of_level, levels.alarms) if levels else ()),
        *(map(of_newcomer, parts.newcomers) if parts else ()),
        *(map(of_word, texts.alarms) if texts else ()),
    ]
    return Scan(tuple(sorted(found, key=_newest_first)), levels, parts, texts)


def _levels(series: Sequence[Series], fdr: float, today: date | None) -> SeriesScan:
    from .series import scan_series

    return scan_series(series, fdr=fdr, today=today)


def _parts(series: Sequence[Series], fdr: float, today: date | None) -> SharesScan:
    from . import scan_shares

    return scan_shares(series, fdr=fdr, today=today)


def _newest_first(one: Raised) -> tuple[bool, int, str, str]:
    return (not one.news, -one.day.toordinal(), one.how, one.about)

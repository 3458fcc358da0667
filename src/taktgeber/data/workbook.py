"""Workbooks (XLSX): one sheet as rows of typed cells, after the archive was found to be sound.

A workbook is an archive of XML, so its weight is looked at before it is opened: a few kilobytes can
unpack to a disk full, and one stray cell in the last row makes a grid of billions. The reader shows
an error cell and a formula that was never calculated as empty; both are found in the XML, so that
no such cell is taken for "nothing there".
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, text

HEAVIEST = 500_000_000  # bytes unpacked
_LIGHT = 20_000_000  # below it no ratio is suspicious
_RATIO = 200
_AREA = 50_000_000  # cells of the grid that the farthest cells span
_PIECE = 1 << 22

_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")([^>]*)>.*?<(?:\w+:)?v>([^<]*)<', re.S)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt=\"str\")([^>]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
NEVER = "a formula that was never calculated"


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. wrong: what stands in a cell (row and column from 0) that has no value; merged: its ranges."""

    name: str
    rows: Sequence[Sequence[Any]]
    wrong: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


def refuse_heavy(name: str, unpacked: int, packed: int) -> None:
    """Refuses an archive that unpacks to far more than its size; called before or while it is unpacked."""
    if unpacked > _LIGHT and unpacked > _RATIO * max(packed, 1):
        raise Refusal(
            name,
            text("it would unpack to more than {times} times its size: no export does.", times=str(_RATIO)),
            text("Ask who sent it what it is; export the table again, as CSV."),
        )


def read_workbook(path: Path, sheet: str | None) -> Grid:
    """The named sheet, or the only one that holds data."""
    import python_calamine as calamine

    again = text("Open it in a spreadsheet, save it as XLSX or CSV (UTF-8), and load that.")
    try:
        with zipfile.ZipFile(path) as archive:
            _is_workbook(path, archive)
            _refuse_bomb(path, archive)
            try:
                with calamine.CalamineWorkbook.from_path(str(path)) as book:
                    name = _chosen(path, book, archive, sheet)
                    wrong = _scanned(path, archive, name)
                    read = book.get_sheet_by_name(name)
                    merged = tuple(read.merged_cell_ranges or ())
                    return Grid(name, read.to_python(skip_empty_area=False), wrong, merged)
            except calamine.CalamineError as broken:
                raise Refusal(
                    path.name, text("the workbook cannot be read: {wrong}", wrong=str(broken)[:120]), again
                ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, UnicodeError):
        raise Refusal(path.name, text("the archive of the workbook is damaged or cut short."), again) from None


def _is_workbook(path: Path, archive: zipfile.ZipFile) -> None:
    if "xl/workbook.xml" in archive.namelist():
        return
    raise Refusal(
        path.name,
        text("this is an archive, and no workbook (XLSX) is in it."),
        text("Unpack it and load the CSV inside, or save the table as XLSX."),
    )


def _refuse_bomb(path: Path, archive: zipfile.ZipFile) -> None:
    unpacked = sum(part.file_size for part in archive.infolist())
    refuse_heavy(path.name, unpacked, path.stat().st_size)
    if unpacked > HEAVIEST:
        raise Refusal(
            path.name,
            text("it would unpack to {size} million bytes; {most} are read.",
                 size=str(unpacked // 1_000_000), most=str(HEAVIEST // 1_000_000)),
            text("Save the sheet as CSV (UTF-8), which may be of any size."),
        )  # fmt: skip
    for part in archive.infolist():
        for _ in _pieces(archive, part.filename):
            pass  # reading to the end holds each part against its stated size and checksum


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as file:
        while piece := file.read(_PIECE):
            yield piece


def _chosen(path: Path, book: Any, archive: zipfile.ZipFile, said: str | None) -> str:
    names: list[str] = book.sheet_names
    if said is not None:
        if said in names:
            return said
        raise Refusal(
            path.name,
            text('the workbook has no sheet "{name}".', name=said),
            text("Its sheets are: {names}.", names=tuple(names)),
        )
    filled = [name for name in names if any(b"<c" in p or b":c " in p for p in _of_sheet(archive, name))]
    if len(filled) > 1:
        raise Refusal(
            path.name,
            text("{count} sheets of the workbook hold data: {names}.", count=str(len(filled)), names=tuple(filled)),
            text("Say which one is meant: --sheet NAME."),
        )
    if not filled:
        raise Refusal(
            path.name,
            text("no sheet of the workbook holds a cell."),
            text("Export it again; the platform gave nothing."),
        )
    return filled[0]


def _of_sheet(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The XML of a sheet, in pieces that end with a row; nothing where the sheet is a chart."""
    part = _parts(archive).get(name)
    if part is None:
        return
    rest = b""
    for piece in _pieces(archive, part):
        held, _, rest = (rest + piece).rpartition(b"row>")
        yield held + b"row>"
    yield rest


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """By the name of a sheet, the part of the archive that holds it."""
    from html import unescape

    listed = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    related = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for link in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", related):
        said = dict(re.findall(r'(\w+)="([^"]*)"', link))
        target = said.get("Target", "")
        targets[said.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    parts = {}
    for sheet in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", listed):
        said = dict(re.findall(r'([\w:]+)="([^"]*)"', sheet))
        link = next((value for key, value in said.items() if key.endswith(":id")), "")
        if "worksheets/" in targets.get(link, "") and targets[link] in archive.namelist():
            parts[unescape(said.get("name", ""))] = targets[link]
    return parts


def _scanned(path: Path, archive: zipfile.ZipFile, name: str) -> dict[tuple[int, int], str]:
    """Cells without a value, and a refusal where the farthest cells span more than a machine can hold."""
    wrong: dict[tuple[int, int], str] = {}
    columns: set[bytes] = set()
    last = 0
    for piece in _of_sheet(archive, name):
        places = _PLACE.findall(piece)
        columns.update(column for column, _ in places)
        last = max(last, max((int(row) for _, row in places), default=0))
        if b't="e"' in piece:
            wrong.update({_place(m.group(1)): m.group(2).decode("utf-8", "replace") for m in _ERROR.finditer(piece)})
        if b"f>" in piece or b"<f" in piece:
            wrong.update({_place(m.group(1)): NEVER for m in _FORMULA.finditer(piece)})
    widest = max((_number(column) for column in columns), default=0)
    if last * widest > _AREA:
        raise Refusal(
            path.name,
            text("its cells reach to row {row} and column {column}: more than can be held.", row=str(last),
                 column=max(columns, key=_number).decode()),
            text("Delete the stray cells far from the table, or save the table alone as CSV."),
        )  # fmt: skip
    return wrong


def _place(attributes: bytes) -> tuple[int, int]:
    found = _PLACE.search(attributes)
    return (int(found.group(2)) - 1, _number(found.group(1)) - 1) if found else (-1, -1)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number

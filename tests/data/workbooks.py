"""Workbooks (XLSX) written by hand, cell by cell, so that tests decide what stands in the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet {_SPACE}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/>'
    '</borders><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True)
class Formula:
    """says: what it calculates; value: what was kept of it, None where it was never calculated."""

    says: str
    value: float | None = None


@dataclass(frozen=True)
class Wrong:
    """An error cell, such as #REF!."""

    code: str


@dataclass(frozen=True)
class Placed:
    """A value that claims to stand elsewhere."""

    place: str
    value: float


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Sequence[str] = (), more: Mapping[str, bytes] | None = None
) -> bytes:
    """The bytes of a workbook. merged: ranges of the first sheet ("A1:B1"); more: further files in the archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _frame(list(sheets)).items():
            archive.writestr(zipfile.ZipInfo(name), content)
        for number, rows in enumerate(sheets.values(), 1):
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml", _sheet(rows, merged if number == 1 else ()), zipfile.ZIP_DEFLATED
            )
        for name, data in (more or {}).items():
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _frame(names: Sequence[str]) -> dict[str, str]:
    numbers = range(1, len(names) + 1)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KINDS}.worksheet+xml"/>' for n in numbers
    )
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/>{parts}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_SPACE} xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{related}<Relationship '
        f'Id="styles" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
    }


def _sheet(rows: Sequence[Sequence[Any]], merged: Sequence[str]) -> str:
    written = "".join(
        f'<row r="{n}">{"".join(_cell(f"{letters(i)}{n}", value) for i, value in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
        if row
    )
    joined = "".join(f'<mergeCell ref="{m}"/>' for m in merged)
    merges = f'<mergeCells count="{len(merged)}">{joined}</mergeCells>' if merged else ""
    return f"<worksheet {_SPACE}><sheetData>{written}</sheetData>{merges}</worksheet>"


def letters(column: int) -> str:
    """The letters of a column, from 0."""
    return (letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def _cell(place: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Placed):
        return _cell(value.place, value.value)
    if isinstance(value, Formula):
        kept = "" if value.value is None else f"<v>{value.value}</v>"
        return f'<c r="{place}"><f>{escape(value.says)}</f>{kept}</c>'
    if isinstance(value, Wrong):
        return f'<c r="{place}" t="e"><v>{value.code}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime):
        since = value - datetime(1899, 12, 30)  # noqa: DTZ001 (a spreadsheet knows no zones)
        return f'<c r="{place}" s="2"><v>{since.total_seconds() / 86400!r}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'

"""Texts that are no table: JSON lines, one document each, and a folder of text files with their day in the name."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, place, text

from .documents import Document
from .table_file import DAYS, TITLES, WORDS, Columns

JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
TEXT_FILES = (".txt", ".md")
_DAY = re.compile(r"(19|20)\d\d[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


def is_json_lines(file: Path) -> bool:
    return file.name.casefold().endswith(JSON_LINES)


def read_folder(folder: Path) -> tuple[Document, ...]:
    """Every .txt and .md in it, at any depth. Raises Refusal where a name holds no day."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.casefold() in TEXT_FILES and path.is_file())
    if not files:
        raise Refusal(folder.name, text("it holds no text files."), text("Give a folder of .txt files."))
    return tuple(Document(_day_in(path), _words_of(path)) for path in files)


def read_json_lines(file: Path, columns: Columns) -> tuple[Document, ...]:
    """One object a line, with a day and words. Raises Refusal with the line."""
    return tuple(_documents(file, columns))


def _documents(file: Path, columns: Columns) -> Iterator[Document]:
    number = 0
    for number, line in _lines(file):
        try:
            read = json.loads(line)
        except (ValueError, RecursionError):  # brackets within brackets by the thousand are no document
            read = None
        if not isinstance(read, dict):
            raise Refusal(place(file.name, row=number), text("this line is no JSON object."),
                          text("Write one document a line, as JSON."))  # fmt: skip
        yield Document(_day_of(file, number, read, columns), _said(file, number, read, columns))
    if not number:
        raise Refusal(place(file.name), text("it holds no rows."), text("Export it again."))


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    if not file.is_file():
        raise Refusal(file.name, text("there is no such file."), text("Check the name and the folder."))
    with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as raw:
        try:
            for number, line in enumerate(raw, 1):
                words = _decoded(line).strip()
                if words:
                    yield number, words
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise Refusal(
                file.name,
                text("the archive is damaged: it ends too early or does not unpack."),
                text("Export it again, or give another file."),
            ) from None


def _day_of(file: Path, number: int, read: Mapping[str, Any], columns: Columns) -> date:
    names = (columns.day,) if columns.day else DAYS
    found = next((read[name] for name in names if read.get(name)), None)
    if found is None:
        raise Refusal(
            place(file.name, row=number),
            text("no field says on which day it was written."),
            text("Name it: {option} COLUMN. The file has {columns}.", option="--day", columns=tuple(read)),
        )
    try:
        return date.fromisoformat(str(found)[:10])
    except ValueError:
        raise Refusal(place(file.name, row=number), text('"{written}" is no day.', written=str(found)[:40]),
                      text("Write days as 2026-01-31, then read the file again.")) from None  # fmt: skip


def _said(file: Path, number: int, read: Mapping[str, Any], columns: Columns) -> str:
    names = (columns.words,) if columns.words else (*TITLES, *WORDS)
    found = [str(read[name]) for name in names if read.get(name)]
    if not found:
        raise Refusal(
            place(file.name, row=number),
            text("no field holds its words."),
            text("Name it: {option} COLUMN. The file has {columns}.", option="--text", columns=tuple(read)),
        )
    return " ".join(found)


def _day_in(path: Path) -> date:
    found = _DAY.search(path.name)
    try:
        if found is not None:
            return date.fromisoformat(re.sub(r"[-_.]", "", found[0]))
    except ValueError:
        pass
    raise Refusal(
        path.name,
        text("its name does not say on which day it was written."),
        text("Put the day into the name, such as 2026-01-31-minutes.txt."),
    )


def _words_of(path: Path) -> str:
    return _decoded(path.read_bytes())


def _decoded(raw: bytes) -> str:
    """UTF-8, else as older Windows programs write."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")

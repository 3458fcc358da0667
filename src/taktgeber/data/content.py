"""What a file's bytes are: digest, encoding and compression, found in one pass before anything is read.

The digest is of the content, so that a file and its gzip copy are one. Text that is not UTF-8 is
copied once into UTF-8 for the engine; Windows-1252 is taken where the bytes are no UTF-8, UTF-16
where its byte-order mark or the place of its zero bytes says so. A workbook is read into a grid;
pages, locked and old workbooks, pictures and damaged archives are refused by name.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from taktgeber.core import Refusal, text

from .workbook import Grid, read_workbook, refuse_heavy

_PIECE = 1 << 20
_HEAD = 1 << 18


@dataclass(frozen=True, slots=True)
class Content:
    """head: the first quarter megabyte as text; whole: the head is all of it; grid: the sheet of a workbook.
    digest: "" of a Parquet file that is only looked at."""

    path: Path
    digest: str
    encoding: str
    compressed: bool
    parquet: bool
    head: str
    whole: bool
    grid: Grid | None = None

    @property
    def plain(self) -> bool:
        """Text whose rows are lines of the file."""
        return not self.parquet and self.grid is None

    @property
    def name(self) -> str:
        return self.path.name

    @contextmanager
    def lines(self) -> Iterator[IO[str]]:
        """The text, line by line as it lies in the file."""
        with gzip.open(self.path, "rb") if self.compressed else self.path.open("rb") as raw:
            yield io.TextIOWrapper(cast(IO[bytes], raw), encoding=self.encoding, newline="")


def examine(path: Path, sheet: str | None = None) -> Content:
    """Refuses what is missing, empty, binary, locked or damaged. sheet: of a workbook."""
    if not path.is_file():
        raise Refusal(str(path.name), text("there is no such file."), text("Check the name and the folder."))
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK"):
        return Content(path, _digest_of_file(path), "utf-8", False, False, "", False, read_workbook(path, sheet))
    if sheet is not None:
        raise Refusal(path.name, text("only a workbook has sheets; this is none."), text("Leave out --sheet."))
    if start.startswith(b"PAR1"):
        return Content(path, _digest_of_file(path), "utf-8", False, True, "", False)
    _refuse_strangers(path, start)
    compressed = start.startswith(b"\x1f\x8b")
    try:
        return _examine_text(path, compressed)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        again = text("Export it again, or give another file.")
        raise Refusal(path.name, text("the archive is damaged: it ends too early or does not unpack."), again) from None


def parquet_at(path: Path) -> Content | None:
    """A Parquet file, without the digest that only a load needs: that would take as long as a sum over all its rows.
    None where it is something else, or nothing."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        if file.read(4) != b"PAR1":
            return None
    return Content(path, "", "utf-8", False, True, "", False)


def _refuse_strangers(path: Path, start: bytes) -> None:
    """Files that carry a table and are no table of text: each is named for what it is."""
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raw = path.read_bytes() if path.stat().st_size < _HEAD * 256 else start
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise Refusal(
                path.name,
                text("the workbook is locked with a password."),
                text("Open it, save a copy without password, and load that."),
            )
        raise Refusal(
            path.name,
            text("this is a workbook of the old kind (XLS)."),
            text("Open it and save it as XLSX or CSV (UTF-8)."),
        )
    words = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if words.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<head")):
        raise Refusal(
            path.name,
            text("this is a web page or XML, whatever its name says."),
            text("Open it in a spreadsheet and save it as XLSX or CSV (UTF-8), or export it again as CSV."),
        )
    if words.startswith(b"%pdf"):
        raise Refusal(path.name, text("this is a printed page (PDF)."), text("Export the table itself, as CSV."))


def _examine_text(path: Path, compressed: bool) -> Content:
    digest, head, size, letters, wide = hashlib.sha256(), b"", 0, False, None
    utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8-sig")()
    packed = path.stat().st_size if compressed else 0
    with gzip.open(path, "rb") if compressed else path.open("rb") as file:
        while piece := file.read(_PIECE):
            if not head:
                head, wide = piece[:_HEAD], _wide(piece[:_HEAD])
            size += len(piece)
            digest.update(piece)
            if compressed:
                refuse_heavy(path.name, size, packed)
            if wide is None and b"\x00" in piece:
                raise _zeros(path)
            try:
                if utf8 is not None and wide is None and not piece.isascii():
                    utf8.decode(piece)
                    letters = True
            except UnicodeDecodeError as wrong:
                _not_half(path, letters or not piece[: wrong.start].isascii())
                utf8 = None
        try:
            if utf8 is not None:
                utf8.decode(b"", final=True)
        except UnicodeDecodeError:
            utf8 = None
    if not size:
        raise Refusal(path.name, text("the file is empty."), text("Export it again; the platform gave nothing."))
    encoding = wide or ("utf-8-sig" if utf8 is not None else "cp1252")
    try:
        decoded = codecs.getincrementaldecoder(encoding)("strict").decode(head, final=size <= len(head))
    except UnicodeDecodeError as wrong:
        raise _no_encoding(path, wrong) from None
    return Content(path, digest.hexdigest(), encoding, compressed, False, decoded, size <= len(head))


def _not_half(path: Path, letters: bool) -> None:
    """Refuses what begins as UTF-8, with letters beyond ASCII, and does not go on so: it was pieced together."""
    if letters:
        raise Refusal(
            path.name,
            text("the file begins in UTF-8 and goes on in another encoding."),
            text("Save it as CSV (UTF-8) in one piece and load that."),
        )


def _wide(head: bytes) -> str | None:
    """UTF-16 by its mark, or by its zero bytes: those of plain letters stand on every other place only."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > max(8, len(head) // 8) and min(even, odd) == 0:
        return "utf-16-le" if odd else "utf-16-be"
    return None


def _zeros(path: Path) -> Refusal:
    return Refusal(
        path.name,
        text("this is not a table of text: it holds zero bytes."),
        text("Give the export as CSV, as XLSX, as Parquet, or gzipped CSV."),
    )


def _no_encoding(path: Path, wrong: UnicodeDecodeError) -> Refusal:
    return Refusal(
        path.name,
        text("byte {at} is in no known encoding.", at=str(wrong.start)),
        text("Save the file as CSV (UTF-8) and load that."),
    )


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def readable(content: Content) -> Iterator[Path]:
    """A path that the engine can read as UTF-8: the file itself, or a copy that is gone afterwards."""
    if not content.plain or content.encoding == "utf-8-sig":
        yield content.path
        return
    handle, name = tempfile.mkstemp(suffix=".csv", prefix="takt-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as copy, content.lines() as lines:
            while piece := lines.read(_PIECE):
                copy.write(piece)
        yield Path(name)
    except UnicodeDecodeError as wrong:
        raise _no_encoding(content.path, wrong) from None
    finally:
        os.unlink(name)

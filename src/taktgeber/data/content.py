"""What a file's bytes are: digest, encoding and compression, found in one pass before anything is read.

The digest is of the content, so that a file and its gzip copy are one. Text that is not UTF-8 is
copied once into UTF-8 for the engine; Windows-1252 is taken where the bytes are no UTF-8, UTF-16
where its byte-order mark says so. Workbooks, pictures and damaged archives are refused by name.
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

_PIECE = 1 << 20
_HEAD = 1 << 18


@dataclass(frozen=True, slots=True)
class Content:
    """head: the first quarter megabyte as text; whole: the head is all of it."""

    path: Path
    digest: str
    encoding: str
    compressed: bool
    parquet: bool
    head: str
    whole: bool

    @property
    def name(self) -> str:
        return self.path.name

    @contextmanager
    def lines(self) -> Iterator[IO[str]]:
        """The text, line by line as it lies in the file."""
        with gzip.open(self.path, "rb") if self.compressed else self.path.open("rb") as raw:
            yield io.TextIOWrapper(cast(IO[bytes], raw), encoding=self.encoding, newline="")


def examine(path: Path) -> Content:
    """Refuses what is missing, empty, binary, damaged or a workbook."""
    again = text("Export it again, or give another file.")
    if not path.is_file():
        raise Refusal(str(path.name), text("there is no such file."), text("Check the name and the folder."))
    start = path.open("rb").read(8)
    if start.startswith(b"PK"):
        raise Refusal(
            path.name,
            text("this is a workbook (XLSX or ZIP), not a table of text."),
            text("Save it as CSV (UTF-8) and load that."),
        )
    if start.startswith(b"PAR1"):
        return Content(path, _digest_of_file(path), "utf-8", False, True, "", True)
    compressed = start.startswith(b"\x1f\x8b")
    try:
        return _examine_text(path, compressed)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Refusal(path.name, text("the archive is damaged: it ends too early or does not unpack."), again) from None


def _examine_text(path: Path, compressed: bool) -> Content:
    digest, head, size, letters = hashlib.sha256(), b"", 0, False
    utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8-sig")()
    with gzip.open(path, "rb") if compressed else path.open("rb") as file:
        while piece := file.read(_PIECE):
            head = head or piece[:_HEAD]
            size += len(piece)
            digest.update(piece)
            try:
                if utf8 is not None and not piece.isascii():
                    utf8.decode(piece)
                    letters = True
            except UnicodeDecodeError as wrong:
                _not_half(path, letters or not piece[: wrong.start].isascii(), head)
                utf8 = None
        try:
            if utf8 is not None:
                utf8.decode(b"", final=True)
        except UnicodeDecodeError:
            utf8 = None
    if not size:
        raise Refusal(path.name, text("the file is empty."), text("Export it again; the platform gave nothing."))
    encoding = _encoding(path, head, utf8 is not None)
    decoded = codecs.getincrementaldecoder(encoding)("strict").decode(head)
    return Content(path, digest.hexdigest(), encoding, compressed, False, decoded, size <= len(head))


def _not_half(path: Path, letters: bool, head: bytes) -> None:
    """Refuses what begins as UTF-8, with letters beyond ASCII, and does not go on so: it was pieced together."""
    if letters and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refusal(
            path.name,
            text("the file begins in UTF-8 and goes on in another encoding."),
            text("Save it as CSV (UTF-8) in one piece and load that."),
        )


def _encoding(path: Path, head: bytes, is_utf8: bool) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head:
        raise Refusal(
            path.name,
            text("this is not a table of text: it holds zero bytes."),
            text("Give the export as CSV, as Parquet, or gzipped CSV."),
        )
    return "utf-8-sig" if is_utf8 else "cp1252"


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def readable(content: Content) -> Iterator[Path]:
    """A path that the engine can read as UTF-8: the file itself, or a copy that is gone afterwards."""
    if content.parquet or content.encoding == "utf-8-sig":
        yield content.path
        return
    handle, name = tempfile.mkstemp(suffix=".csv", prefix="takt-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as copy, content.lines() as lines:
            while piece := lines.read(_PIECE):
                copy.write(piece)
        yield Path(name)
    except UnicodeDecodeError as wrong:
        raise Refusal(
            content.name,
            text("byte {at} is in no known encoding.", at=str(wrong.start)),
            text("Save the file as CSV (UTF-8) and load that."),
        ) from None
    finally:
        os.unlink(name)

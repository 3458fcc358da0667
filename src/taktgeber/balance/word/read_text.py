"""The bytes of a document as text, or a refusal in words: what is no text is not judged."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from taktgeber.core import Refusal, Text, text

MOST = 200_000
_BYTES = 4 * MOST
_OTHERS = ((b"%PDF", "PDF"), (b"PK\x03\x04", "ZIP (DOCX, ODT)"), (b"\xd0\xcf\x11\xe0", "DOC"), (b"{\\rtf", "RTF"))


def read_file(file: Path) -> str:
    """Text of a file.

    Raises:
        Refusal: There is no such file, or it holds no text.
    """
    try:
        with file.open("rb") as opened:
            return read_bytes(opened.read(_BYTES + 1), file.name)
    except IsADirectoryError:
        raise Refusal(file.name, text("this is a folder."), text("Name one file.")) from None
    except OSError:
        raise Refusal(
            file.name, text("the file cannot be read."), text("Check its name and that you may read it.")
        ) from None


def read_bytes(raw: bytes, name: str) -> str:
    """Text of bytes in UTF-8 (or UTF-16 that says so).

    Raises:
        Refusal: Too large, empty, a binary format, or another encoding.
    """
    for begins, kind in _OTHERS:
        if raw.startswith(begins):
            raise Refusal(name, text("this is a {kind} file, not text.", kind=kind),
                          text("Save it as plain text, Markdown or HTML."))  # fmt: skip
    if len(raw) > _BYTES:
        raise too_long(name)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(raw, name, "utf-16")
    return _decoded(raw, name, "utf-8-sig")


def read_pipe(pipe: BinaryIO) -> str:
    return read_bytes(pipe.read(_BYTES + 1), "-")


def too_long(where: str | Text) -> Refusal:
    return Refusal(where, text("it is longer than {most} characters; no ad, strategy or roadmap is.", most=MOST),
                   text("Give the part that is to be audited."))  # fmt: skip


def _decoded(raw: bytes, name: str, encoding: str) -> str:
    try:
        words = raw.decode(encoding)
    except UnicodeDecodeError as wrong:
        says = text("it is not UTF-8: byte {number} cannot be read.", number=wrong.start + 1)
        raise Refusal(name, says, text("Save it as plain text in UTF-8.")) from wrong
    if "\x00" in words:
        raise Refusal(
            name, text("it holds bytes that no text holds."), text("Save it as plain text, Markdown or HTML.")
        )
    if not words.strip():
        raise Refusal(name, text("it is empty."), text("Give a text with sentences in it."))
    return words

"""Files that were refused, kept for a day beside the refusal, so that a hint is enough and nobody uploads twice.

A file lies under the digest of its bytes; what was said of it and why it was refused stand beside it. After a day, or
once it is loaded or let go, nothing of it is left.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, Text, decode, encode, text
from taktgeber.core.text import Plural

KEPT_FOR = timedelta(days=1)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_OPTION = re.compile(r"--(market|account|currency|decimal|dates|sheet|as-importer|mapping)\b")


@dataclass(frozen=True, slots=True)
class Waiting:
    """asks: what the refusal wants to be told, by the options of takt load; said: what was said already."""

    digest: str
    path: Path
    at: datetime
    refused: Refusal
    asks: tuple[str, ...]
    said: Mapping[str, str]


def keep(inside: Path, file: Path, refused: Refusal, now: datetime, said: Mapping[str, str]) -> Waiting:
    """The file moves here."""
    with file.open("rb") as read:
        digest = hashlib.file_digest(read, "sha256").hexdigest()
    folder = _home(inside) / digest
    held = folder / "file" / file.name
    if file.resolve() != held.resolve():
        shutil.rmtree(folder, ignore_errors=True)
        held.parent.mkdir(parents=True)
        folder.chmod(0o700)
        shutil.move(file, held)
    body = {"at": now.isoformat(), "where": encode(refused.where), "says": encode(refused.says),
            "mend": encode(refused.mend), "said": dict(said)}  # fmt: skip
    (folder / "refused.json").write_text(json.dumps(body, ensure_ascii=False), "utf-8")
    return Waiting(digest, held, now, refused, asked_for(refused), said)


def waiting(inside: Path, now: datetime) -> tuple[Waiting, ...]:
    """What waits, the newest first; what is older than a day goes."""
    found = []
    for folder in sorted(_home(inside).glob("*")):
        one = _read(folder)
        if one is None:
            continue
        if now - one.at > KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def tidy(inside: Path, now: datetime) -> None:
    """What is older than a day goes: kept files, and what a machine that stopped left of an upload or of keeping."""
    waiting(inside, now)
    for folder in (*_home(inside).glob("*"), *_home(inside).parent.glob("*")):
        try:
            age = now - datetime.fromtimestamp(folder.stat().st_mtime, UTC)
        except FileNotFoundError:
            continue
        if age > KEPT_FOR and folder != _home(inside) and _read(folder) is None:
            shutil.rmtree(folder, ignore_errors=True)


def the_one(inside: Path, digest: str, now: datetime) -> Waiting:
    """Refuses a name that is none, and a file that is gone."""
    one = _read(_home(inside) / digest) if _DIGEST.fullmatch(digest) else None
    if one is None or now - one.at > KEPT_FOR:
        raise Refusal(
            text("the file"),
            text("it is no longer kept here."),
            text("Choose it again: a refused file is kept for a day."),
        )
    return one


def let_go(inside: Path, digest: str) -> None:
    if _DIGEST.fullmatch(digest):
        shutil.rmtree(_home(inside) / digest, ignore_errors=True)


def asked_for(refused: Refusal) -> tuple[str, ...]:
    """Options of takt load that the refusal's way on names."""
    return tuple(dict.fromkeys(name for words in _messages(refused.mend) for name in _OPTION.findall(words)))


def _messages(words: Any) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    elif isinstance(words, Text):
        yield words.plural if isinstance(words, Plural) else words.msgid
        for value in words.values.values():
            yield from _messages(value)


def _home(inside: Path) -> Path:
    return inside / "incoming" / "kept"


def _read(folder: Path) -> Waiting | None:
    try:
        body = json.loads((folder / "refused.json").read_text("utf-8"))
        (path,) = (folder / "file").iterdir()
        refused = Refusal(decode(body["where"]), decode(body["says"]), decode(body["mend"]))
        return Waiting(folder.name, path, datetime.fromisoformat(body["at"]), refused, asked_for(refused), body["said"])
    except (OSError, ValueError, KeyError, TypeError):
        return None

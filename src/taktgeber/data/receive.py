"""Several files at once, each for itself: the good ones go in whole, the others are refused and kept for another try.

A file that was refused is tried once more where another one went in after it, since it may have waited for that: rates
for an export in another currency.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from taktgeber.core import Book, Refusal
from taktgeber.workspace import Workspace

from .choose import LoadOptions
from .load import load_files
from .report import LoadReport
from .waiting import Waiting, keep


@dataclass(frozen=True, slots=True)
class Received:
    loaded: tuple[LoadReport, ...]
    refused: tuple[Waiting, ...]


def receive(
    workspace: Workspace, book: Book, files: Sequence[Path], options: LoadOptions, now: datetime,
    said: Mapping[str, str],
) -> Received:  # fmt: skip
    """said: what the person said, as it is kept beside a refused file."""
    loaded: list[LoadReport] = []
    refused: dict[Path, Refusal] = {}
    for path in files:
        _try(workspace, book, path, options, loaded, refused)
    if loaded:
        for path in tuple(refused):
            _try(workspace, book, path, options, loaded, refused)
    return Received(tuple(loaded), tuple(keep(workspace.inside, path, why, now, said) for path, why in refused.items()))


def _try(
    workspace: Workspace, book: Book, path: Path, options: LoadOptions, loaded: list[LoadReport],
    refused: dict[Path, Refusal],
) -> None:  # fmt: skip
    try:
        loaded += load_files(workspace, book, [path], options=options)
        refused.pop(path, None)
    except Refusal as why:
        refused[path] = why

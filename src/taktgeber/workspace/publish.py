"""A file that is whole or not there: written beside, synced, then renamed."""

from __future__ import annotations

import os
from pathlib import Path
from threading import get_ident


def publish(path: Path, stored: bytes) -> None:
    """Written beside, synced, then renamed: a reader or a power cut never meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}")
    with half.open("wb") as out:
        out.write(stored)
        out.flush()
        os.fsync(out.fileno())
    half.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

"""Say in taktgeber.toml where ledger and people live from now on; everything else in it stays as it was written."""

from __future__ import annotations

import json
import re
from pathlib import Path

from taktgeber.core import Refusal, text

from .configuration import read_configuration
from .publish import publish

_KEY = re.compile(r"""^store\s*=\s*("[^"\n]*"|'[^'\n]*')""", re.MULTILINE)
# What stands before the first table, up to the last line that says something.
_TOP = re.compile(r"\A(?:(?!\s*\[).*\n)*?(?=(?:\s*(?:#.*)?\n)*(?:\s*\[|\Z))")


def keep_store(root: Path, store: str) -> None:
    """The whole file anew or not at all. Refuses where the key cannot be set without touching another."""
    path = root / "taktgeber.toml"
    before = read_configuration(path)
    written = path.read_text("utf-8-sig")
    line = f"store = {json.dumps(store, ensure_ascii=False)}"
    changed, known = _KEY.subn(lambda _: line, written, count=1)
    if not known:
        changed = _TOP.sub(lambda top: f"{top[0]}{line}\n", f"{written.rstrip()}\n", count=1)
    if read_configuration(path, changed) != before.model_copy(update={"store": store}):
        raise Refusal(
            path.name,
            text("the key store cannot be set in it without changing something else."),
            text("Write this line before the first table, then try again: {line}", line=line),
        )
    publish(path, changed.encode())

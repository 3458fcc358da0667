"""Files that come with a form: written to a folder of the request's own, read once, gone afterwards."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

MOST = 512 * 1024 * 1024  # bytes of a request that brings files
MOST_TYPED = 1024 * 1024  # bytes of any other
LONGEST = 200  # bytes of a file's name; disks take 255


def bounded(request: Request, most: int) -> Request:
    """The same request, whose body ends in a refusal once it is larger than it may be, whatever it says of itself."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > most:
        raise HTTPException(413)
    total = 0

    async def receive() -> Message:
        nonlocal total
        message = await request.receive()
        total += len(message.get("body", b""))
        if total > most:
            raise HTTPException(413)
        return message

    return Request(request.scope, receive)


@contextmanager
def received(form: FormData, home: Path) -> Iterator[dict[str, list[str | Path]]]:
    """The form's values by name; a file under the name that its owner gave it, as far as that is a plain name."""
    home.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=home))
    try:
        given: dict[str, list[str | Path]] = {}
        for number, (name, value) in enumerate(form.multi_items()):
            if isinstance(value, UploadFile):
                if not value.filename:
                    continue
                place = folder / str(number) / plain_name(value.filename)
                place.parent.mkdir()
                with place.open("wb") as out:
                    shutil.copyfileobj(value.file, out)
                given.setdefault(name, []).append(place)
            else:
                given.setdefault(name, []).append(value)
        yield given
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def plain_name(name: str) -> str:
    """The last part of what the browser calls the file, without what a shell or a disk could stumble over."""
    last = re.split(r"[\\/]", name)[-1]
    kept = re.sub(r"[\x00-\x1f\x7f\"'<>|?*:`$]", "_", last).strip(". ")
    while len(kept.encode()) > LONGEST:
        kept = kept[1:]
    return kept or "file"

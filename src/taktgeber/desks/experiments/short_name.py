"""Short names that can stand in an address and be typed in a shell."""

from __future__ import annotations

import re

from taktgeber.core import Refusal, text

_FITS = re.compile(r"\w[\w-]{0,79}")


def short_name(written: str) -> str:
    if not _FITS.fullmatch(written):
        raise Refusal(
            text("Short name"),
            text('"{written}" is no short name.', written=written[:80]),
            text("Lower-case words with hyphens."),
        )
    return written

"""How a login is written: one form for all that look alike to a machine, so that no two people share one."""

from __future__ import annotations

import re
import unicodedata

from taktgeber.core import Refusal, text

LONGEST = 64
_LOGIN = re.compile(r"[\w.@+-]+")


def folded(login: str) -> str:
    """As it is compared and stored. What is no login at all stays harmless: it is only ever looked up."""
    return unicodedata.normalize("NFKC", login).strip().casefold()[: LONGEST + 1]


def checked(login: str) -> str:
    made = folded(login)
    if not 2 <= len(made) <= LONGEST or not _LOGIN.fullmatch(made):
        raise Refusal(
            "login",
            text("this cannot be a login."),
            text("Take 2 to 64 letters or digits, without spaces; . _ - + and @ may stand between them."),
        )
    return made

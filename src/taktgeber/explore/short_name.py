"""Short names, made from what a thing is called: they stand in addresses, purses and a shell."""

from __future__ import annotations

import re
from collections.abc import Container

_MOST = 60


def short_name_of(called: str, taken: Container[str]) -> str:
    """Lower-case words with hyphens, in any script, cut at a word; a number behind it where the name is taken.

    "Hire a party box!" as "hire-a-party-box". Empty where nothing of it can stand in a name.
    """
    words = re.findall(r"[^\W_]+", called.lower())
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:_MOST]
        if len(longer) > _MOST:
            break
        made = longer
    name, number = made, 2
    while made and name in taken:
        name, number = f"{made}-{number}", number + 1
    return name

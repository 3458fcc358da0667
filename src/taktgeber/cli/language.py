"""The language of the command line: --lang, else TAKT_LANG, else what the system speaks, else English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taktgeber.core.catalogue import ENGLISH, LOCALES, locale_named
from taktgeber.core.refusal import Refusal
from taktgeber.core.text import text

OPTION = "--lang"


def take_language(words: Sequence[str], environment: Mapping[str, str]) -> tuple[list[str], str, bool]:
    """The words without --lang, the locale, and whether it was asked for (not only what the system speaks)."""
    rest, asked = _without_option(words)
    if asked is None:
        asked = environment.get("TAKT_LANG") or None
    if asked is not None:
        locale = locale_named(asked)
        if locale is None:
            raise Refusal(
                OPTION,
                text('Taktgeber does not speak "{asked}".', asked=asked),
                text("Choose one of {languages}.", languages=tuple(known[:2] for known in LOCALES)),
            )
        return rest, locale, True
    system = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return rest, locale_named(system) or ENGLISH, False


def _without_option(words: Sequence[str]) -> tuple[list[str], str | None]:
    rest, asked = [], None
    left = iter(words)
    for word in left:
        if word == "--":
            rest += [word, *left]
        elif word == OPTION:
            asked = next(left, "")
        elif word.startswith(f"{OPTION}="):
            asked = word.partition("=")[2]
        else:
            rest.append(word)
    return rest, asked

"""What a message is in another language: one gettext catalogue (.po) a language, read when first asked.

English needs none: its messages are their own ids. The pseudo-locale "qps" accents and brackets every
message, so that a test sees at once which words were never marked. The files are parsed here, since
a reader of the few forms that `python -m tests.words` writes starts ten times faster than Babel's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ENGLISH = "en_GB"
LOCALES = (ENGLISH, "de_DE", "it_IT", "zh_CN")
PSEUDO = "qps"

_ACCENTS = str.maketrans("aceghiklnorstuwyzACEGHIKLNORSTUWYZ", "äçéĝĥîķļñöŕšţûŵýžÄÇÉĜĤÎĶĻÑÖŔŠŢÛŴÝŽ")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """one: by message; many: the forms by (one, many); rule: which form a count takes."""

    one: Mapping[str, str]
    many: Mapping[tuple[str, str], tuple[str, ...]]
    rule: Callable[[int], int]


def translate(msgid: str, locale: str) -> str:
    """The message in the reader's language; English where it has none."""
    if locale == ENGLISH or not msgid:
        return msgid
    if locale == PSEUDO:
        return _pseudo(msgid)
    return catalogue(locale).one.get(msgid, msgid)


def translate_n(one: str, many: str, n: int, locale: str) -> str:
    """The form of a counted message that n takes in the reader's language."""
    if locale in (ENGLISH, PSEUDO):
        return translate(one if n == 1 else many, locale)
    words = catalogue(locale)
    forms = words.many.get((one, many))
    return forms[words.rule(n)] if forms else one if n == 1 else many


def locale_named(name: str) -> str | None:
    """The locale a person means by "de", "de_AT.UTF-8" or "zh-Hans"; None where there is none."""
    if name == PSEUDO:
        return PSEUDO
    language = re.split(r"[-_.@]", name.strip().lower(), maxsplit=1)[0]
    return next((locale for locale in LOCALES if locale[:2] == language), None)


@cache
def catalogue(locale: str) -> Catalogue:
    file = files("taktgeber") / "locale" / f"{locale[:2]}.po"
    return read_po(file.read_text("utf-8"))


def read_po(po: str) -> Catalogue:
    """A catalogue from its file: messages without a translation are left out."""
    one: dict[str, str] = {}
    many: dict[tuple[str, str], tuple[str, ...]] = {}
    head = ""
    for fields in _entries(po):
        msgid, plural = fields.get("msgid", ""), fields.get("msgid_plural")
        if not msgid:
            head = fields.get("msgstr", "")
        elif plural is None:
            if fields.get("msgstr"):
                one[msgid] = fields["msgstr"]
        else:
            forms = tuple(words for name, words in sorted(fields.items()) if name.startswith("msgstr["))
            if forms and all(forms):
                many[msgid, plural] = forms
    return Catalogue(one, many, _rule(head))


def _entries(po: str) -> Iterator[dict[str, str]]:
    for block in re.split(r"\n\s*\n", po):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            keyword, _, quoted = line.partition('"')
            name = keyword.strip() or name
            fields[name] = fields.get(name, "") + _unquoted(f'"{quoted}')
        if fields:
            yield fields


def _unquoted(quoted: str) -> str:
    return str(ast.literal_eval(quoted)) if "\\" in quoted else quoted[1:-1]


def _rule(head: str) -> Callable[[int], int]:
    """The header's Plural-Forms, as gettext reads it."""
    from gettext import c2py

    found = re.search(r"plural=([^;\n]+)", head)
    rule: Callable[[int], int] = c2py(found[1] if found else "n != 1")
    return rule


def _pseudo(msgid: str) -> str:
    parts = re.split(r"(\{[^}]*\})", msgid)
    worded = "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in parts)
    return f"⟦{worded}⟧"

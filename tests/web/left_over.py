"""What of a page is still English, though its reader asked for another language.

The messages of the catalogue are held against the page: a stretch of one, between its values, that stands on the page
as it is written in the source was never translated. What people wrote stands under translate="no" and is theirs.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from taktgeber.core.catalogue import catalogue

SHORTEST = 20  # characters: shorter stretches could be the word of another language, or a name
# Words of the page and of what is read aloud in their place, shown or folded away.
WORDS = """() => {
  const silent = new Set(["SCRIPT", "STYLE", "NOSCRIPT"]), said = ["aria-label", "title", "alt", "placeholder"];
  const found = [document.title];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) { found.push(node.data); return; }
    if (node.nodeType !== Node.ELEMENT_NODE || silent.has(node.tagName)) return;
    if (node.getAttribute("translate") === "no") return;
    for (const name of said) if (node.hasAttribute(name)) found.push("\\n" + node.getAttribute(name) + "\\n");
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return found.join("");
}"""


def english_on(page: Any, locale: str) -> list[str]:
    """Stretches of messages that the page shows untranslated."""
    words = " ".join(page.evaluate(WORDS).split())
    return [stretch for stretch in stretches(locale) if stretch in words]


@cache
def stretches(locale: str) -> tuple[str, ...]:
    known = catalogue(locale)
    said = [(one, (other,)) for one, other in known.one.items()]
    said += [(form, others) for forms, others in known.many.items() for form in forms]
    return tuple(dict.fromkeys(part for english, others in said for part in _parts(english)
                               if not any(part in other for other in others)))  # fmt: skip


def _parts(message: str) -> list[str]:
    parts = (" ".join(part.split()) for part in re.split(r"\{[^}]*\}", message))
    return [part for part in parts if len(part) > SHORTEST]

"""The one place where templates get their words: figures, money, dates and messages in a reader's language.

In a template `{{ _("Decided by the {role}", role=...) }}` is a whole sentence to translate and
`{{ n_("One decision waits", "{n} decisions wait", n) }}` one that depends on a count. Figures inside
a sentence stand out; a value that is safe HTML already stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from taktgeber.core.catalogue import PSEUDO, translate
from taktgeber.core.format import beside, show, unit_of
from taktgeber.core.names import named, purse_named, reference_named
from taktgeber.core.text import Plural, Text

from . import layout, shown, words

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

_PACKAGE = __name__.rpartition(".")[0]


def environment(locale: str, *loaders: BaseLoader) -> Environment:
    """Templates of the brief and its macros, behind those of the loaders, with all filters of the house."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader([*loaders, PackageLoader(_PACKAGE, "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "_": lambda msgid, **values: words.sentence(Text(msgid, values), locale),
        "n_": lambda one, many, n, **values: words.sentence(Plural(one, values, many, n), locale),
        "gap": "" if locale[:2] == "zh" else " ",  # between two sentences
        "lang": "en" if locale == PSEUDO else locale.replace("_", "-"),
    }
    made.filters |= filters(locale)
    return made


def filters(locale: str) -> dict[str, Any]:
    shown_by: dict[str, Any] = {
        "show": partial(show, locale=locale),
        "sentence": lambda value, proof="": words.sentence(value, locale, proof),
        "phrase": lambda words_: translate(words_, locale),
        "own": lambda value: words.own(value, locale),
        "capital": lambda value: words.heading(value, locale),
        "beside": lambda value: beside(value.value, value.interval, locale),
        "together": lambda values: shown.together(values, locale),
        "grid": lambda value: shown.grid(value, locale),
        "unit": lambda value: unit_of(value, locale),
        "move": lambda value: show(words.move(value), locale),
        "scope": lambda value: show(words.scope(value), locale),
        "drawn": lambda value: drawn(value, locale),
        "room": layout.room_title,
        "digest": digest,
    }
    return shown_by | {
        "said": shown.said,
        "grouped": layout.grouped,
        "spark": shown.spark,
        "named": named,
        "purse": purse_named,
        "references": references,
    }


def references(names: Sequence[str]) -> tuple[Text | str, ...]:
    return tuple(map(reference_named, names))


def digest(picture: Any) -> str:
    from taktgeber.charts import picture_digest

    return picture_digest(picture)


WIDE, NARROW = 600, 340  # pixels; the page shows the drawing that fits


def drawn(picture: Any, locale: str) -> dict[str, Any]:
    """The picture in both widths, as HTML; empty where it has no rows."""
    from markupsafe import Markup

    from taktgeber.charts import draw

    return {
        size: Markup(draw(picture, width=width, locale=locale)) for size, width in (("wide", WIDE), ("narrow", NARROW))
    }

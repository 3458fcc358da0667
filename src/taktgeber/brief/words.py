"""Sentences with their figures set apart, and the house's ids in the words of the people who read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from taktgeber.core import Estimate, Exact, Money, Move, Text, Unknown, text
from taktgeber.core.elision import elided
from taktgeber.core.format import message, show, values_of
from taktgeber.core.names import purse_named

from .shown import shown


def sentence(words: Text | str, locale: str, proof: str = "") -> Markup:
    """The message as HTML: figures stand out, intervals stand back; with a proof (an address), figures lead there."""
    if isinstance(words, str):
        return escape(words)
    values = {name: _value(value, locale, proof) for name, value in values_of(words).items()}
    said = Markup(escape(message(words, locale))).format_map(values)
    return Markup(elided(said)) if locale[:2] == "it" else said


def heading(name: Text | str, locale: str) -> Markup:
    """As a heading begins: names of codes are lower case in English; what a firm named itself stays its own."""
    words = show(name, locale)
    start = 1 if words.startswith("⟦") else 0
    words = words[:start] + words[start : start + 1].upper() + words[start + 1 :]
    return own(words, locale) if isinstance(name, str) else escape(words)


def own(value: Any, locale: str) -> Markup:
    """The value as shown; what people wrote marked as theirs, the same in every language."""
    if isinstance(value, str) and value:
        return Markup('<span translate="no">{}</span>').format(value)
    return escape(show(value, locale))


def move(one: Move) -> Text:
    if one.target == "held":
        return text("{amount} of {source} is held back", amount=one.amount, source=purse_named(one.source))
    return text("{amount} from {source} to {target}", amount=one.amount, source=purse_named(one.source),
                target=purse_named(one.target))  # fmt: skip


def scope(of: Mapping[str, str]) -> tuple[Text | str, ...]:
    """In an order of its own: a stored plan comes back with its keys sorted, and gives the same page."""
    return tuple(purse_named(f"{kind}:{of[kind]}") for kind in sorted(of, reverse=True))


def _value(value: Any, locale: str, proof: str) -> Markup:
    if isinstance(value, Text):
        return sentence(value, locale, proof)
    if not isinstance(value, (Exact, Estimate, Unknown, Money)):
        return escape(value if isinstance(value, str) else show(value, locale))
    if isinstance(value, Money):
        return Markup('<b class="num">{}</b>').format(show(value, locale))
    one = shown(value, locale)
    if isinstance(value, Unknown):
        why = sentence(text("cannot tell yet ({why})", why=one.why.rstrip("。.")), locale)
        return Markup('<span class="unknown">{}</span>').format(why)
    worded = f"{one.value} {one.unit}".strip()
    if proof:
        return Markup('<a class="num" href="{}">{}</a>').format(proof, worded) + _aside(one.interval, locale)
    return Markup('<b class="num">{}</b>').format(worded) + _aside(one.interval, locale)


def _aside(interval: str, locale: str) -> Markup:
    if not interval:
        return Markup("")
    # Full-width brackets bring their own space.
    space, left, right = ("", "（", "）") if locale.startswith("zh") else (" ", "(", ")")
    return Markup('{}<span class="interval">{}{}{}</span>').format(space, left, interval, right)

"""Sentences with their figures set apart, and the house's ids in the words of the people who read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from taktgeber.core import Estimate, Exact, Money, Move, Text, Unknown, text
from taktgeber.core.format import show, translate

from .shown import shown


def sentence(words: Text | str, locale: str, proof: str = "") -> Markup:
    """The message as HTML: figures stand out, intervals stand back; with a proof, figures lead there."""
    if isinstance(words, str):
        return escape(words)
    values = {name: _value(value, locale, proof) for name, value in words.values.items()}
    return Markup(escape(translate(words.msgid, locale))).format_map(values)


def role(decider: str) -> str:
    """ "exploit_lead" as "exploit lead"."""
    return decider.replace("_", " ")


def reference(name: str) -> str:
    """ "entry:11" as "entry 11"; a digest by its beginning, since the foot of the page holds it in full."""
    kind, _, which = name.partition(":")
    digest = len(which) == 64 and set(which) <= set("0123456789abcdef")
    return f"{kind} {which[:12]}…" if digest else f"{kind} {which}".strip()


def metric(name: str) -> str:
    words = name.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def move(one: Move, locale: str) -> str:
    if one.target == "held":
        return show(text("{amount} of {source} is held back", amount=one.amount, source=purse(one.source)), locale)
    says = text("{amount} from {source} to {target}", amount=one.amount, source=purse(one.source),
                target=purse(one.target))  # fmt: skip
    return show(says, locale)


def purse(name: str) -> str:
    """ "channel:TikTok" as "TikTok", "reserve:explore" as "the explore reserve"."""
    kind, _, which = name.partition(":")
    match kind:
        case "held":
            return "what is not spent"
        case "reserve":
            return f"the {which} reserve"
        case "unit":
            return f"the unit {which}"
        case "initiative":
            return f"the initiative {which}"
    return which or name


def scope(of: Mapping[str, str]) -> str:
    """In an order of its own: a stored plan comes back with its keys sorted, and gives the same page."""
    return ", ".join(purse(f"{kind}:{of[kind]}") for kind in sorted(of, reverse=True))


def _value(value: Any, locale: str, proof: str) -> Markup:
    if isinstance(value, Text):
        return sentence(value, locale, proof)
    if not isinstance(value, (Exact, Estimate, Unknown, Money)):
        return escape(show(value, locale))
    if isinstance(value, Money):
        return Markup('<b class="num">{}</b>').format(show(value, locale))
    one = shown(value, locale)
    if isinstance(value, Unknown):
        return Markup('<span class="unknown">{} ({})</span>').format(one.value, show(value.why, locale).rstrip("."))
    worded = f"{one.value} {one.unit}".strip()
    if proof:
        return Markup('<a class="num" href="#{}">{}</a>').format(proof, worded) + _aside(one.interval)
    return Markup('<b class="num">{}</b>').format(worded) + _aside(one.interval)


def _aside(interval: str) -> Markup:
    return Markup(' <span class="interval">({})</span>').format(interval) if interval else Markup("")

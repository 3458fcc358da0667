"""The `.json` twin of a page: the same figures, words and order, with their parts."""

from __future__ import annotations

from typing import Any

from taktgeber.brief.twin import ask_json, section_json
from taktgeber.core import Card, Empty, Form, Page
from taktgeber.core.format import show

VERSION = 1


def page_json(page: Page, locale: str) -> dict[str, Any]:
    """As schemas.json describes Page."""
    return {
        "version": VERSION,
        "locale": locale,
        "title": show(page.title, locale),
        "sentence": show(page.sentence, locale),
        "mode": page.mode,
        "sections": [section_json(s, locale) for s in page.sections],
        "decisions": [ask_json(a, locale) for a in page.asks],
        "cards": [_card(c, locale) for c in page.cards],
        "acts": [_form(f, locale) for f in page.forms],
        "links": [{"path": path, "words": show(words, locale)} for path, words in page.links],
        "empty": _empty(page.empty, locale) if page.empty else None,
        "data": _more(page),
    }


def _more(page: Page) -> dict[str, Any] | None:
    if page.twin is None:
        return None
    return dict(page.twin() if callable(page.twin) else page.twin)


def _card(card: Card, locale: str) -> dict[str, Any]:
    return {
        "title": show(card.title, locale),
        "says": [show(s, locale) for s in card.says],
        "state": show(card.state, locale) if card.state else None,
        "mode": card.mode,
        "acts": [_form(f, locale) for f in card.forms],
        "link": card.link[0] if card.link else None,
    }


def _form(form: Form, locale: str) -> dict[str, Any]:
    return {
        "act": form.act,
        "words": show(form.submit, locale),
        "given": dict(form.given),
        "asks": [f.name for f in form.fields],
    }


def _empty(empty: Empty, locale: str) -> dict[str, Any]:
    return {
        "will_show": show(empty.will_show, locale),
        "needs": show(empty.needs, locale),
        "acts": [_form(f, locale) for f in empty.forms],
        "link": empty.link[0] if empty.link else None,
    }

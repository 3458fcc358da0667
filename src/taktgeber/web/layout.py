"""Pages as HTML: the brief's own macros and tokens, with navigation, forms and what was told around them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from taktgeber.brief.environment import environment
from taktgeber.brief.layout import FOLD
from taktgeber.core import Page

from .desks import template_homes
from .fragments import Fragments
from .language import LOCALES, NAMES
from .static import href

if TYPE_CHECKING:
    from jinja2 import Environment

    from .pages import Laid


def render(page: Page, laid: Laid) -> str:
    visit, here = laid.visit, laid.path.partition("?")[0]
    return (
        house_environment(visit.locale)
        .get_template(page.template or "page.html")
        .render(
            page=page,
            past=page.past,
            nav=laid.nav,
            path=laid.path,
            here=here,
            current=_current([leaf.path for leaf in laid.nav], here),
            told=laid.told,
            refused=laid.refused,
            refill=laid.refill,
            firm=visit.house.settings.firm,
            note=visit.house.workspace.configuration.note,
            roles=tuple(dict.fromkeys(role.role for role in visit.access.roles)),
            query=visit.query,
            **page.extra,
        )
    )


def _current(paths: list[str], here: str) -> str:
    """The page of the navigation that the reader is on, or the nearest above it."""
    return max((path for path in paths if here == path or here.startswith(f"{path}/")), key=len, default="")


def render_bare(template: str, locale: str, **values: Any) -> str:
    """A page outside of the house: signing in, a refusal."""
    return house_environment(locale).get_template(template).render(**{"refused": None, "told": None} | values)


@lru_cache(maxsize=8)
def house_environment(locale: str) -> Environment:
    from jinja2 import PackageLoader

    made = environment(
        locale,
        PackageLoader(__package__ or "", "templates"),
        *(PackageLoader(home, "templates") for home in template_homes()),
    )
    made.globals |= {"href": href, "languages": {short: NAMES[name] for short, name in LOCALES.items()}, "fold": FOLD}
    made.globals["kept"] = Fragments()
    made.filters["refilled"] = refilled
    return made


def refilled(field: Any, form: Any, refill: Mapping[str, Any] | None, place: int = 0) -> tuple[str, ...]:
    """What stands in a field: what was typed before a refusal, where this is the same form, else its first value.

    place: of the field among those of its name, as an override asks for one amount a move.
    """
    same = (
        refill is not None
        and refill["act"] == form.act
        and all(refill["values"].get(name) == [value] for name, value in form.given.items())
    )
    if same and refill is not None and field.name in refill["values"]:
        return tuple(refill["values"][field.name][place:])
    return (field.value,) if field.value else ()

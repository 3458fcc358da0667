"""The brief as one HTML page: no script, nothing from another host, one drawing for light, dark and print.

The style sheet and the font stand in the page; the content security policy names the style sheet's
hash and allows nothing else, so that a hostile name in an export stays a word.
"""

from __future__ import annotations

import base64
import hashlib
import shlex
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from taktgeber.core import Picture, Plan, Proposal, Table
from taktgeber.core.format import LOCALE, show, translate
from taktgeber.core.page import DecidedLine

from . import layout, shown, words

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = files(__package__)
WIDE, NARROW = 600, 340  # pixels; the page shows the drawing that fits


def brief_html(
    plan: Plan,
    *,
    digest: str,
    head: str,
    decisions: Mapping[str, DecidedLine] | None = None,
    calibration: Table | None = None,
    workspace_hint: str = ".",
    note: str = "",
    locale: str = LOCALE,
) -> str:
    """The page of a frozen plan.

    digest: of the plan's stored bytes; head: of the ledger when the brief was written; decisions: by
    proposal id; calibration: how well earlier forecasts held, if any was scored; workspace_hint: the
    folder as a reader would type it after --workspace; note: what a reader must know of the figures
    before the first of them, such as that a demo's are not a firm's.
    """
    sections = layout.ordered(plan)
    every = layout.waiting(plan, decisions or {})
    style = style_sheet()
    return (
        _environment(locale)
        .get_template("page.html")
        .render(
            plan=plan,
            digest=digest,
            head=head,
            opening=layout.opening(plan),
            panels=layout.panels(plan),
            links=layout.links(plan),
            waiting=every,
            open=sum(w.decided is None for w in every),
            sections=sections,
            calibration=calibration,
            note=note,
            fold=layout.FOLD,
            where="" if workspace_hint == "." else f" --workspace {shlex.quote(workspace_hint)}",
            style=Markup(style),
            policy=_policy(style),
            lang=locale.replace("_", "-"),
        )
    )


@cache
def style_sheet() -> str:
    """style.css with the font written into it."""
    font = base64.b64encode((_HERE / "fonts" / "inter-latin.woff2").read_bytes()).decode()
    return (_HERE / "style.css").read_text("utf-8").replace("inter-latin.woff2", f"data:font/woff2;base64,{font}")


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _environment(locale: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "show": lambda value: show(value, locale),
        "sentence": lambda value, proof="": words.sentence(value, locale, proof),
        "together": lambda values: shown.together(values, locale),
        "grid": lambda value: shown.grid(value, locale),
        "said": shown.said,
        "grouped": layout.grouped,
        "unit": lambda value: shown.unit_word(value, locale),
        "spark": shown.spark,
        "role": words.role,
        "metric": words.metric,
        "scope": words.scope,
        "move": lambda value: words.move(value, locale),
        "rests": _rests_on,
        "drawn": lambda value: _drawn(value, locale),
        "room": layout.room_title,
        "t": lambda value: translate(value, locale),
    }
    return made


def _drawn(picture: Picture, locale: str) -> dict[str, Any]:
    from taktgeber.charts import draw

    return {
        size: Markup(draw(picture, width=width, locale=locale)) for size, width in (("wide", WIDE), ("narrow", NARROW))
    }


def _rests_on(proposal: Proposal) -> str:
    return ", ".join(map(words.reference, proposal.rests_on))

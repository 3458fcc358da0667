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

from markupsafe import Markup

from taktgeber.core import Plan, Table
from taktgeber.core.format import LOCALE
from taktgeber.core.page import DecidedLine

from . import layout
from .environment import environment

_HERE = files(__package__)


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
        environment(locale)
        .get_template("page.html")
        .render(
            plan=plan,
            digest=digest,
            head=head,
            opening=layout.opening(plan),
            panels=layout.panels(plan),
            links=layout.links(plan),
            proof={section.room: f"#{section.room}" for section in sections},
            waiting=every,
            open=sum(w.decided is None for w in every),
            sections=sections,
            calibration=calibration,
            note=note,
            fold=layout.FOLD,
            where="" if workspace_hint == "." else f" --workspace {shlex.quote(workspace_hint)}",
            style=Markup(style),
            policy=policy(),
        )
    )


@cache
def style_sheet() -> str:
    """style.css with the font written into it."""
    font = base64.b64encode((_HERE / "fonts" / "inter-latin.woff2").read_bytes()).decode()
    return (_HERE / "style.css").read_text("utf-8").replace("inter-latin.woff2", f"data:font/woff2;base64,{font}")


@cache
def policy() -> str:
    digest = base64.b64encode(hashlib.sha256(style_sheet().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )

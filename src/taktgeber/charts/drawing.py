"""A picture as one static SVG: no script, no style attribute, no font file, nothing to fetch.

Altair writes the specification, vl-convert draws it in process. What the page's strict content
security policy or its screen readers would trip over is set right here: ids are made the drawing's
own, roles inside the image are dropped, title and description stand first.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

from taktgeber.core import Picture, text
from taktgeber.core.format import LOCALE, sentences, show

from . import kinds
from .kept import Kept, picture_digest
from .theme import config

_KINDS: dict[str, Callable[[Picture, kinds.Rows, int, str], Any]] = {
    "forest": kinds.forest,
    "curve": kinds.line_and_band,
    "fan": kinds.line_and_band,
    "band": kinds.line_and_band,
    "steps": kinds.steps,
    "shares": kinds.shares,
    "stages": kinds.stages,
    "calibration": kinds.calibration,
}

_kept: Kept[str] = Kept()


def draw(picture: Picture, *, width: int = 640, locale: str = LOCALE) -> str:
    """The SVG as text, width pixels wide; empty where the picture has no rows. Kept: to draw takes long."""
    return _kept.get((picture_digest(picture), width, locale), lambda: _drawn(picture, width, locale))


def specification(picture: Picture, width: int, locale: str) -> dict[str, Any] | None:
    """In Vega-Lite; None where the picture has no rows."""
    rows = _rows(picture)
    if not rows:
        return None
    import altair as alt

    chart = _KINDS[picture.kind](picture, rows, width, locale)
    chart = chart.properties(width=width, autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    made: dict[str, Any] = chart.to_dict(validate=False)
    return made | {"config": config()}


def _drawn(picture: Picture, width: int, locale: str) -> str:
    made = specification(picture, width, locale)
    if made is None:
        return ""
    import vl_convert

    return _dress(vl_convert.vegalite_to_svg(made), picture, locale)


def _rows(picture: Picture) -> kinds.Rows:
    columns = picture.data
    many = len(next(iter(columns.values()), ()))
    return [{name: column[i] for name, column in columns.items()} for i in range(many)]


def _dress(svg: str, picture: Picture, locale: str) -> str:
    """Name the image for those who do not see it, and keep its ids apart from other drawings'."""
    own = hashlib.sha256(svg.encode()).hexdigest()[:8]
    svg = re.sub(r'\bid="([^"]+)"', rf'id="c{own}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#c{own}-\1)", svg)
    svg = re.sub(r' (role|aria-[a-z]+)="[^"]*"', "", svg)
    svg = svg.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    described = sentences((picture.table.caption, text("The table beside it holds every value.")), locale)
    says = f"<title>{escape(show(picture.caption, locale))}</title><desc>{escape(described)}</desc>"
    opened = re.sub(r"<svg ", '<svg role="img" focusable="false" ', svg, count=1)
    return re.sub(r"(<svg [^>]*>)", lambda tag: tag.group(1) + says, opened, count=1)

"""A picture to explore: the drawing of the page as a Vega specification that answers to the pointer.

Every point says its words when it is pointed at, and lines can be dragged and zoomed along their axis. Compiled
here, so that the browser needs no compiler, and drawn there without eval (Vega's interpreter of expressions).
"""

from __future__ import annotations

from typing import Any

from taktgeber.core import Picture
from taktgeber.core.format import LOCALE

from .drawing import specification
from .kept import Kept, picture_digest

ZOOMS = {"curve", "fan", "band", "steps"}
TOUCH = 160  # area in pixels in which a point of a line answers
_kept: Kept[dict[str, Any]] = Kept(128)


def explored(picture: Picture, *, width: int = 640, locale: str = LOCALE) -> dict[str, Any]:
    """As Vega; empty where the picture has no rows."""
    return _kept.get((picture_digest(picture), width, locale), lambda: _compiled(picture, width, locale))


def _compiled(picture: Picture, width: int, locale: str) -> dict[str, Any]:
    import vl_convert

    made = specification(picture, width, locale)
    if made is None:
        return {}
    for layer in made["layer"]:
        _answering(layer, made)
    if picture.kind in ZOOMS:
        select = {"type": "interval", "encodings": ["x"]}
        made["layer"][0]["params"] = [{"name": "zoom", "select": select, "bind": "scales"}]
    vega: dict[str, Any] = vl_convert.vegalite_to_vega(made)
    return vega


def _answering(layer: dict[str, Any], whole: dict[str, Any]) -> None:
    """Whatever is drawn from rows with a tip shows it; a line answers at its points, seen or not."""
    name = layer.get("data", whole.get("data", {})).get("name", "")
    if not any("tip" in row for row in whole["datasets"].get(name, ())):
        return
    mark = layer["mark"]
    if mark["type"] == "area":
        return
    if mark["type"] == "line" and not mark.get("point"):
        mark["point"] = {"filled": True, "size": TOUCH, "opacity": 0}
    layer.setdefault("encoding", {})["tooltip"] = {"field": "tip", "type": "nominal"}

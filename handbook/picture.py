"""The house as a picture: its floors, read from the contract that the tests hold."""

from __future__ import annotations

import re
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
_ROW, _GAP, _WIDE = 46, 8, 760


def floors() -> list[list[str]]:
    """Rooms by floor, top to bottom; those not built yet in brackets."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    return [re.split(r"\s*[|:]\s*", layer) for layer in layers]


def house_svg() -> str:
    rows = floors()
    high = len(rows) * (_ROW + _GAP) + _GAP
    words = "The floors of the house: a room uses rooms on lower floors only"
    drawn = [f'<svg class="house" viewBox="0 0 {_WIDE} {high}" role="img" aria-label="{words}">']
    for i, rooms in enumerate(rows):
        y, wide = _GAP + i * (_ROW + _GAP), (_WIDE - _GAP * (len(rooms) + 1)) / len(rooms)
        for j, room in enumerate(rooms):
            x = _GAP + j * (wide + _GAP)
            kind = room if room in ("exploit", "explore") else "planned" if room.startswith("(") else "room"
            drawn.append(
                f'<rect class="{kind}" x="{x:.0f}" y="{y}" width="{wide:.0f}" height="{_ROW}" rx="8"/>'
                f'<text x="{x + wide / 2:.0f}" y="{y + _ROW / 2 + 5:.0f}" text-anchor="middle">'
                f"{escape(room.strip('()'))}</text>"
            )
    return "\n".join([*drawn, "</svg>"])

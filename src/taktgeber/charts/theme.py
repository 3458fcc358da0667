"""The look of every drawing. Colours are CSS variables: one drawing serves light, dark and print.

Flat and categorical colours survive as variables; interpolated colour scales would turn black.
--mark is the colour of the section a drawing stands in: exploit, explore, or neutral.
"""

from __future__ import annotations

from typing import Any

INK, MUTED, LINE, PAPER, MARK = (f"var(--{name})" for name in ("ink", "muted", "line", "card", "mark"))
FONT = "Inter, system-ui, sans-serif"
BAND = 0.16  # opacity of an interval's area, over any paper

# What is neither hand's: the section's own colour, then greys by weight, never a third hue.
AREAS = ("mark", "part-2", "part-3", "part-4")
LINES = ("mark", "part-3", "part-1", "part-2")
DASHES = ([1, 0], [5, 3], [1, 3], [8, 3, 1, 3])


def config() -> dict[str, Any]:
    label = {
        "labelColor": MUTED,
        "labelFont": FONT,
        "labelFontSize": 12,
        "titleColor": MUTED,
        "titleFont": FONT,
        "titleFontWeight": 400,
    }
    axis = {
        **label,
        "domain": False,
        "ticks": False,
        "gridColor": LINE,
        "labelPadding": 6,
        "labelOverlap": "greedy",
        "labelSeparation": 10,
    }
    legend = {
        **label,
        "orient": "top",
        "title": None,
        "labelLimit": 300,
        "symbolSize": 90,
        "offset": 8,
        "columnPadding": 18,
    }
    return {
        "aria": False,
        "background": None,
        "padding": 2,
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "legend": legend,
        "text": {"font": FONT, "fontSize": 12, "color": INK},
    }


def colours(names: list[str], neutral: tuple[str, ...] = AREAS) -> list[str]:
    """A variable per series or part: the modes keep theirs, others are neutral in order."""
    free = iter(neutral * (len(names) // len(neutral) + 1))
    return [_mode(name) or next(free) for name in names]


def _mode(name: str) -> str | None:
    words = name.lower()
    if "explor" in words or "tomorrow" in words:
        return "explore"
    return "exploit" if "exploit" in words or "today" in words else None

"""One function a kind of picture: its columns become layers of an Altair chart.

Every number that can be read in a drawing went through the one formatter; marks stand on plain
quantitative axes (days as ordinals), so that no time zone moves a point. "tip" holds what a point says when
it is pointed at; the still drawing does not show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from taktgeber.core import Picture, Text, phrase, text
from taktgeber.core.catalogue import translate
from taktgeber.core.format import show

from .axis import Axis, day_axis, is_day, place, tick, value_axis
from .theme import BAND, DASHES, INK, LINE, LINES, MARK, MUTED, PAPER, colours

NARROW = 480  # below it labels stand over their rows and ticks get fewer
Rows = list[dict[str, Any]]


def forest(picture: Picture, rows: Rows, width: int, locale: str) -> Any:
    """label, value, low, high: effects on one axis, the interval drawn and written."""
    import altair as alt

    narrow, step = width < NARROW, 46 if width < NARROW else 30
    ends = [float(r[c]) for r in rows for c in ("value", "low", "high") if r.get(c) is not None]
    axis = value_axis(ends or [0.0, 1.0], picture.unit, most=4 if narrow else 5, locale=locale)
    lift = -11 if narrow else 0
    words = [_interval_words(r, picture.unit, locale) for r in rows]
    left, right = (6.0, 14.0) if narrow else (width * 0.26, 6.6 * max(map(len, words)) + 20)
    pixel = (axis.high - axis.low) / max(width - left - right, width / 4)
    data = _data(
        {
            "row": i,
            "label": show(r["label"], locale),
            "words": words[i],
            "tip": _tip(r["label"], words[i], locale),
            **{c: r[c] for c in ("value", "low", "high")},
        }
        for i, r in enumerate(rows)
    )
    x = alt.X("low:Q", scale=alt.Scale(domain=[axis.low - left * pixel, axis.high + right * pixel]), axis=_axis(axis))
    y = alt.Y("row:Q", scale=alt.Scale(domain=[len(rows) - 0.5, -0.5]), axis=None)
    drop = 12 if narrow else 0
    base = alt.Chart(data).encode(y=y)
    names = base.mark_text(align="left", baseline="middle", dy=lift, limit=width * (0.5 if narrow else 0.25))
    figures = base.mark_text(align="right", baseline="middle", dy=lift, fill=MUTED)
    seen = base.transform_filter("isValid(datum.value)")
    layers = [
        seen.mark_rule(stroke=MARK, strokeWidth=2, yOffset=drop).encode(x=x, x2="high:Q"),
        seen.mark_point(shape="circle", filled=True, size=80, fill=MARK, stroke=PAPER, opacity=1, yOffset=drop).encode(
            x=alt.X("value:Q")
        ),
        names.encode(x=alt.value(0), text="label:N"),
        figures.encode(x=alt.value("width"), text="words:N"),
    ]
    neutral = 1.0 if picture.unit == "times" else 0.0
    if axis.low <= neutral <= axis.high:
        # Under labels that stand over their rows the line is broken, so that it crosses no word.
        breaks = [{"at": neutral, "row": i + (0 if narrow else -0.5), "end": i + 0.5} for i in range(len(rows))]
        rule = alt.Chart(_data(breaks)).mark_rule(stroke=INK, strokeDash=[3, 3])
        layers.insert(0, rule.encode(x="at:Q", y=y, y2="end:Q"))
    return alt.layer(*layers).properties(height=step * len(rows))


def line_and_band(picture: Picture, rows: Rows, width: int, locale: str) -> Any:
    """curve, fan: x, value, low, high; band: at, value, low, high. A gap (None) in the interval is
    what was seen and needs none; a gap in the value is a range without a point."""
    import altair as alt

    key = "at" if picture.kind == "band" else "x"
    days = is_day(rows[0][key])
    points: Rows = [
        {
            **{c: r.get(c) for c in ("value", "low", "high")},
            "x": place(r[key]),
            "tip": _tip(_along(r[key], days, locale), _interval_words(r, picture.unit, locale), locale),
        }
        for r in rows
    ]
    ends = [float(p[c]) for p in points for c in ("value", "low", "high") if p.get(c) is not None]
    along = [p["x"] for p in points]
    few = 3 if width < NARROW else 5
    bottom = day_axis(along, most=few, locale=locale) if days else value_axis(along, "times", most=few, locale=locale)
    side = value_axis(ends or [0.0, 1.0], picture.unit, most=5, zero=picture.unit == "share", locale=locale)
    x = alt.X("x:Q", scale=alt.Scale(domain=[bottom.low, bottom.high]), axis=_axis(bottom, grid=False))
    y = alt.Y("low:Q", scale=alt.Scale(domain=[side.low, side.high]), axis=_axis(side, side=True))
    base = alt.Chart(_data(points)).encode(x=x)
    area = base.transform_filter("isValid(datum.low)").mark_area(fill=MARK, fillOpacity=BAND, interpolate="linear")
    line = base.transform_filter("isValid(datum.value)").mark_line(
        stroke=MARK, strokeWidth=2, point={"filled": True, "fill": MARK, "size": 36} if len(points) <= 16 else False
    )
    return alt.layer(area.encode(y=y, y2="high:Q"), line.encode(y=alt.Y("value:Q"))).properties(height=220)


def steps(picture: Picture, rows: Rows, width: int, locale: str) -> Any:
    """at, value, series: what held from a day until the next."""
    import altair as alt

    points = [
        {
            "at": place(r["at"]),
            "value": r["value"],
            "series": show(r["series"], locale),
            "tip": _tip(
                text("{series}, {day}", series=r["series"], day=_along(r["at"], True, locale)),
                _interval_words({**r, "low": None}, picture.unit, locale), locale,
            ),
        }
        for r in rows
    ]  # fmt: skip
    names = list(dict.fromkeys(p["series"] for p in points))
    points += _last_steps(points, names)
    bottom = day_axis([p["at"] for p in points], most=3 if width < NARROW else 5, locale=locale)
    values = [float(p["value"]) for p in points if p["value"] is not None]
    side = value_axis(values or [0.0, 1.0], picture.unit, most=5, zero=True, locale=locale)
    english = list(dict.fromkeys(show(r["series"]) for r in rows))
    inks = [f"var(--{c})" for c in colours(english, LINES)]
    dashes = [DASHES[i % len(DASHES)] for i in range(len(names))]
    legend = alt.Legend(symbolType="stroke", symbolStrokeWidth=3, columns=1 if width < NARROW else 4)
    dots = {"filled": True, "size": 36} if len(points) <= 16 * len(names) else False
    chart = (
        alt.Chart(_data(points))
        .mark_line(interpolate="step-after", strokeWidth=2, point=dots)
        .encode(
            x=alt.X("at:Q", scale=alt.Scale(domain=[bottom.low, bottom.high]), axis=_axis(bottom, grid=False)),
            y=alt.Y("value:Q", scale=alt.Scale(domain=[side.low, side.high]), axis=_axis(side, side=True)),
            color=alt.Color("series:N", scale=alt.Scale(domain=names, range=inks), legend=legend),
            strokeDash=alt.StrokeDash("series:N", scale=alt.Scale(domain=names, range=dashes), legend=legend),
        )
    )
    return alt.layer(chart).properties(height=220)


def _last_steps(points: Rows, names: list[str]) -> Rows:
    """What holds last is drawn as long as what held before it; without this its step would have no length."""
    ends: Rows = []
    for name in names:
        own = sorted((p for p in points if p["series"] == name), key=lambda p: float(p["at"]))
        if len(own) > 1:
            ends.append({**own[-1], "at": 2 * own[-1]["at"] - own[-2]["at"]})
    return ends


def shares(picture: Picture, rows: Rows, width: int, locale: str) -> Any:
    """label, part, value: each label is one whole bar of its parts."""
    import altair as alt

    labels = list(dict.fromkeys(show(r["label"], locale) for r in rows))
    parts = list(dict.fromkeys(show(r["part"], locale) for r in rows))
    inks = dict(zip(parts, colours(list(dict.fromkeys(show(r["part"]) for r in rows))), strict=True))
    bars: Rows = []
    run = dict.fromkeys(labels, 0.0)
    total = dict.fromkeys(labels, 0.0)
    for r in rows:
        total[show(r["label"], locale)] += float(r["value"])
    whole = max(*total.values(), 1.0 if picture.unit == "share" else 0.0) or 1.0
    for r in rows:
        label, part, value = show(r["label"], locale), show(r["part"], locale), float(r["value"])
        start, run[label] = run[label], run[label] + value
        words = tick(value, picture.unit, locale)
        tip = _tip(text("{label}, {part}", label=label, part=part), words, locale)
        if 7.5 * len(words) + 4 > width * value / whole:
            words = ""  # the part is narrower than its number, which the table holds
        bars.append(
            {"row": labels.index(label), "part": part, "from": start, "to": run[label], "words": words, "tip": tip}
        )
    y = alt.Y("row:Q", scale=alt.Scale(domain=[len(labels) - 0.5, -0.5]), axis=None)
    base = alt.Chart(_data({**b, "mid": (b["from"] + b["to"]) / 2} for b in bars)).encode(y=y)
    legend = alt.Legend(symbolType="square", columns=1 if width < NARROW else 4)
    fill = alt.Color("part:N", scale=alt.Scale(domain=parts, range=[f"var(--{inks[p]})" for p in parts]), legend=legend)
    on = alt.Color("part:N", scale=alt.Scale(domain=parts, range=[f"var(--on-{inks[p]})" for p in parts]), legend=None)
    names = alt.Chart(_data({"row": i, "label": label} for i, label in enumerate(labels)))
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, whole]), axis=None)
    track = alt.Chart(_data({"row": i, "from": 0, "to": whole} for i in range(len(labels))))
    layers = alt.layer(
        track.mark_bar(size=26, yOffset=9, fill=LINE, fillOpacity=0.5).encode(x=x, x2="to:Q", y=y),
        base.mark_bar(size=26, yOffset=9, stroke=PAPER).encode(x=x, x2="to:Q", color=fill),
        base.mark_text(baseline="middle", dy=9, fontWeight=600).encode(x=alt.X("mid:Q"), text="words:N", color=on),
        names.mark_text(align="left", baseline="middle", dy=-15, limit=width).encode(
            x=alt.value(0), y=y, text="label:N"
        ),
    )
    return layers.resolve_scale(color="independent").properties(height=62 * len(labels))


def stages(picture: Picture, rows: Rows, width: int, locale: str) -> Any:
    """label, stage, count: how many stand where; a stop is drawn with the same weight as a go.

    Where each label has a stage of its own, the labels name the stages and stand in one row.
    """
    import altair as alt

    labels = list(dict.fromkeys(show(r["label"], locale) for r in rows))
    names = list(dict.fromkeys(show(r["stage"], locale) for r in rows))
    if len(labels) == len(names) == len(rows):
        labels, names, rows = [""], labels, [{**r, "label": "", "stage": r["label"]} for r in rows]
    cells: Rows = [
        {
            "row": labels.index(show(r["label"], locale)),
            "stage": names.index(show(r["stage"], locale)),
            "words": show(int(r["count"]), locale),
            "count": float(r["count"]),
            "tip": _tip(r["stage"], show(int(r["count"]), locale), locale),
        }
        for r in rows
    ]
    most = max(c["count"] for c in cells)
    seen, none = _data(c for c in cells if c["count"]), _data(c for c in cells if not c["count"])
    y = alt.Y("row:Q", scale=alt.Scale(domain=[len(labels) - 0.5, -0.5]), axis=None)
    x = alt.X("stage:Q", scale=alt.Scale(domain=[-0.5, len(names) - 0.5]), axis=None)
    size = alt.Size("count:Q", scale=alt.Scale(domain=[1, max(most, 2)], range=[380, 1100]), legend=None)
    lines = alt.Chart(_data({"row": i, "label": label} for i, label in enumerate(labels)))
    heads = alt.Chart(_data({"stage": i, "label": name} for i, name in enumerate(names)))
    dot: dict[str, Any] = {"shape": "circle", "filled": True, "opacity": 1, "yOffset": 6}
    words: dict[str, Any] = {"baseline": "middle", "dy": 6, "fontWeight": 600}
    return alt.layer(
        lines.mark_rule(stroke=LINE, yOffset=6).encode(y=y),
        alt.Chart(none).mark_point(**dot, fill=PAPER, size=380).encode(x=x, y=y),
        alt.Chart(none).mark_text(**words, fill=MUTED).encode(x=x, y=y, text="words:N"),
        alt.Chart(seen).mark_point(**dot, fill=MARK).encode(x=x, y=y, size=size),
        alt.Chart(seen).mark_text(**words, fill="var(--on-mark)").encode(x=x, y=y, text="words:N"),
        lines.mark_text(align="left", baseline="middle", dy=-18, limit=width).encode(
            x=alt.value(0), y=y, text="label:N"
        ),
        heads.mark_text(baseline="bottom", dy=-4, fill=MUTED, limit=width / len(names) - 6).encode(
            x=x, y=alt.value(0), text="label:N"
        ),
    ).properties(height=58 * len(labels))


def calibration(picture: Picture, rows: Rows, width: int, locale: str) -> Any:
    """said, happened, n: on the line, what was said to be likely happened as often."""
    import altair as alt

    values = [float(r[c]) for r in rows for c in ("said", "happened")]
    axis = value_axis([*values, *((0.0, 1.0) if picture.unit == "share" else ())], picture.unit, most=5, locale=locale)
    scale = alt.Scale(domain=[axis.low, axis.high])
    ends = _data([{"said": axis.low, "happened": axis.low}, {"said": axis.high, "happened": axis.high}])
    data = _data({**{c: float(r[c]) for c in ("said", "happened", "n")}, "tip": _said(r, picture.unit, locale)}
                 for r in rows)  # fmt: skip
    x = alt.X("said:Q", scale=scale, axis=_axis(axis, title=translate(phrase("said"), locale)))
    y = alt.Y("happened:Q", scale=scale, axis=_axis(axis, side=True, title=translate(phrase("happened"), locale)))
    size = alt.Size("n:Q", scale=alt.Scale(zero=True, rangeMax=400, domainMin=0), legend=None)
    return alt.layer(
        alt.Chart(ends).mark_line(stroke=MUTED, strokeDash=[3, 3], strokeWidth=1).encode(x=x, y=y),
        alt.Chart(data).mark_point(shape="circle", filled=True, fill=MARK, opacity=0.8).encode(x=x, y=y, size=size),
    ).properties(height=min(width * 0.7, 320))


def _axis(axis: Axis, *, grid: bool = True, side: bool = False, title: str | None = None) -> Any:
    import altair as alt

    extent = {"minExtent": axis.room} if side else {"labelFlush": True}
    return alt.Axis(values=list(axis.at), labelExpr=axis.words, grid=grid, title=title, **extent)


def _data(rows: Any) -> Any:
    import altair as alt

    return alt.InlineData(values=list(rows))


def _tip(what: Text | str, words: str, locale: str) -> str:
    return show(text("{what}: {words}", what=what, words=words), locale)


def _said(row: Mapping[str, Any], unit: str, locale: str) -> str:
    said, happened = (tick(float(row[c]), unit, locale) for c in ("said", "happened"))
    told = text("said {said}, happened {happened} (n = {n})", said=said, happened=happened, n=str(int(row["n"])))
    return show(told, locale)


def _along(value: Any, days: bool, locale: str) -> str:
    return show(date.fromordinal(int(place(value))), locale) if days else tick(float(value), "times", locale)


def _interval_words(row: Mapping[str, Any], unit: str, locale: str) -> str:
    if row["value"] is None:
        return translate(phrase("too few data"), locale)
    value = tick(float(row["value"]), unit, locale)
    if row.get("low") is None or row["low"] == row["high"]:
        return value
    return f"{value}  [{tick(float(row['low']), unit, locale)}, {tick(float(row['high']), unit, locale)}]"

"""Pictures of experiments: finished ones of a metric on one axis, and the looks at one of them."""

from __future__ import annotations

from collections.abc import Sequence

from taktgeber.core import Estimate, Picture, Table, Text, text
from taktgeber.core.section import Cell
from taktgeber.evidence.knowing.verdict import verdict_of
from taktgeber.evidence.registry.experiment import Effect, Experiment, Look
from taktgeber.evidence.registry.outcome import best_arm, final_look
from taktgeber.evidence.shown import named

from .effect import difference_estimate, lift_of, metric_of
from .quoted import masked_name

_MOST = 12  # rows of a forest
_PICTURES = 2


def forests(experiments: Sequence[Experiment], most: int = _PICTURES) -> tuple[Picture, ...]:
    """One metric's lifts a picture, the most tested metric first. Only what was read for good and is valid."""
    by: dict[str, list[tuple[Experiment, Estimate]]] = {}
    for one in experiments:
        look = final_look(one)
        if look is None or not look.effects or verdict_of(one) == "invalid":
            continue
        lift = lift_of(one.plan, look, best_arm(look))
        if lift is not None:
            by.setdefault(one.plan.metric, []).append((one, lift))
    ranked = sorted(by.values(), key=len, reverse=True)
    return tuple(_forest(told) for told in ranked[:most])


def _forest(told: Sequence[tuple[Experiment, Estimate]]) -> Picture:
    newest = sorted(told, key=lambda pair: (pair[0].plan.last, pair[0].plan.entry), reverse=True)[:_MOST]
    rows = sorted(newest, key=lambda pair: -pair[1].value)
    first = rows[0][0]
    metric = metric_of(first.plan)
    by: Text | str = named(metric) if metric else first.plan.metric
    caption = (
        text("Measured effects by {metric}, as shares of the control's level; less is better", metric=by)
        if metric and metric.less
        else text("Measured effects by {metric}, as shares of the control's level", metric=by)
    )
    names = [masked_name(one.plan.name) for one, _ in rows]
    table: tuple[tuple[Cell, ...], ...] = tuple(
        (name, lift, text("{period}", period=lift.period)) for name, (_, lift) in zip(names, rows, strict=True)
    )
    columns = (text("Experiment"), text("Effect"), text("Data"))
    return Picture("forest", _ends(names, [lift for _, lift in rows]), caption, "share", Table(columns, table, caption))


def _ends(labels: Sequence[str], seen: Sequence[Estimate]) -> dict[str, list[Text] | list[float]]:
    return {
        "label": [text("{label}", label=label) for label in labels],
        "value": [one.value for one in seen],
        "low": [one.low for one in seen],
        "high": [one.high for one in seen],
    }


def look_pictures(one: Experiment) -> tuple[Picture, ...]:
    """An arm a picture where it was looked at more than once, else all arms on one axis."""
    if len(one.looks) < 2:
        return _one_look(one)
    arms = dict.fromkeys(effect.arm for look in one.looks for effect in look.effects)
    return tuple(made for arm in arms if (made := _by_look(one, arm)) is not None)


def _one_look(one: Experiment) -> tuple[Picture, ...]:
    look = one.last_look
    if look is None or not look.effects or look.stops:
        return ()
    seen = _alike([(look, effect) for effect in look.effects], one)
    told = [(effect.arm, figure) for effect, figure in zip(look.effects, seen, strict=True) if figure is not None]
    if not told:
        return ()
    caption = text("The effect with its interval, by arm")
    names = [arm for arm, _ in told]
    table = Table((text("Arm"), text("Effect")), tuple(told), caption)
    figures = [figure for _, figure in told]
    return (Picture("forest", _ends(names, figures), caption, figures[0].unit, table),)


def _by_look(one: Experiment, arm: str) -> Picture | None:
    """The estimate with its interval, look by look: where it held nought to the end it never could be told. Without
    looks that are not to be believed."""
    looks = [(look, effect) for look in one.looks if not look.stops for effect in look.effects if effect.arm == arm]
    if not looks:
        return None
    seen = _alike(looks, one)
    known = [figure for figure in seen if figure is not None]
    if not known:
        return None
    caption = text('The effect of "{arm}" with its interval, look by look', arm=arm)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            text("look {number}", number=str(number)),
            text("{day}", day=look.day),
            text("{number}", number=look.units),
            figure or text("nothing can be told yet"),
        )
        for number, ((look, _), figure) in enumerate(zip(looks, seen, strict=True), 1)
    )
    columns = (text("Look at the data"), text("Day"), text("Units so far"), text("Effect"))
    data: dict[str, list[str | float | None]] = {
        "at": [look.day.isoformat() for look, _ in looks],
        "value": [figure.value if figure else None for figure in seen],
        "low": [figure.low if figure else None for figure in seen],
        "high": [figure.high if figure else None for figure in seen],
    }
    return Picture("band", data, caption, known[0].unit, Table(columns, rows, caption))


def _alike(looks: Sequence[tuple[Look, Effect]], one: Experiment) -> list[Estimate | None]:
    """All of them as shares where the last can be told so, else all in the metric's unit."""
    read = lift_of if lift_of(one.plan, *looks[-1]) is not None else difference_estimate
    return [read(one.plan, look, effect) for look, effect in looks]

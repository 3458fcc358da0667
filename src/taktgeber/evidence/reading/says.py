"""What was found, in sentences: the first says the most important."""

from __future__ import annotations

from collections.abc import Iterator

from taktgeber.core import Exact, Text, text, text_n
from taktgeber.core.text import Value
from taktgeber.evidence import Comparison, Guarded, Metric, Reading
from taktgeber.evidence.shown import by_value, level_value, lift_value, named, p_value, plain, share
from taktgeber.stats.compare import Difference

MOST = 8  # sentences of comparisons; the tables hold all


def sentences(reading: Reading) -> tuple[Text, ...]:
    return tuple(_sentences(reading))


def _sentences(reading: Reading) -> Iterator[Text]:
    if not reading.trusted:
        yield text("Believe none of the effects below before what is to be mended is mended.")
    told = [one for one in reading.comparisons if one.read]
    # What is clear comes first; else the order of the metrics as they were named.
    ordered = sorted(reading.comparisons, key=lambda one: one.verdict in (None, "unclear"))
    for one in ordered[:MOST]:
        yield from _of(one, reading, len(told))
    if len(ordered) > MOST:
        yield text_n(
            "One more comparison is in the table.", "{n} more comparisons are in the table.", len(ordered) - MOST
        )
    yield from guardrail_sentences(reading)


def guardrail_sentences(reading: Reading) -> tuple[Text, ...]:
    return tuple(map(_of_guardrail, reading.guarded))


def _of(one: Comparison, reading: Reading, many: int) -> Iterator[Text]:
    seen = one.read
    if seen is None:
        why = one.why or text("every unit has the same value.")
        yield text(
            'What "{arm}" does to {metric} cannot be told: {why}', arm=one.arm, metric=named(one.metric), why=why
        )
        return
    p = p_value(one.corrected if one.corrected is not None else seen.p)
    if many > 1:
        p = text("{p} after correction for {many} comparisons", p=p, many=many)
    values: dict[str, Value] = {
        "arm": one.arm,
        "control": reading.control,
        "metric": named(one.metric),
        "value": level_value(seen.treated.value, one.metric),
        "base": level_value(seen.control.value, one.metric),
        "by": by_value(seen.difference, one.metric),
        "p": p,
        "over": _over(seen, reading),
    }
    if one.verdict == "unclear":
        yield text(
            'Whether "{arm}" changes {metric} cannot be told: {value} against {base} with "{control}", a difference of '
            "{by}; {p}, {over}.",
            **values,
        )
    elif one.verdict == "higher":
        yield text(
            'With "{arm}" {metric} is higher than with "{control}": {value} against {base}, higher by {by}, a lift of '
            "{lift}; {p}, {over}.",
            **values,
            lift=lift_value(seen),
        )
    else:
        yield text(
            'With "{arm}" {metric} is lower than with "{control}": {value} against {base}, a difference of {by}, a '
            "lift of {lift}; {p}, {over}.",
            **values,
            lift=lift_value(seen),
        )
    if one.complied and one.complied.effect:
        yield text(
            'For those who got it because they were assigned to "{arm}" ({share} of them), {metric} changes by '
            "{effect}.",
            arm=one.arm,
            share=share(one.complied.delivered),
            metric=named(one.metric),
            effect=by_value(one.complied.effect, one.metric),
        )


def _over(seen: Difference, reading: Reading) -> Text:
    n = seen.difference.n
    if reading.design.cluster:
        return text_n("one cluster", "{n} clusters", n)
    return text_n("one unit", "{n} units", n)


def _of_guardrail(one: Guarded) -> Text:
    metric, arm = named(one.guardrail.metric), one.arm
    if one.held is None:
        why = one.why or text("every unit has the same value.")
        return text('Whether {metric} is safe with "{arm}" cannot be told: {why}', metric=metric, arm=arm, why=why)
    margin, p = margin_value(one), p_value(one.held.p)
    if one.held.held is True:
        return text(
            'With "{arm}" {metric} is safe: more than {margin} is refuted ({p}).',
            arm=arm, metric=metric, margin=margin, p=p,
        )  # fmt: skip
    if one.held.held is False:
        return text('With "{arm}" {metric} is harmed by more than {margin}.', arm=arm, metric=metric, margin=margin)
    return text(
        'Whether {metric} is safe with "{arm}" cannot be told: more than {margin} is not refuted ({p}), and not shown '
        "either. More units would be enough.",
        metric=metric, arm=arm, margin=margin, p=p,
    )  # fmt: skip


def margin_value(one: Guarded) -> Text:
    margin, metric = one.guardrail.margin, one.guardrail.metric
    size = share(abs(margin)) if one.guardrail.relative else _in_unit(abs(margin), metric)
    return text("a fall by {size}", size=size) if margin < 0 else text("a rise by {size}", size=size)


def _in_unit(size: float, metric: Metric) -> Exact | Text:
    return plain(100 * size, "percentage points") if metric.kind == "proportion" else level_value(size, metric)

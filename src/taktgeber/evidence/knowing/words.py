"""What is known, in sentences and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from taktgeber.core import Exact, Period, Table, Text, Unknown, text
from taktgeber.core.names import named
from taktgeber.core.section import Cell
from taktgeber.evidence.shown import estimate, plain
from taktgeber.stats.kaplan_meier import MedianTime

from .known import Known
from .learning_rate import LearningRate
from .shrunken import ShrunkenMetric
from .told import Hit

if TYPE_CHECKING:
    from taktgeber.evidence.claims.beside import Beside

    from .between_markets import LearntPrior

_KINDS = {
    "insight": text("Insight"),
    "hypothesis": text("Hypothesis"),
    "experiment": text("Experiment"),
    "fieldwork": text("Field work"),
    "assumption": text("Assumption"),
    "initiative": text("Initiative"),
    "opportunity": text("Opportunity"),
    "premise": text("Premise"),
}
_LIKENESS = {"same": text("nearly the same"), "alike": text("alike"), "near": text("a little alike")}
_STANDINGS = {
    "supported": text("supported"),
    "contradicted": text("contradicted"),
    "refuted": text("refuted"),
    "unsupported": text("nothing speaks for it"),
}
_NOTHING = text("nothing")
NOTHING_BESIDE: Mapping[str, Beside] = MappingProxyType({})


def of_insights(known: Sequence[Known]) -> tuple[Text, ...]:
    if not known:
        return (text("No insight is kept yet. What a test taught becomes one: takt experiment register."),)
    count = [one.strength.standing for one in known].count
    return (
        text(
            "Insights kept: {n}. Supported: {supported}, contradicted: {contradicted}, without support: {unsupported}.",
            n=len(known),
            supported=count("supported"),
            contradicted=count("contradicted"),
            unsupported=count("unsupported"),
        ),
    )


def insight_table(known: Sequence[Known], beside: Mapping[str, Beside] = NOTHING_BESIDE) -> Table:
    """Who uses one is told where any is used; what stands beside one (house rule 7) where anything does."""
    head: tuple[Text, ...] = (text("Insight"), text("Level"), text("Why"), text("Speaks for it"),
                              text("Speaks against it"), text("Best before"))  # fmt: skip
    rows = tuple(_insight_row(one) for one in known)
    if any(one.used_by for one in known):
        head += (text("Reused by"),)
        rows = tuple((*row, (one.used_by and text("{names}", names=one.used_by)) or text("nobody yet"))
                     for row, one in zip(rows, known, strict=True))  # fmt: skip
    said = [beside.get(one.insight.insight) for one in known]
    if any(said):
        head += (text("Cause or going together"),)
        rows = tuple((*row, found.says if found else "") for row, found in zip(rows, said, strict=True))
    return Table(head, rows, text("What is known, the strongest first"))


def _insight_row(one: Known) -> tuple[Cell, ...]:
    best = one.fresh
    until = text("{day}", day=best.best_before) if best else _NOTHING
    spoken = (_pieces(one, "for"), _pieces(one, "against"))
    return one.insight.says, one.strength.name, in_a_row(one.strength.because), *spoken, until


def _pieces(one: Known, way: str) -> Text:
    names = tuple(piece.name for held in one.strength.held for piece in held.pieces if piece.speaks == way)
    return text("{names}", names=tuple(dict.fromkeys(names))) if names else _NOTHING


def in_a_row(says: Sequence[Text]) -> Text:
    """Sentences as one text, set side by side as the reader's language does."""
    whole = says[0]
    for one in says[1:]:
        whole = text("{first} {second}", first=whole, second=one)
    return whole


def of_rate(rate: LearningRate) -> tuple[Text, ...]:
    if isinstance(rate.rate, Unknown):
        return (text("No experiment was concluded, {period}. The learning rate cannot be told.", period=rate.period),
                rate.rate.enough, *_speed(rate))  # fmt: skip
    return (
        text(
            "Experiments concluded, {period}: {n}. Learning rate: {rate}. Win rate, beside it: {wins}.",
            period=rate.period,
            n=rate.concluded,
            rate=rate.rate,
            wins=rate.wins,
        ),
        text(
            "An effect was shown by {shown}, harm by {harm}, no effect that matters by {no_effect}; unclear stayed "
            "{unclear}, and {nothing} taught nothing.",
            **{name: rate.by[name] for name in ("shown", "harm", "no_effect", "unclear")},
            nothing=len(rate.not_believed),
        ),
        *_speed(rate),
    )


def _speed(rate: LearningRate) -> tuple[Text, ...]:
    speed = rate.speed
    if speed is None:
        return ()
    if speed.value is None:
        return (text("Less than half of the experiments registered in the period are concluded: how long one takes "
                     "cannot be told yet."),)  # fmt: skip
    return (
        text(
            "Half of the experiments registered in the period were concluded within {days} ({between}); those that "
            "still run are counted.",
            days=_days(speed.value, rate.period),
            between=_between(speed, rate.period),
        ),
    )


def _between(speed: MedianTime, period: Period) -> Text:
    level = plain(speed.level, "share")
    low = _days(speed.low or 0.0, period)
    if speed.high is None:
        return text("{level}: {low} or more", level=level, low=low)
    return text("{level}: {low} to {high}", level=level, low=low, high=_days(speed.high, period))


def _days(days: float, period: Period) -> Exact:
    return Exact(round(days), "days", period)


def of_shrunken(seen: ShrunkenMetric) -> tuple[Text, ...]:
    if seen.exaggeration is None:
        return ()
    return (
        text("Winners by {metric} were measured at {times} times what is to be expected of them, by all {n} valid "
             "experiments.", metric=seen.metric, times=plain(seen.exaggeration), n=seen.experiments),
    )  # fmt: skip


def of_hits(words: str, hits: Sequence[Hit]) -> Text:
    if not hits:
        return text('Nobody has said, tested or learnt anything that holds "{words}".', words=words)
    return text('What was said, tested or learnt of "{words}": {n}.', words=words, n=len(hits))


def hit_table(hits: Sequence[Hit]) -> Table:
    """Of what holds every word."""
    return Table(_HIT, tuple(map(_hit_row, hits)), text("Found, the closest first"))


def like_table(hits: Sequence[Hit]) -> Table:
    """Of what is alike, with its likeness as a band."""
    rows = tuple((*_hit_row(hit), _LIKENESS[hit.likeness] if hit.likeness else "") for hit in hits)
    return Table((*_HIT, text("Likeness")), rows, text("Alike in other words, the closest first"))


def tried_before(hits: Sequence[Hit]) -> Text:
    """Has anyone tried this? hits: what is alike."""
    if not hits:
        return text("Nothing like it was said or tested before, by its words.")
    return text("Alike, said or tested before: {n}. Look whether it was answered.", n=len(hits))


_HIT: tuple[Text, ...] = (text("Kind"), text("Short name"), text("In words"), text("What came of it"), text("Level"),
                          text("Day"))  # fmt: skip


def _hit_row(hit: Hit) -> tuple[Cell, ...]:
    level = "" if hit.level is None else f"E{hit.level}"
    outcome = _STANDINGS.get(hit.outcome) or named(hit.outcome)
    return _KINDS[hit.kind], hit.name, hit.says, outcome, level, text("{day}", day=hit.day)


def of_prior(learnt: LearntPrior | None) -> tuple[Text, ...]:
    if learnt is None:
        return ()
    return (
        text(
            "The prior was learnt from {n} other hypotheses that were tested in two markets or more: effects of "
            "markets usually lie {scale} around their mean.",
            n=learnt.scale.n,
            scale=estimate(learnt.scale, "share"),
        ),
    )

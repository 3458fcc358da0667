"""What to watch in what is known: contradicted, stale or claimed too widely; and experiments that taught nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from taktgeber.core import Finding, Text, text
from taktgeber.evidence.check_words import in_words

from .known import Known
from .learning_rate import LearningRate, NotBelieved

if TYPE_CHECKING:
    from .between_markets import HypothesisPool


def of_insight(known: Known) -> Iterator[Finding]:
    """The gravest first."""
    says = known.insight.says
    if known.strength.standing == "contradicted":
        yield Finding(
            "contradicted",
            "warn",
            text('"{insight}" is contradicted by evidence at least as strong as what speaks for it.', insight=says),
            text("Rest nothing on it until a test tells which of the two holds, and where."),
        )
    if known.strength.standing == "unsupported" and known.insight.rests_on:
        yield Finding(
            "nothing-speaks-for-it",
            "warn",
            text('"{insight}" rests on a hypothesis that nothing speaks for yet.', insight=says),
            text("Test what is missing, or take it for an opinion."),
        )
    if known.fresh is not None:
        yield from _staleness(known, says)
    if known.fresh is not None and known.insight.rests_on:
        yield from _wider(known, says)


def _staleness(known: Known, says: str) -> Iterator[Finding]:
    assert known.fresh is not None
    day = known.fresh.best_before
    again = text("Test it again before more rests on it; a test that confirms it moves the day.")
    if known.fresh.state == "past":
        yield Finding(
            "past-best-before", "warn", text('"{insight}" was best before {day}.', insight=says, day=day), again
        )
    if known.fresh.state == "due":
        yield Finding("due-soon", "note", text('"{insight}" is best before {day}.', insight=says, day=day), again)


def _wider(known: Known, says: str) -> Iterator[Finding]:
    scope = known.scope
    if not scope.wider:
        return
    if scope.everywhere:
        wide = text('"{insight}" is said to hold everywhere. It was tested in {places}.', insight=says,
                    places=scope.tested or text("no market that is named"))  # fmt: skip
    else:
        wide = text('"{insight}" is said to hold in {places} too. It was not tested there.', insight=says,
                    places=scope.untested)  # fmt: skip
    yield Finding(
        "claimed-wider",
        "warn",
        wide,
        text("Test it there, claim less, or ask whether it carries over: takt experiment pool --hypothesis {name}",
             name=known.insight.rests_on[0]),
    )  # fmt: skip


def of_rate(rate: LearningRate) -> Iterator[Finding]:
    for one in rate.not_believed:
        yield Finding(
            "taught-nothing", "note", _why_nothing(one), text("Find out why, so that the next one is run as planned.")
        )
    if rate.otherwise:
        yield Finding(
            "other-than-figures",
            "note",
            text("Concluded as something else than the figures say: {names}. Here the figures count.",
                 names=rate.otherwise),
            text("The reasons stand in the ledger: takt ledger show."),
        )  # fmt: skip


def _why_nothing(one: NotBelieved) -> Text:
    if one.reason:
        return text('"{name}" taught nothing. It was found invalid: "{reason}".', name=one.name, reason=one.reason)
    if one.stops:
        return text('"{name}" taught nothing. Its checks say not to believe it: {codes}.', name=one.name,
                    codes=tuple(map(in_words, one.stops)))  # fmt: skip
    return text('"{name}" taught nothing. No effect was read for good.', name=one.name)


def of_pool(pooled: HypothesisPool) -> Iterator[Finding]:
    for name, why in pooled.left_out:
        yield Finding(
            "left-out",
            "note",
            text('"{name}" is left out: {why}.', name=name, why=why),
            text("Pooled are concluded experiments of one metric, with one arm beside the control, in a named market."),
        )

"""takt experiment learnings: what is known, how strong and until when; with words: has anyone tested this?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from taktgeber.core import Answer, Period, Refusal, text
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from taktgeber.evidence.claims import Claims
    from taktgeber.evidence.registry.memory import Registry

_MOST_WEEKS = 1040  # twenty years


def experiment_learnings(
    workspace: Workspace,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Only what holds all of these words.")
    ] = None,
    weeks: Annotated[int, typer.Option("--weeks", help="Over how many weeks the learning rate is told.")] = 52,
) -> Answer:
    from taktgeber.evidence.claims import CLAIMS
    from taktgeber.evidence.registry.memory import REGISTRY
    from taktgeber.govern import open_book

    if not 0 < weeks <= _MOST_WEEKS:
        raise Refusal(
            "--weeks",
            text("a period has 1 to {most} weeks.", most=_MOST_WEEKS),
            text("Give how far back to look, as --weeks 52."),
        )
    with open_book(workspace.ledger_address) as book:
        registry, claims, today = book.state(REGISTRY), book.state(CLAIMS), book.today()
    asked = " ".join(" ".join(words or ()).split())
    return _found(registry, asked, today) if asked else _whole(registry, claims, today, weeks)


def _found(registry: Registry, asked: str, today: date) -> Answer:
    from taktgeber.evidence.knowing.search import alike, search
    from taktgeber.evidence.knowing.words import hit_table, like_table, of_hits

    from .learnings_data import hits_data

    hits = search(registry, [asked], today)
    near = alike(registry, asked, today)
    tables = ((hit_table(hits),) if hits else ()) + ((like_table(near),) if near else ())
    return Answer((of_hits(asked, hits),), tables, data=hits_data(asked, hits, near, today))


def _whole(registry: Registry, claims: Claims, today: date, weeks: int) -> Answer:
    from taktgeber.core import Unknown
    from taktgeber.evidence.claims.beside import beside
    from taktgeber.evidence.knowing import findings, words
    from taktgeber.evidence.knowing.known import known_on
    from taktgeber.evidence.knowing.learning_rate import learning_rate
    from taktgeber.evidence.knowing.shrunken import metrics_of, shrunken

    from .learnings_data import learnings_data

    period = Period(today - timedelta(weeks=weeks, days=-1), today)
    known, rate = known_on(registry, today), learning_rate(registry, period)
    drawn = [seen for name in metrics_of(registry) if not isinstance(seen := shrunken(registry, name), Unknown)]
    found = (*(f for one in known for f in findings.of_insight(one)), *findings.of_rate(rate))
    says = (*words.of_insights(known), *words.of_rate(rate), *(s for seen in drawn for s in words.of_shrunken(seen)))
    stands = beside(claims, registry, registry.insights.values())
    tables = (words.insight_table(known, stands),) if known else ()
    return Answer(says, tables, found, learnings_data(known, rate, drawn, found, today, stands))

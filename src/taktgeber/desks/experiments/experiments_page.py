"""All experiments: what was learned, what waits, what runs, what is known and how well it is answered."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date

from taktgeber.core import Card, Empty, Form, Page, Period, Section, Table, text, text_n
from taktgeber.cycle.asks import asks, standing_plan
from taktgeber.cycle.visit import Visit
from taktgeber.evidence import Registry
from taktgeber.evidence.knowing.told import Hit
from taktgeber.evidence.registry.experiment import Experiment

from .conclude_form import conclude_form
from .fieldwork_form import fieldwork_form
from .insight_form import insight_form
from .register_form import register_form
from .register_form_claim import asked_claim
from .seen import seen

TITLE = text("Experiments")


def experiments(visit: Visit) -> Page:
    registry = seen(visit)
    made = (register_form(visit, registry, claim=asked_claim(visit)), fieldwork_form(visit, registry),
            insight_form(visit, registry))  # fmt: skip
    forms = tuple(form for form in made if form is not None)
    tested = any(one.rests_on for one in registry.insights.values())  # what only a bet taught stands with the lab
    if not (registry.experiments or registry.hypotheses or tested or registry.fieldwork):
        return _empty(visit, forms)
    from taktgeber.evidence.telling.learned import headline
    from taktgeber.evidence.telling.standing import experiment_table, in_order, recent

    today = visit.today()
    days = visit.house.settings.beat(today).days
    period = Period(date.fromordinal(today.toordinal() + 1 - days), today)  # as long as a beat, up to now
    shown = in_order(recent(registry, period.before().first), today)
    earlier = [one for one in in_order(tuple(registry.experiments.values()), today) if one not in shown]
    standing = standing_plan(visit)
    waiting = asks(visit, standing, ("evidence",)) if standing else ()
    proposed = {ask.proposal.id for ask in waiting if ask.forms}
    asked = visit.query.get("q", "").strip()
    before = text_n("one earlier experiment", "{n} earlier experiments", len(earlier))
    tables = tuple((experiment_table(part, today, caption), addresses(part))
                   for part, caption in ((shown, None), (earlier, before)) if part)  # fmt: skip
    return Page(
        title=TITLE,
        sentence=headline(registry, period),
        sections=(
            _argument(visit, registry, shown, period),
            *_known(visit, registry),
            *_questions(registry),
            *((_found(registry, asked, today),) if asked else ()),
        ),
        asks=waiting,
        cards=tuple(_card(visit, one, today, proposed) for one in shown if one.conclusion is None),
        forms=forms,
        past=period,
        template="experiments.html",
        extra={"q": asked, "rows": tables, "hits": _hit_addresses(registry, asked, today) if asked else ()},
        twin={"experiments": [_plain(one, today) for one in (*shown, *earlier)]},
    )


def _argument(visit: Visit, registry: Registry, shown: Sequence[Experiment], period: Period) -> Section:
    from taktgeber.evidence.brief_section import how
    from taktgeber.evidence.telling.concerns import concerns
    from taktgeber.evidence.telling.learned import headline
    from taktgeber.evidence.telling.pictures import forests
    from taktgeber.evidence.telling.standing import tiles

    every = tuple(registry.experiments.values())
    return Section(
        "evidence", None, headline(registry, period), tiles(registry, period, period.last), forests(every), (), (),
        concerns(registry, shown, period.last), how(),
    )  # fmt: skip


def _known(visit: Visit, registry: Registry) -> tuple[Section, ...]:
    """Insights are computed from all tests of the house, whoever looks."""
    from taktgeber.evidence import REGISTRY
    from taktgeber.evidence.claims import CLAIMS
    from taktgeber.evidence.claims.beside import beside
    from taktgeber.evidence.knowing.known import known_on
    from taktgeber.evidence.knowing.words import insight_table, of_insights

    near = visit.access.markets("see.experiments")
    book = visit.house.book
    known = known_on(book.state(REGISTRY), visit.today())
    if near is not None:
        known = tuple(one for one in known if not one.insight.scope or set(near).intersection(one.insight.scope))
    if not known:
        return ()
    stands = beside(book.state(CLAIMS), book.state(REGISTRY), (one.insight for one in known))
    table = insight_table(known, stands)
    if near is not None:  # which tests of other markets speak for it is not theirs to see
        keep = (0, 1, *range(5, len(table.columns)))
        table = Table(tuple(table.columns[n] for n in keep), tuple(tuple(row[n] for n in keep) for row in table.rows),
                      table.caption)  # fmt: skip
    return (Section("insights", None, of_insights(known)[0], (), (), (table,), (), (), ()),)


def _questions(registry: Registry) -> tuple[Section, ...]:
    from .question_table import question_table

    table = question_table(registry)
    if not table.rows:
        return ()
    says = text("Which of the five questions was asked of each hypothesis, and how well it is answered")
    how = (
        text("E0 to E5 say how sure one may be that it works; field work answers whether the need exists and whether "
             "the offer is understood, where it is the better method: thin, fair or strong by its own criteria."),
    )  # fmt: skip
    return (Section("questions", None, says, (), (), (table,), (), (), how),)


def _found(registry: Registry, asked: str, today: date) -> Section:
    from taktgeber.evidence.knowing.words import hit_table, like_table, of_hits

    hits, near = _hits(registry, asked, today)
    tables = ((hit_table(hits),) if hits else ()) + ((like_table(near),) if near else ())
    return Section("found", None, of_hits(asked, hits), (), (), tables, (), (), ())


def _hits(registry: Registry, asked: str, today: date) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    from taktgeber.evidence.knowing.search import alike, search

    return search(registry, [asked], today), alike(registry, asked, today)


def _hit_addresses(registry: Registry, asked: str, today: date) -> tuple[tuple[str, ...], ...]:
    """By table."""
    return tuple(
        tuple(address_of(registry.experiments[hit.name]) if hit.kind == "experiment" else "" for hit in hits)
        for hits in _hits(registry, asked, today)
        if hits
    )


def addresses(experiments: Sequence[Experiment]) -> tuple[str, ...]:
    return tuple(map(address_of, experiments))


def address_of(one: Experiment) -> str:
    from taktgeber.evidence.telling.proposals import address

    return f"/experiments/{address(one)}"


def _card(visit: Visit, one: Experiment, today: date, proposed: Set[str]) -> Card:
    """Of one that runs or waits; what is proposed is decided above, and otherwise on its own page."""
    from taktgeber.evidence.telling.learned import sentence
    from taktgeber.evidence.telling.proposals import id_of
    from taktgeber.evidence.telling.standing import state_words

    says = [sentence(one), text("Frozen before: {rule}", rule=one.plan.rule)]
    look = one.last_look
    if look is not None and one.state(today) == "running":
        says.insert(1, text("{units} of {planned} planned units are in.", units=look.units,
                            planned=one.plan.units))  # fmt: skip
    waits = one.state(today) == "read" and id_of(one) not in proposed
    form = conclude_form(visit, one) if waits else None
    return Card(
        text("{name}", name=one.plan.name), tuple(says), text("{state}", state=state_words(one, today)), one.plan.hand,
        (form,) if form else (), (address_of(one), text("The experiment and its proof")),
    )  # fmt: skip


def _plain(one: Experiment, today: date) -> dict[str, object]:
    from taktgeber.evidence.knowing.verdict import verdict_of
    from taktgeber.evidence.ladder.level import graded

    return {
        "experiment": one.name, "name": one.plan.name, "hand": one.plan.hand, "market": one.plan.market,
        "state": one.state(today), "verdict": verdict_of(one), "level": graded(one).level, "page": address_of(one),
    }  # fmt: skip


def _empty(visit: Visit, forms: tuple[Form, ...]) -> Page:
    return Page(
        title=TITLE,
        sentence=text("No experiment was ever registered: what is known here is what people say."),
        empty=Empty(
            text("Here will stand what ran and what it taught, a null as well as a win; what waits for a conclusion; "
                 "and whether anyone has tested a thing before."),
            text("It needs a hypothesis in words and a test that is frozen before its data: here, or by a file (takt "
                 "experiment register). Its data are read in the shell: takt experiment read FILE --experiment NAME"),
            forms,
        ),
    )  # fmt: skip

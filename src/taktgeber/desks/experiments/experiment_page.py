"""One experiment: what was frozen, the looks at it, what the checks found, its level, its conclusion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from taktgeber.core import Card, Finding, NotThere, Page, Period, Section, Table, Text, text
from taktgeber.core.names import named
from taktgeber.core.section import Cell
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import role_of
from taktgeber.evidence import Registry
from taktgeber.evidence.registry.experiment import Experiment, Look
from taktgeber.evidence.shown import share

from .conclude_form import conclude_form
from .experiments_page import address_of, addresses
from .insight_form import insight_form
from .register_form import register_form
from .seen import may_run, seen


def experiment(visit: Visit) -> Page:
    from taktgeber.evidence.telling.learned import sentence
    from taktgeber.evidence.telling.standing import experiment_table, in_order

    registry, today = seen(visit), visit.today()
    one = _found(registry, visit.query["name"])
    others = in_order([other for other in registry.of(one.plan.hypothesis) if other is not one], today)
    again = may_run(visit, one.plan.hand, one.plan.market) and one.plan.hypothesis in registry.hypotheses
    form = register_form(visit, registry, one.plan.hypothesis) if again else None
    return Page(
        title=text("{name}", name=one.plan.name),
        sentence=sentence(one),
        mode=one.plan.hand,
        past=Period(one.plan.first, max(one.plan.first, one.plan.last)),
        sections=(_read(one), _frozen(registry, one)),
        cards=(*_conclusion(visit, one, today), _level(one), *_insights(visit, registry, one)),
        forms=(form,) if form else (),
        links=(("/experiments", text("Experiments")),),
        template="experiment.html",
        extra={"others": (experiment_table(others, today), addresses(others)) if others else None},
        twin=_plain(registry, one, today),
    )


def _found(registry: Registry, asked: str) -> Experiment:
    """By its short name, else by the number of the entry that registered it."""
    by_entry = {str(one.plan.entry): one for one in registry.experiments.values()}
    found = registry.experiments.get(asked) or by_entry.get(asked)
    if found is None:
        raise NotThere("experiments", text('nobody has registered an experiment "{name}".', name=asked[:80]),
                       text("The page Experiments lists all that you may see."))  # fmt: skip
    return found


def _read(one: Experiment) -> Section:
    """The picture, the looks and what the checks found."""
    from taktgeber.evidence.telling.learned import sentence
    from taktgeber.evidence.telling.pictures import look_pictures

    if not one.looks:
        how = text("Nobody has looked at it. Its data are read in the shell, by what was frozen: "
                   "takt experiment read FILE --experiment {name}", name=one.name)  # fmt: skip
        return Section("looks", one.plan.hand, how, (), (), (), (), (), ())
    return Section(
        "looks", one.plan.hand, sentence(one), (), look_pictures(one), (_looks(one),), (), tuple(_checks(one)),
        (text("Where more than one look was planned, the interval of a look holds for all looks together, and the last "
              "is corrected for the stopping; of several arms the intervals hold for all of them together."),),
    )  # fmt: skip


def _looks(one: Experiment) -> Table:
    from taktgeber.evidence.check_words import in_words
    from taktgeber.evidence.telling.effect import effect_of

    head = (
        text("Look at the data"),
        text("Day"),
        text("Arm"),
        text("Units by arm"),
        text("Effect"),
        text("What its checks found"),
    )
    rows: list[tuple[Cell, ...]] = []
    for number, look in enumerate(one.looks, 1):
        found = tuple(in_words(code) for code in (*look.stops, *look.findings))
        told = text("{findings}", findings=found) if found else text("nothing")
        first = text("{number}, the last", number=str(number)) if look.final else str(number)
        counts = text("{counts}", counts=tuple(text("{arm} {n}", arm=arm, n=n) for arm, n in look.counts.items()))
        for effect in look.effects:
            seen = text("not to be believed") if look.stops else effect_of(one.plan, look, effect)
            rows.append((first, text("{day}", day=look.day), effect.arm, counts, seen, told))
        if not look.effects:
            rows.append((first, text("{day}", day=look.day), "", counts, text("no effect could be read"), told))
    return Table(head, tuple(rows), text("Every look at it, {planned} planned", planned=str(one.plan.looks)))


def _checks(one: Experiment) -> Iterator[Finding]:
    from taktgeber.evidence.check_words import NO_EFFECT, READ_IT, in_words

    look = one.last_look
    if look is None:
        return
    for code in look.stops:
        yield Finding(code, "stop", text("Its checks found: {finding}.", finding=in_words(code)), NO_EFFECT)
    for code in look.findings:
        yield Finding(code, "warn", text("Its checks found: {finding}.", finding=in_words(code)), READ_IT)
    yield from _guardrails(look)


def _guardrails(look: Look) -> Iterator[Finding]:
    for one in look.guardrails:
        if one.get("crossed"):
            yield Finding(
                "guardrail-crossed",
                "warn",
                text('{metric} suffered beyond its margin with "{arm}".', metric=str(one.get("metric", "")),
                     arm=str(one.get("arm", ""))),
                text("What was won is weighed against it before anything is done."),
            )  # fmt: skip


def _level(one: Experiment) -> Card:
    from taktgeber.evidence.ladder.level import graded

    grade = graded(one)
    return Card(text("Level of evidence: {level}", level=grade.name), tuple(step.says for step in grade.steps),
                mode=one.plan.hand)  # fmt: skip


def _conclusion(visit: Visit, one: Experiment, today: date) -> tuple[Card, ...]:
    made = one.conclusion
    if made is None:
        form = conclude_form(visit, one)
        read = one.state(today) == "read"
        says = text("It was read for good and waits for its conclusion.") if read else text("It is not concluded.")
        return (Card(says, (text("Frozen before: {rule}", rule=one.plan.rule),), mode=one.plan.hand,
                     forms=(form,) if form else ()),)  # fmt: skip
    says = text("Concluded on {day} by {who}: {verdict}.", day=made.day, who=role_of(visit, made.who),
                verdict=named(made.verdict))  # fmt: skip
    told = [text("What is done now: {does}", does=made.does)]
    if made.reason:
        told.append(text("Why: {reason}", reason=made.reason))
    return (Card(says, tuple(told), mode=one.plan.hand),)


def _insights(visit: Visit, registry: Registry, one: Experiment) -> Iterator[Card]:
    from taktgeber.evidence import REGISTRY
    from taktgeber.evidence.claims import CLAIMS
    from taktgeber.evidence.claims.beside import beside
    from taktgeber.evidence.knowing.known import known_on

    book = visit.house.book
    resting = [known for known in known_on(book.state(REGISTRY), visit.today())
               if one.plan.hypothesis in known.insight.rests_on]  # fmt: skip
    stands = beside(book.state(CLAIMS), book.state(REGISTRY), (known.insight for known in resting))
    for known in resting:
        until = known.fresh.best_before if known.fresh else None
        says = [text("Insight, at level {level}.", level=known.strength.name)]
        if until is not None:
            says.append(text("Best before {day}.", day=until))
        if known.insight.insight in stands:
            says.append(text("{words}.", words=stands[known.insight.insight].says))
        if known.used_by:
            says.append(text("Reused by {names}.", names=known.used_by))
        yield Card(text("{insight}", insight=known.insight.says), tuple(says), mode=known.insight.hand)
    if not resting and one.conclusion is not None and may_run(visit, one.plan.hand, one.plan.market):
        form = insight_form(visit, registry, (one.plan.hypothesis,))
        if form is not None:
            yield Card(text("What it taught is not an insight yet."), (), mode=one.plan.hand, forms=(form,))


def _frozen(registry: Registry, one: Experiment) -> Section:
    plan, said = one.plan, registry.hypotheses.get(one.plan.hypothesis)
    stated = said.chance if said else None
    chance: Cell = "" if stated is None else text("{chance}", chance=share(stated))
    rows: Sequence[tuple[Text, Cell]] = (
        (text("Hypothesis"), said.says if said else plan.hypothesis),
        (text("Stated chance that it holds"), chance),
        (text("How it was made"), named(plan.method)),
        (text("Metric"), plan.metric),
        (text("The smallest effect that matters"), plan.threshold),
        (text("Arms"), text("{arms}", arms=plan.arms)),
        (text("The arm that others are held against"), plan.control),
        (text("Planned split"), text("{shares}", shares=_weights(plan.shares)) if plan.shares else ""),
        (text("Units of all arms at the planned end"), text("{number}", number=plan.units)),
        (text("Planned looks"), text("{number}", number=plan.looks)),
        (text("Data"), text("{period}", period=Period(plan.first, max(plan.first, plan.last)))),
        (text("Market"), plan.market or ""),
        (text("What must not suffer"), text("{guardrails}", guardrails=plan.guardrails) if plan.guardrails else ""),
        (text("Known before, to take noise away"),
         text("{covariates}", covariates=plan.covariates) if plan.covariates else ""),
        (text("What is done then"), plan.rule),
        (text("Frozen on"), text("{day}, entry {entry}", day=plan.day, entry=str(plan.entry))),
    )  # fmt: skip
    kept = tuple((label, value) for label, value in rows if value != "")
    before = plan.before_data
    headline = (
        text("Frozen before its data began") if before else text("Written down after its data began, or only as found")
    )
    table = Table((text("What"), text("As it was frozen")), kept, text("What was frozen, and is not chosen again"))
    return Section("frozen", plan.hand, headline, (), (), (table,), (), (), ())


def _weights(shares: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(f"{arm} {weight:g}" for arm, weight in shares.items())


def _plain(registry: Registry, one: Experiment, today: date) -> dict[str, object]:
    from taktgeber.evidence.knowing.verdict import verdict_of
    from taktgeber.evidence.ladder.level import graded

    grade, plan = graded(one), one.plan
    return {
        "experiment": one.name, "hypothesis": plan.hypothesis, "hand": plan.hand, "market": plan.market,
        "state": one.state(today), "verdict": verdict_of(one), "level": grade.level,
        "reasons": [step.code for step in grade.steps], "entry": plan.entry,
        "others": [address_of(other) for other in registry.of(plan.hypothesis) if other is not one],
    }  # fmt: skip

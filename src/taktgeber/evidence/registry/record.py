"""Read an experiment by what was frozen, and write the look into the ledger.

Metric, control, split, guardrails and covariates come from the registration and cannot be chosen again. Where several
looks were planned, interim intervals are the repeated ones and the final one is corrected for the stopping; else the
look is read as the only one. With several arms each interval holds at 95 % for all of them together (Bonferroni).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktgeber.core import Entry, Refusal, text
from taktgeber.stats.tails import student_quantile

from .experiment import Effect, Experiment, Registration
from .memory import REGISTRY, Registry
from .outcome import final_look
from .rules import read_for_good, read_guardrail

if TYPE_CHECKING:
    from taktgeber.evidence.looking.interim import LookTaken
    from taktgeber.evidence.reading.result import Reading
    from taktgeber.govern import LedgerBook

ERROR = 0.05


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was read and how it stands in the ledger; ends: the look was the final one."""

    experiment: Experiment
    reading: Reading
    entry: Entry


def find_experiment(registry: Registry, name: str) -> Experiment:
    """Raises Refusal with the names that are known."""
    if name in registry.experiments:
        return registry.experiments[name]
    running = tuple(one.name for one in registry.experiments.values() if one.conclusion is None)
    known = text("These are registered: {names}.", names=running) if running else text("None is registered.")
    raise Refusal("--experiment", text('nobody has registered an experiment "{name}".', name=name), known)


def record_look(
    book: LedgerBook, name: str, file: Path, actor: str, *, ended: bool = False, day: date | None = None, **columns: Any
) -> Recorded:
    """columns: where things stand in the file, as of `read_experiment`: variant, unit, cluster, stratum, segments,
    delivered, split, rows_per_unit, missing. ended: no unit will be added, for reasons that have nothing to do with
    what was seen; a look after the planned last day or with all planned units in is final in any case.

    Raises Refusal where the file does not fit what was frozen, or an earlier look had decided.
    """
    known = find_experiment(book.state(REGISTRY), name)
    if final_look(known) is not None or known.conclusion is not None:
        raise Refusal(name, *read_for_good(known))
    today = day or book.today()
    reading = _read(known.plan, file, columns)
    _same_arms(known.plan, reading)
    digest = _digest(file)
    over = ended or reading.units >= known.plan.units or today > known.plan.last
    if not over and known.looks and reading.units <= known.looks[-1].units and digest != known.looks[-1].digest:
        raise Refusal(
            file.name,
            text("no unit has come since the last look."),
            text("Look again when more are in, or say that none will come: --ended"),
        )
    effects, decided = _effects(known, reading, over, digest)
    body = {
        "experiment": name,
        "hand": known.plan.hand,
        "day": today.isoformat(),
        "units": reading.units,
        "counts": dict(zip(reading.names, reading.counts, strict=True)),
        "metric": known.plan.metric,
        "effects": [asdict(effect) for effect in effects],
        "guardrails": [_guarded(one) for one in reading.guarded],
        "final": over or decided,
        "findings": [one.code for one in reading.findings if one.severity == "warn"],
        "stops": [one.code for one in reading.findings if one.severity == "stop"],
        "file": file.name,
        "digest": digest,
    }
    entry = book.decide("looked", body, actor)
    return Recorded(book.state(REGISTRY).experiments[name], reading, entry)


def _digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _read(plan: Registration, file: Path, columns: Mapping[str, Any]) -> Reading:
    from taktgeber.evidence.reading.read import read_experiment

    ratio = "/" in plan.metric
    return read_experiment(
        file,
        metrics=() if ratio else (plan.metric,),
        ratios=(plan.metric,) if ratio else (),
        control=plan.control,
        covariates=plan.covariates,
        guardrails=tuple(map(read_guardrail, plan.guardrails)),
        split=plan.shares,
        confidence=1 - ERROR / (len(plan.arms) - 1),
        **columns,
    )


def _same_arms(plan: Registration, reading: Reading) -> None:
    if set(plan.arms) != set(reading.names):
        raise Refusal(
            reading.design.file.name,
            text("its arms are {found}, and {arms} were frozen.", found=reading.names, arms=plan.arms),
            text("Give the file of this experiment, with all of its arms and no other."),
        )


def _effects(known: Experiment, reading: Reading, over: bool, digest: str) -> tuple[tuple[Effect, ...], bool]:
    """By arm, and whether a look that is not the last decided. An arm of which nothing can be told is left out."""
    made = [
        _as_seen(one) for one in reading.comparisons if one.read is not None
    ]  # of one metric: that which was frozen
    if known.plan.looks == 1 or not reading.trusted:
        return tuple(made), False
    held = [_at_this_look(known, effect, reading.units, over, digest) for effect in made]
    return tuple(effect for effect, _ in held), any(decided for _, decided in held)


def _as_seen(one: Any) -> Effect:
    seen = one.read
    far = student_quantile((1 + seen.difference.level) / 2, seen.freedom)
    lift = seen.lift
    return Effect(
        arm=one.arm,
        estimate=seen.difference.value,
        low=seen.difference.low,
        high=seen.difference.high,
        error=seen.error,
        lift=lift.value if lift else None,
        lift_low=lift.low if lift else None,
        lift_high=lift.high if lift else None,
        lift_error=lift.width / (2 * far) if lift else None,
        better=-1 if one.metric.less else 1,
    )


def _at_this_look(known: Experiment, effect: Effect, units: int, over: bool, digest: str) -> tuple[Effect, bool]:
    """The effect with the interval that holds at all looks, or corrected for the stopping; whether it decided."""
    from taktgeber.evidence.looking.interim import LookTaken, Rule, read_looks

    error = ERROR / (len(known.plan.arms) - 1)
    before = _taken(known, effect.arm, digest)
    grown = [look for look in before if look.units < units]
    if over and len(grown) < len(before):  # units were taken out since: what those looks spent is gone
        planned = known.plan.units
        error -= _spent(error, before[-1].units / planned) - _spent(error, grown[-1].units / planned if grown else 0)
        before = grown
    now = LookTaken(units, effect.estimate, effect.error)
    found = read_looks([*before, now], Rule(known.plan.units, error), ended=over)
    if found.corrected is None:
        return _moved(effect, effect.estimate, found.low, found.high), False
    value = found.corrected
    return _moved(effect, value.estimate, value.low, value.high), not over


def _taken(known: Experiment, arm: str, digest: str) -> list[LookTaken]:
    """Earlier looks that could have decided. None could that was only found, or while its checks forbade to believe it,
    and the same file read again is the same look."""
    from taktgeber.evidence.looking.interim import LookTaken

    taken: dict[int, LookTaken] = {}
    for look in known.looks:
        own = next((effect for effect in look.effects if effect.arm == arm), None)
        if own is not None and look.standing == "decided" and not look.stops and look.digest != digest:
            taken[look.units] = LookTaken(look.units, own.estimate, own.error)
    return list(taken.values())


def _spent(error: float, fraction: float) -> float:
    """Of the error of both sides, up to a share of the planned units."""
    from taktgeber.stats.spending import Spending

    return 2 * Spending().spent(error / 2, fraction) if fraction else 0.0


def _moved(effect: Effect, value: float, low: float, high: float) -> Effect:
    """The lift moves by as many of its standard errors as the effect does of its own."""
    known = math.isfinite(high - low)
    made = replace(effect, estimate=value, low=low if known else None, high=high if known else None)
    lift, error = effect.lift, effect.lift_error
    if lift is None or error is None:
        return made

    def share(at: float | None) -> float | None:
        return None if at is None else lift + (at - effect.estimate) / effect.error * error

    return replace(made, lift=share(value), lift_low=share(made.low), lift_high=share(made.high))


def _guarded(one: Any) -> dict[str, Any]:
    """crossed: True where harm beyond the margin was shown, None where it cannot be told."""
    held = one.held.held if one.held else None
    return {"metric": one.guardrail.metric.name, "arm": one.arm, "crossed": None if held is None else not held}

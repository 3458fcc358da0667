"""The audit of one claim: raw against adjusted, who makes the change, what else speaks against a cause, the verdict."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taktgeber.stats.hidden_cause import e_value
from taktgeber.stats.interval import Interval

from .claim import ClaimAudit, Control, EValue, Placebo, RefusedControl, Sensitivity, Warned
from .column import Column, Read
from .compared import Compared, controls_of, repeated, sensitivity_of
from .deciding import deciding
from .judged import Facts, judge
from .overlap import overlap_of
from .placebos import moves_early, placebos_of
from .posed import Posed, names_of, pose
from .strata import strata_of
from .suspected import counts_until_success, exposure_leaks, sifted
from .terms import blocks_of

_FEW_ROWS, _MANY_MISSING = 30, 0.2


def audit_claim(
    table: Mapping[str, Column],
    outcome: str,
    exposure: str,
    given: Sequence[str] = (),
    *,
    time: str | None = None,
    after: Sequence[str] = (),
    weight: str | None = None,
    negative: str | None = None,
    level: float = 0.9,
) -> ClaimAudit:
    """Whether what goes together may be read as a cause.

    table: columns of one length; outcome: numbers, or two levels (yes/no); exposure: two levels, or a numeric dose; of
    either "column=level" takes one level against all others, as "channel=TikTok"; given: what else might explain it, as
    it stood before the exposure; time: dates or period numbers, of the row; after: columns that came later than the
    exposure (refused as controls); weight: how many equal rows a row stands for; negative: an outcome that the exposure
    cannot move, of its other causes; level: of all intervals. Raises Refusal where the table cannot carry the question.
    """
    asked = pose(table, names_of(outcome, exposure, given, time, after, weight, negative))
    sieved, refused, warned = sifted(asked)
    posed = sieved.complete()
    selected = posed.levels is None and counts_until_success(posed, posed.x)
    whole = Compared(posed.y, posed.x, blocks_of(posed), posed.rows)
    overlap, comparable = overlap_of(whole, posed.levels is not None)
    held = _HeldStill.of(posed.taken(comparable), whole, level) if overlap.enough else None
    blocks = held.compared.blocks if held else whole.blocks
    refused = (*refused, *repeated(held.compared if held else whole))
    facts = Facts(
        raw=whole.raw.interval(level),
        adjusted=held.adjusted if held else None,
        change=held.compared.change.interval(level) if held else None,
        controls=held.controls if held else (),
        columns=tuple((block.column, block.form) for block in blocks),
        refused_all=bool(refused) and not blocks and all(one.reason in ("after", "only_exposed") for one in refused),
        overlap=overlap,
        sensitivity=held.sensitivity if held else None,
        placebos=held.placebos if held else (),
        early=held is not None and moves_early(held.compared),
        leaks=exposure_leaks(asked),
        selected=selected,
    )
    warned = (*warned, *_warnings(posed, selected))
    return _told(posed, facts, refused, warned, _calendar_share(posed, whole), whole.explained_of_outcome)


def _told(
    posed: Posed,
    facts: Facts,
    refused: tuple[RefusedControl, ...],
    warned: tuple[Warned, ...],
    calendar_share: float | None,
    explained: float,
) -> ClaimAudit:
    judgement = judge(facts)
    shown = _strata_of(posed, facts, judgement.cause.column if judgement.cause else None)
    return ClaimAudit(
        outcome=posed.names.outcome,
        exposure=posed.names.exposure,
        outcome_kind="number" if posed.outcome_levels is None else "yes_no",
        exposure_kind="dose" if posed.levels is None else "two",
        outcome_levels=posed.outcome_levels,
        levels=posed.levels,
        rows=round(posed.rows.count),
        left_out=posed.left_out,
        clusters=posed.rows.periods if posed.rows.over_periods() else None,
        raw=facts.raw,
        adjusted=facts.adjusted if facts.columns else None,
        verdict=judgement.verdict,
        vanishes=judgement.vanishes,
        cause=judgement.cause,
        controls=tuple(facts.controls),
        refused=refused,
        strata_of=shown.name if shown else None,
        strata=strata_of(posed, shown, facts.raw.level) if shown else (),
        overlap=facts.overlap,
        sensitivity=facts.sensitivity,
        evalue=evalue_of(posed, facts.adjusted if facts.columns else facts.raw),
        placebos=tuple(facts.placebos),
        calendar_share=calendar_share,
        warnings=warned,
        experiment=deciding(posed, facts.raw, facts.adjusted, explained),
    )


@dataclass(frozen=True, slots=True)
class _HeldStill:
    """What the comparable rows say with everything held still."""

    compared: Compared
    adjusted: Interval
    controls: tuple[Control, ...]
    sensitivity: Sensitivity
    placebos: tuple[Placebo, ...]

    @classmethod
    def of(cls, posed: Posed, whole: Compared, level: float) -> _HeldStill | None:
        """None where the comparable rows leave nothing to compare."""
        same = len(posed.y) == len(whole.y)
        compared = whole if same else Compared(posed.y, posed.x, blocks_of(posed), posed.rows)
        if not compared.tells():
            return None
        return cls(
            compared,
            compared.adjusted.interval(level),
            controls_of(compared),
            sensitivity_of(compared, level),
            placebos_of(compared, posed.negative, level),
        )


def evalue_of(posed: Posed, adjusted: Interval | None) -> EValue | None:
    """Of a yes/no outcome by an exposure of two levels: the adjusted difference as a ratio of shares, both of them
    standardised to all rows."""
    if adjusted is None or posed.outcome_levels is None or posed.levels is None:
        return None
    weight = posed.rows.weight
    mean, exposed = float(weight @ posed.y / weight.sum()), float(weight @ posed.x / weight.sum())

    def ratio(effect: float) -> float:
        share = mean - effect * exposed
        return (share + effect) / share if share > 0 else math.inf

    value, low, high = (ratio(effect) for effect in (adjusted.value, adjusted.low, adjusted.high))
    if not 0 < low <= value <= high < math.inf:
        return None
    nearest = 1.0 if low <= 1 <= high else min(low, high, key=lambda end: abs(math.log(end)))
    return EValue(Interval(value, low, high, adjusted.level, adjusted.n), e_value(value), e_value(nearest))


def _strata_of(posed: Posed, facts: Facts, column: str | None) -> Read | None:
    """The control that is the cause, else the one that moves most, else the first."""
    known = {one.name: one for one in posed.controls}
    if posed.time is not None:
        known[posed.time.name] = posed.time
    moving = sorted(facts.controls, key=lambda one: -abs(one.moved))
    order = [column, *(one.column for one in moving), *(name for name, _ in facts.columns)]
    return next((known[name] for name in order if name in known), None)


def _calendar_share(posed: Posed, whole: Compared) -> float | None:
    calendar = tuple(block for block in whole.blocks if block.form == "calendar")
    if not calendar or whole.raw.value == 0:
        return None
    alone = Compared(posed.y, posed.x, calendar, posed.rows)
    return 1 - alone.adjusted.value / whole.raw.value if alone.tells() else None


def _warnings(posed: Posed, selected: bool) -> list[Warned]:
    found = []
    if selected:
        found.append(Warned("counts_until_success", posed.names.exposure, int((posed.x > 1).sum())))
    if posed.rows.count < _FEW_ROWS:
        found.append(Warned("few_rows", posed.names.outcome, round(posed.rows.count)))
    if posed.left_out > _MANY_MISSING * (posed.left_out + len(posed.y)):
        found.append(Warned("missing_rows", posed.names.outcome, posed.left_out))
    return found

"""What the audit of a claim found, in sentences: how it looked, what becomes of it, what else explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from taktgeber.core import Estimate, Exact, Finding, Text, phrase, text
from taktgeber.core.format import holds_currency
from taktgeber.core.text import Value
from taktgeber.evidence.shown import POINTS, estimate, p_value, plain, share
from taktgeber.stats.interval import Interval

from .claim import CauseKind, ClaimAudit, Placebo, PlaceboKind, ReasonRefused, Warned, WarningKind

_METHOD = phrase("holds the effect in as many of such tables as its level says, if nothing hidden is at work")
_YES = ("1", "1.0", "yes", "true", "y", "ja", "sì", "是")


def effect(audit: ClaimAudit, seen: Interval) -> Estimate:
    """Counted in the outcome, as its column is called; of yes or no in percentage points."""
    if audit.outcome_kind == "yes_no":
        return replace(estimate(seen.times(100), POINTS), method=_METHOD)
    called = audit.outcome.strip()
    taken = called in ("", "share", "times") or holds_currency(called)  # these have a form of their own
    return replace(estimate(seen, f"of {called}" if taken else called), method=_METHOD)


def exposed(audit: ClaimAudit) -> Text | str:
    """What is said to move the outcome: a column, or its one level against the other."""
    if audit.levels is None or audit.levels[1].casefold() in _YES or audit.exposure.endswith(f"={audit.levels[1]}"):
        return audit.exposure
    first, second = audit.levels
    return text("{column} {second} (not {first})", column=audit.exposure, second=second, first=first)


def sentences(audit: ClaimAudit) -> tuple[Text, ...]:
    """The verdict: how it looked, what is left of it, and why."""
    return (looked(audit), becomes(audit), *((because(audit),) if audit.cause else ()))


def looked(audit: ClaimAudit) -> Text:
    raw = audit.raw
    named: dict[str, Value] = {"exposure": exposed(audit), "outcome": audit.outcome}
    if raw.low <= 0 <= raw.high:
        return text('As it was, "{outcome}" does not go with "{exposure}" beyond chance: {effect}.', **named,
                    effect=effect(audit, raw))  # fmt: skip
    more, dose = raw.value > 0, audit.levels is None
    return Text(_LOOKED[more, dose].msgid, {**named, "effect": effect(audit, raw)})


# Whether there is more of the outcome, and whether of a dose.
_LOOKED: Mapping[tuple[bool, bool], Text] = {
    (True, False): text('"{exposure}" goes with more "{outcome}": {effect}.', exposure="", outcome="", effect=""),
    (False, False): text('"{exposure}" goes with less "{outcome}": {effect}.', exposure="", outcome="", effect=""),
    (True, True): text('More "{exposure}" goes with more "{outcome}": {effect} by one of it.', exposure="", outcome="",
                       effect=""),
    (False, True): text('More "{exposure}" goes with less "{outcome}": {effect} by one of it.', exposure="",
                        outcome="", effect=""),
}  # fmt: skip


def becomes(audit: ClaimAudit) -> Text:
    if audit.verdict == "cannot_tell" or audit.adjusted is None:
        return text("Whether it is a cause cannot be told.")
    held: dict[str, Value] = {"controls": controls(audit), "effect": effect(audit, audit.adjusted)}
    if audit.verdict == "holds":
        return text("It holds with {controls} held still: {effect}.", **held)
    if audit.verdict == "reverses" and audit.raw.low <= 0 <= audit.raw.high:
        return text("With {controls} held still it shows after all: {effect}.", **held)
    if audit.verdict == "reverses":
        return text("With {controls} held still it turns round: {effect}.", **held)
    if audit.vanishes:
        return text("It would have been so without: with {controls} held still nothing is left beyond chance, "
                    "{effect}.", **held)  # fmt: skip
    return text("With {controls} held still less of it is left: {effect}.", **held)


def controls(audit: ClaimAudit) -> tuple[Text | str, ...]:
    held = tuple(text("the calendar") if one.form == "calendar" else one.column for one in audit.controls)
    return tuple(dict.fromkeys(held)) or (text("nothing"),)


def because(audit: ClaimAudit) -> Text:
    """Of an audit that names a cause."""
    assert audit.cause is not None
    column = audit.cause.column or audit.exposure
    values: Mapping[str, str] = {"column": column, "exposure": audit.exposure, "outcome": audit.outcome}
    said = _CAUSES[audit.cause.kind]
    if audit.cause.kind == "hidden" and audit.cause.column is None:
        said = _PLACEBO_FAILED
    return Text(said.msgid, {name: values[name] for name in said.values})


_PLACEBO_FAILED = text("Something that nobody named is at work: an effect shows where none can be.")
_CAUSES: Mapping[CauseKind, Text] = {
    "mix": text('It is the mix: "{column}" differs between the two sides and moves "{outcome}" by itself.',
                column="", outcome=""),
    "driver": text('It is "{column}", which moves both "{exposure}" and "{outcome}".', column="", exposure="",
                   outcome=""),
    "season": text('It is the season: the calendar moves both "{exposure}" and "{outcome}".', exposure="", outcome=""),
    "selection": text('It is selection: "{exposure}" counts on until "{outcome}" comes, so it says who was left.',
                      exposure="", outcome=""),
    "leakage": text('"{column}" and "{outcome}" say each other: one was made of the other, or is known only '
                    "afterwards.", column="", outcome=""),
    "time_order": text('"{outcome}" moves first, and "{exposure}" after it.', exposure="", outcome=""),
    "after": text('All that could be held still comes after "{exposure}", and would take its own effect away.',
                  exposure=""),
    "no_overlap": text('Hardly any rows differ by "{exposure}" alone: there is too little to compare.', exposure=""),
    "hidden": text('A hidden cause as strong as "{column}" would wipe it out.', column=""),
    "fragile": text("A hidden cause that explains almost nothing would wipe it out."),
    "unnamed": text("Nothing was named that might explain it as well: name it as a control."),
    "noise": text("An effect of this size does not show in so few rows."),
}  # fmt: skip
REASONS: Mapping[ReasonRefused, Text] = {
    "after": text("left out: it comes later than what is said to move"),
    "only_exposed": text("left out: it varies only on one side, so it seems to follow"),
    "is_outcome": text("left out: it is the outcome again"),
    "is_exposure": text("left out: it is what is said to move, again"),
    "leaks": text("left out: it settles the outcome by itself"),
    "constant": text("left out: it is the same in every row"),
    "repeats": text("left out: others say the same"),
    "too_many_levels": text("left out: nearly every row has its own"),
}


def if_hidden(audit: ClaimAudit) -> tuple[Text, ...]:
    """How strong a cause that nobody named would have to be; nothing to say where nothing is left."""
    if audit.vanishes:
        return ()
    said, known = [], audit.sensitivity
    if known is not None:
        said.append(text("A hidden cause would have to explain {share} of what is left of both to bring it to nought, "
                         "and {least} to leave it to chance.", share=_share(known.robustness),
                         least=_share(known.robustness_alpha)))  # fmt: skip
    if known is not None and known.strongest and known.with_exposure is not None and known.with_outcome is not None:
        said.append(text('The strongest that is known, "{column}", explains {one} of "{exposure}" and {other} of '
                         '"{outcome}".', column=known.strongest, one=_share(known.with_exposure),
                         exposure=audit.exposure, other=_share(known.with_outcome), outcome=audit.outcome))  # fmt: skip
    if audit.evalue is not None:
        said.append(text("As a ratio of chances it would have to be {value} with both, and {limit} to leave it to "
                         "chance.", value=_times(audit.evalue.value), limit=_times(audit.evalue.limit)))  # fmt: skip
    return tuple(said)


def placebos(audit: ClaimAudit) -> tuple[Text, ...]:
    """Of an effect of which something is left."""
    if audit.vanishes:
        return ()
    return tuple(_placebo(audit, one) for one in audit.placebos)


_PLACEBOS: Mapping[PlaceboKind, Text] = {
    "future": text("What comes in the next period must not move this one"),
    "shifted": text("Moved in time it must not show as much"),
    "negative": text("What it cannot move must not be moved"),
}


def _placebo(audit: ClaimAudit, one: Placebo) -> Text:
    if one.passed:
        return text("{placebo}: nothing found, {p}.", placebo=_PLACEBOS[one.kind], p=p_value(one.chance))
    return text("{placebo}: it does, {p}.", placebo=_PLACEBOS[one.kind], p=p_value(one.chance))


def findings(audit: ClaimAudit) -> tuple[Finding, ...]:
    return tuple(_finding(audit, one) for one in audit.warnings)


def _finding(audit: ClaimAudit, one: Warned) -> Finding:
    says, advice = _WARNED[one.kind]
    values = {"column": one.column, "outcome": audit.outcome, "exposure": audit.exposure, "n": one.count}
    return Finding(
        one.kind.replace("_", "-"),
        "note" if one.kind == "missing_rows" else "warn",
        Text(says.msgid, {name: values[name] for name in says.values}),
        Text(advice.msgid, {name: values[name] for name in advice.values}),
    )


_TIMES = text("Say when it was known: what came later goes to --after.")
_WARNED: Mapping[WarningKind, tuple[Text, Text]] = {
    "counts_until_success": (
        text('"{column}" counts on until "{outcome}" comes: high counts are those that were left.', column="",
             outcome=""),
        text("Compare by what was planned, not by what it came to."),
    ),
    "settles_one_side": (text('"{column}" settles "{outcome}" by itself on one side.', column="", outcome=""), _TIMES),
    "predicts_too_well": (text('"{column}" says "{outcome}" too well to have been known before.', column="",
                               outcome=""), _TIMES),
    "few_rows": (text('Of "{column}" there are few rows: {n}.', column="", n=0),
                 text("Bring more rows, or ask a wider question.")),
    "missing_rows": (text("Rows left out, for a cell of theirs is empty: {n}.", n=0),
                     text("Look whether those are others than the rest.")),
    "not_declared": (text('Whether "{column}" came before "{exposure}" was not said.', column="", exposure=""), _TIMES),
}  # fmt: skip


def to_decide(audit: ClaimAudit) -> Text:
    """The experiment that would decide it, with its command."""
    wish = audit.experiment
    return text('Where it can be drawn by lot, a test would decide it: "{exposure}" {first} or {second}, {n} units in '
                'all: {command}', exposure=audit.exposure, first=wish.first, second=wish.second, n=wish.units,
                command=plan_command(audit))  # fmt: skip


def plan_command(audit: ClaimAudit) -> str:
    wish = audit.experiment
    said = [("--kind", wish.kind), ("--baseline", f"{wish.baseline:.4g}"), ("--lift", f"{wish.lift:.4g}")]
    if wish.sd is not None:
        said.append(("--sd", f"{wish.sd:.4g}"))
    if wish.explained > 0:
        said.append(("--r2", f"{wish.explained:.4g}"))
    return " ".join(("takt experiment plan", *(f"{name} {value}" for name, value in said), "--looks 1"))


def hypothesis(audit: ClaimAudit) -> Text:
    """What would be tested, as a person may begin to write it."""
    return text("{exposure} moves {outcome}, whatever else is so.", exposure=exposed(audit), outcome=audit.outcome)


def _share(value: float) -> Exact | Text:
    return share(float(f"{value:.3g}"))


def _times(value: float) -> Exact | Text:
    return plain(float(f"{value:.3g}"))

"""The kinds that a person enters, in words: what each says and what its fields ask. Types stand in kinds.

By this one table forms are laid out and the HTTP interface is described. Kinds of other rooms, which the ledger
keeps as they come, get the types of their fields here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taktgeber.core import Text, text

from .kinds import KINDS, Parsed, parse


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a kind. type: of kinds.TYPES."""

    name: str
    type: str
    optional: bool
    label: Text
    hint: Text | None


@dataclass(frozen=True, slots=True)
class Enterable:
    """says: what an entry of this kind is; decided: whether it can be asked to be set, not only found."""

    kind: str
    name: Text
    says: Text
    fields: tuple[Asked, ...]
    decided: bool


_OF_OTHER_ROOMS = {
    "strategy": "title says:words day:day?",
    "event": "event day:day market? kind says:words",
}
_FOUND_ONLY = ("strategy", "event")

_SAYS: Mapping[str, tuple[Text, Text]] = {
    "firm": (text("Size of the firm"), text("How many work here: up to three may approve what they wrote.")),
    "unit": (text("Unit"), text("A part of the firm with one hand: exploit, explore, or steering.")),
    "mandate": (text("Mandate"), text("Who leads a unit, until when, and by what it may be judged.")),
    "role": (text("Role"), text("What somebody is for; by decision, what they see and do here.")),
    "goal": (text("Goal"), text("What a person is measured by, and whether pay rests on it.")),
    "metric": (text("Metric"), text("A yardstick: does it measure learning, return or something else?")),
    "initiative": (text("Initiative"), text("Funded work: what is not known, what may be lost, until when.")),
    "reserve": (text("Reserve and band"), text("What only exploration may use, and its range.")),
    "transfer": (text("Transfer"), text("Money moved from one purse to another.")),
    "policy": (text("Policy"), text("What runs by itself, within which limit, and who answers.")),
    "ended": (text("End"), text("A goal, role, mandate, initiative or policy that no longer holds.")),
    "assumption": (text("Assumption"), text("What must be true for an initiative, and how likely that is.")),
    "strategy": (text("Strategy"), text("What the firm says of itself, in its own words.")),
    "event": (text("Event"), text("Something that happened: a rival, an outage, a rule, a key account in trouble.")),
}  # fmt: skip

_SHORT = text("Lower-case words with hyphens.")
_CHANGED = text("Lower-case words with hyphens. What bears this name already is changed.")
_SUBJECTS = text("Such as goal:NAME, role:PERSON/ROLE/UNIT, mandate:UNIT, initiative:NAME, policy:NAME.")
# Labels by field; "kind.field" where one kind means something of its own.
_LABELS: Mapping[str, tuple[Text, Text | None]] = {
    "accountable": (text("Who answers for it"), None),
    "amount": (text("Amount"), None),
    "assumption": (text("What must be true"), None),
    "autonomy": (text("How much runs by itself"), text("Notify: it runs and tells. Auto: it runs.")),
    "band": (text("Band"), None),
    "best_before": (text("How long to trust it"), None),
    "chance": (text("How likely, in per cent"), None),
    "approach": (text("How it goes about it"), text("One a line.")),
    "charter": (text("What the unit is for"), None),
    "competences": (text("What it teaches us to do"), text("One a line.")),
    "day": (text("Day"), None),
    "decision.verdict": (text("Verdict"), None),
    "distance": (text("How far from today's business"), None),
    "ended.day": (text("Last day"), None),
    "event": (text("Short name"), text("Lower-case words with hyphens, such as rival-opens-shop.")),
    "event.kind": (text("What kind of event"), text("Such as rival, outage, regulation, key account.")),
    "experiment.rule": (text("What is done then"), None),
    "first": (text("First day"), None),
    "goal": (text("Short name"), _SHORT),
    "horizon_beats": (text("Horizon, in beats"), None),
    "hypothesis": (text("Hypothesis"), None),
    "initiative": (text("Initiative"), None),
    "initiative.charter": (text("What it is for"), None),
    "initiative.initiative": (text("Short name"), _CHANGED),
    "initiative.name": (text("What it is called"), None),
    "initiative.state": (text("Where it stands"), None),
    "labels": (text("What it is called in budgets and slides"), text("One a line, such as innovation.")),
    "last": (text("Last day"), text("Empty: until further notice.")),
    "leader": (text("Who leads"), None),
    "limit": (text("Limit of one action"), None),
    "lose": (text("What may be lost"), None),
    "market": (text("Market"), None),
    "maturity": (text("How ripe its prototype is"), None),
    "measures": (text("What it measures"), None),
    "metric": (text("Metric"), text("As you call it, such as CAC or lessons learned.")),
    "metric.unit": (text("Unit of the figure"), text("Such as orders, weeks, share, or GBP per order.")),
    "metrics": (text("What it is judged by"), text("One metric a line.")),
    "mode": (text("Hand"), None),
    "opportunity": (text("Opportunity"), None),
    "partners": (text("Partners"), text("One a line.")),
    "path": (text("Later steps"), text("One a line: day and per cent, such as 2026-03-09 30.")),
    "pay": (text("Pay rests on it"), None),
    "people": (text("How many people"), None),
    "person": (text("Person"), None),
    "policy": (text("Short name"), _CHANGED),
    "premise": (text("Premise"), None),
    "premises": (text("Premises that it attacks"), text("One short name a line.")),
    "reason": (text("Why"), None),
    "role": (text("Role"), None),
    "says": (text("What it says"), None),
    "scope": (text("What it is about"), text("The unit whose decisions these are.")),
    "scorecard": (text("What the unit may be judged by"), text("One metric a line.")),
    "share": (text("Share of the budget, in per cent"), None),
    "source": (text("From"), None),
    "state": (text("Where it stands"), None),
    "stopped": (text("Stopped"), None),
    "subject": (text("What ends"), _SUBJECTS),
    "target": (text("To"), None),
    "title": (text("Title"), None),
    "unit": (text("Unit"), None),
    "unit.name": (text("What it is called"), None),
    "unit.unit": (text("Short name"), _CHANGED),
    "unknown": (text("What we do not know"), None),
    "promise.decides": (text("Kind of decision"), None),
    "promise.says": (text("In which words"), None),
    "promise.weeks": (text("For how many weeks, or within how many"), None),
    "taken.asked": (text("When it was asked for"), None),
    "taken.decides": (text("Kind of decision"), None),
    "taken.level": (text("Who decided"), None),
    "until": (text("Until when"), None),
    "why": (text("Why it is this far from today"), None),
}  # fmt: skip


# Kinds that the house itself writes.
_WRITTEN: Mapping[str, Text] = {
    "fate": text("What became of a signal"),
    "observed": text("Seen for or against a premise"),
    "opportunity": text("Opportunity"),
    "premise": text("Premise"),
    "promise": text("Promise"),
    "audited": text("Audit of a text"),
    "taken": text("Decision taken elsewhere"),
    "released": text("Release of figures"),
    "reused": text("Use of an insight"),
    "signal": text("Signal"),
    "slack": text("Slack"),
    "amended": text("Proposal changed"),
    "automatic": text("Automatic action"),
    "balance": text("Balance meeting"),
    "breach": text("Breach of a house rule"),
    "claim": text("Claim from data"),
    "closed": text("Beat closed"),
    "concluded": text("Experiment concluded"),
    "decision": text("Decision"),
    "experiment": text("Experiment registered"),
    "fieldwork": text("Field work"),
    "halt": text("Stop of a policy"),
    "heard": text("What was heard"),
    "hypothesis": text("Hypothesis"),
    "insight": text("Insight"),
    "loaded": text("Data loaded"),
    "looked": text("Look at an experiment"),
    "planned": text("Beat planned"),
    "reason": text("Reason for a stop"),
    "refused": text("Refusal"),
}


# Fields that the house itself fills in.
_KEPT: Mapping[str, Text] = {
    "about": text("What it is about"),
    "audit": text("What its audit found"),
    "cause": text("What else explains it"),
    "claim": text("Claim from data"),
    "exposure": text("What is said to move it"),
    "given": text("What was held still"),
    "outcome": text("What is said to be moved"),
    "verdict": text("Verdict"),
    "by": text("Who uses it"),
    "customers": text("Customers who help to make it"),
    "differs": text("What differs from rivals"),
    "fate": text("What became of it"),
    "happened": text("When it came true"),
    "how": text("How it was seen"),
    "model": text("What new business it is"),
    "observed": text("Short name"),
    "of": text("Slack of the beat"),
    "on": text("What it is of"),
    "proposition": text("What is offered"),
    "refutes": text("What would refute it"),
    "rests": text("What rests on it"),
    "review": text("Next review"),
    "segment": text("For whom"),
    "signal": text("Signal"),
    "slack": text("Short name"),
    "speaks": text("What it speaks for"),
    "p": text("How likely chance alone brings it"),
    "told": text("What it says"),
    "worth": text("What it is worth to them"),
    "promise": text("Short name"),
    "audited": text("Short name"),
    "taken": text("Short name"),
    "released": text("Whose figures"),
    "right": text("What was promised"),
    "shown": text("Shown to everybody"),
    "to": text("To whom"),
    "language": text("Language"),
    "actor": text("Who asked"),
    "alone": text("Author and approver are one"),
    "arm": text("Arm"),
    "arms": text("Arms"),
    "behaviour": text("Rests on what people did"),
    "better": text("1: up is good, -1: down is"),
    "contexts": text("Where they came from"),
    "control": text("The arm that others are held against"),
    "counts": text("Units by arm"),
    "covariates": text("Known before, to take noise away"),
    "crossed": text("Beyond its margin"),
    "does": text("What is done now"),
    "effects": text("Effects"),
    "error": text("Standard error"),
    "estimate": text("Effect"),
    "experiment": text("Experiment"),
    "fieldwork": text("Field work"),
    "final": text("The last look"),
    "finds": text("What it speaks for"),
    "guardrails": text("What must not suffer"),
    "hand": text("Hand"),
    "high": text("At most"),
    "holds": text("It says that they hold"),
    "indirect": text("Tested on others than it is for"),
    "insight": text("Insight"),
    "lift": text("As a share"),
    "lift_error": text("Standard error, as a share"),
    "lift_high": text("At most, as a share"),
    "lift_low": text("At least, as a share"),
    "looks": text("Planned looks"),
    "low": text("At least"),
    "method": text("How it was made"),
    "question": text("Which question"),
    "recorded": text("Words or pictures are kept"),
    "rests_on": text("What it rests on"),
    "saturated": text("The last people brought nothing new"),
    "second": text("Read by a second person"),
    "sought": text("What would refute it was looked for"),
    "shares": text("Planned split"),
    "stops": text("What forbids to believe it"),
    "threshold": text("The smallest effect that matters"),
    "units": text("Units"),
    "weeks": text("Weeks until half of it is not trusted"),
    "beat": text("Beat"),
    "body": text("What was asked for"),
    "covers": text("What it covers"),
    "digest": text("Digest"),
    "entry": text("Entry"),
    "file": text("File"),
    "findings": text("Findings"),
    "halt": text("Entry of the stop"),
    "instead": text("Instead"),
    "kind": text("Kind"),
    "load": text("Digest of the file"),
    "owner": text("Who can mend it"),
    "past": text("Beat measured"),
    "plan": text("Plan"),
    "proposal": text("Proposal"),
    "proposals": text("Proposals"),
    "replaces": text("What it replaces"),
    "rows": text("Rows"),
    "rule": text("House rule"),
    "sake": text("For the customer's sake"),
    "scores": text("Forecasts and what happened"),
    "since": text("Since"),
    "snapshot": text("Snapshot of the data"),
    "asked": text("Who asked for it"),
    "stored": text("Digest as stored"),
    "sums": text("Sums"),
    "table": text("Table"),
    "version": text("Version"),
    "what": text("What it did"),
}


def kind_named(kind: str) -> Text | str:
    return _SAYS[kind][0] if kind in _SAYS else _WRITTEN.get(kind) or kind.replace("_", " ")


def enterable() -> tuple[Enterable, ...]:
    return tuple(_made(kind) for kind in _SAYS)


def _made(kind: str) -> Enterable:
    types: Mapping[str, Parsed] = parse(_OF_OTHER_ROOMS[kind]) if kind in _OF_OTHER_ROOMS else KINDS[kind]
    fields = (
        Asked(name, type_name, optional, *(_LABELS.get(f"{kind}.{name}") or _LABELS[name]))
        for name, type_name, optional in types.values()
    )  # fmt: skip
    return Enterable(kind, *_SAYS[kind], tuple(fields), kind not in _FOUND_ONLY)


def label_of(kind: str, name: str) -> Text | str:
    """A field's label, on pages that show entries; the field's own name where no form asks for it."""
    words = _LABELS.get(f"{kind}.{name}") or _LABELS.get(name)
    return words[0] if words else _KEPT.get(name) or name.replace("_", " ")

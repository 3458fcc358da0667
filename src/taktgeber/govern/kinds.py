"""What an entry of each kind may hold. A body is checked before any house rule is asked.

Fields are written "name:type?": the type is text if none is said, "?" may be left out. People stand in the
ledger by pseudonym only (house rule 8). Kinds of other rooms are kept as they come, as JSON.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from taktgeber.core import Refusal, Text, canonical_bytes, digest_of, encode, text

MODES = ("exploit", "explore", "steering")
ROLES = ("management", "sponsor", "exploit_lead", "explore_lead", "market_lead", "analyst", "operations",
         "front_line", "partner", "auditor")  # fmt: skip
DISTANCES = ("technology", "market", "proposition")
MACHINE = "machine:taktgeber"
OTHERS = ("balance", "strategy", "event", "loaded")
BY_THE_BOOK = ("refused", "breach")

_FIELDS = {
    "firm": "people:count reason:words?",
    "unit": "unit name mode:mode market? reason:words?",
    "mandate": "unit leader:person first:day last:day? horizon_beats:count scorecard:list charter?",
    "role": "person:person role:role unit? first:day last:day?",
    "goal": "goal person:person unit? initiative? metric first:day last:day? pay:flag?",
    "metric": "metric measures:measures unit",
    "initiative": "initiative unit name labels:list metrics:list horizon_beats:count distance:distance? unknown"
    " lose:money? until:day? state:stage reason:words? why:words? charter:words? opportunity? premises:list?"
    " approach:list? competences:list? partners:list? maturity:maturity?",
    "ended": "subject day:day reason:words?",
    "reserve": "share:share first:day path:path? band:band? reason:words?",
    "transfer": "source:purse target:purse amount:money reason:words? day:day",
    "policy": "policy scope autonomy:autonomy limit:money accountable:person stopped:flag",
    "automatic": "policy what amount:money accountable:person",
    "halt": "policy sake:flag reason:words?",
    "reason": "halt:count reason",
    "refused": "kind body:object actor rule:count? says:object digest",
    "breach": "rule:count entry:count subject owner says:object since:day against?",
    "planned": "plan beat:period past:period snapshot proposals:objects asked:person?",
    "amended": "proposal version:count body:object",
    "decision": "proposal plan digest verdict:verdict reason:words? instead:objects? alone:flag?",
    "closed": "beat:period scores:objects asked:person?",
    "heard": "heard digest about market? day:day level on?",
    "hypothesis": "hypothesis says hand:hand question:question chance:share? on? day:day",
    "experiment": "experiment hand:hand hypothesis name method:method metric threshold arms:list control"
    " units:count looks:count first:day last:day rule covariates:list? guardrails:list?"
    " shares:weights? market? indirect:flag? day:day",
    "looked": "experiment hand:hand day:day units:count counts:object metric effects:effects guardrails:objects?"
    " final:flag findings:list stops:list file digest",
    "concluded": "experiment hand:hand day:day? verdict:outcome does reason:words?",
    "fieldwork": "fieldwork hand:hand hypothesis question:question method:field_method day:day people:count"
    " finds:finds says contexts:list? behaviour:flag? sought:flag? second:flag? recorded:flag? saturated:flag?",
    "insight": "insight hand:hand says rests_on:list? holds:flag? scope:list? weeks:count? on?"
    " best_before:day? claim? day:day",
    "reused": "insight by:list day:day",
    "claim": "claim says outcome? exposure? given:list? source:words? on? market? verdict:claim_verdict? cause:words?"
    " audit:object? digest? day:day",
    "assumption": "assumption initiative chance:share? lose:money? until:day? state:assumed? premise?"
    " hypothesis? day:day?",
    "premise": "premise says refutes owner:person? review:day? rests:list? share:share? state:premise_state?"
    " reason:words? day:day",
    "observed": "observed premise speaks:finds says source:words? hypothesis? signal? day:day",
    "opportunity": "opportunity says segment:words? proposition:words? model:model? worth:words? differs:words?"
    " customers:list? partners:list? premises:list? state:opportunity_state? reason:words? day:day",
    "signal": "signal says about how:seen_how source:words? since:day? p:share? chance:share?"
    " digest? told:object? day:day",
    "fate": "signal fate:fate premise? hypothesis? happened:day? reason:words? day:day",
    "slack": "slack amount:money of:money? beat:period? says:words? day:day",
    "promise": "promise to:subject right:right says amount:money? share:share? weeks:count? decides:decided_kind?"
    " until:day? source:words? day:day",
    "audited": "audited to:subject verdict:reads_like language digest counts:object told:object day:day",
    "taken": "taken about:subject decides:decided_kind level:role verdict:verdict asked:day? says:words? day:day",
    "released": "released:subject shown:flag day:day",
}

# Of evidence: which question was asked, and how what is known was come by.
QUESTIONS = ("need", "understood", "works", "pays", "carries")
METHODS = ("randomised", "quasi", "compared", "before_after")
FIELD_METHODS = ("interview", "observation", "field_notes", "photos", "transcript", "prototype", "survey")
OUTCOMES = ("shown", "harm", "no_effect", "unclear", "invalid")
# What an audit says of a claim from data.
CLAIM_VERDICTS = ("holds", "weakened", "reverses", "cannot_tell")

# Of the lab: how an assumption, a premise, an opportunity stand; what a new business is; how ripe a prototype is.
ASSUMED = ("open", "testing", "held", "refuted")
PREMISE_STATES = ("holds", "wobbling", "broken")
OPPORTUNITY_STATES = ("open", "pursued", "dropped")
MODELS = ("segment", "proposition", "platform", "community", "data_product", "format", "other")
MATURITY = ("idea", "sketch", "prototype", "trial", "ready")
# Of signals: how one was seen, and what became of it.
SEEN_HOW = ("level", "newcomer", "burst", "new_word", "heard")
FATES = ("shakes", "hypothesis", "watched", "dismissed", "faded", "proved", "false_alarm")
# Of word against deed: what is promised, what kind of decision, how a text reads.
RIGHTS = ("budget", "horizon", "goal", "pay", "scorecard", "decides", "time", "failure", "other")
DECIDED_KINDS = ("budget", "initiative", "test", "reserve", "premise", "people", "other")
READS_LIKE = ("plain", "dressed", "hybrid", "exploration", "too_little")

_PSEUDONYM = re.compile(r"p-[0-9a-f]{4,32}")
_PURSE = re.compile(r"(unit|initiative|channel):\S(.*\S)?|reserve:explore|held")
_SUBJECT = re.compile(r"(role|unit|initiative|strategy):[^\s/](.*\S)?")
_ACTOR = re.compile(r"p-[0-9a-f]{4,32}|machine:[a-z0-9_.-]+")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_share(value: Any) -> bool:
    return _is_number(value) and 0 <= value <= 1


def _is_money(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"is", "minor", "currency"}
        and value["is"] == "Money"
        and isinstance(value["minor"], int)
        and not isinstance(value["minor"], bool)
        and value["minor"] >= 0
        and re.fullmatch(r"[A-Z]{3}", str(value["currency"])) is not None
    )


def _is_period(value: Any) -> bool:
    if not isinstance(value, dict) or value.get("is") != "Period" or set(value) != {"is", "first", "last"}:
        return False
    ends = [v.get("day") if isinstance(v, dict) else None for v in (value["first"], value["last"])]
    return all(map(is_day, ends)) and str(ends[0]) <= str(ends[1])


def _has(shape: Mapping[str, Callable[[Any], bool]]) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, dict) and set(value) == set(shape) and all(test(value[key]) for key, test in shape.items())
    )


def _each(test: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(test, value))


def _one_of(*words: str) -> tuple[Callable[[Any], bool], Text]:
    return lambda value: value in words, text("one of {words}", words=words)


def _is_effect(value: Any) -> bool:
    """One arm against the control, as evidence.registry.experiment.Effect holds it."""
    numbers, if_known = ("estimate", "error"), ("low", "high", "lift", "lift_low", "lift_high", "lift_error")
    return (
        isinstance(value, dict)
        and set(value) == {"arm", "better", *numbers, *if_known}
        and _is_text(value["arm"])
        and value["better"] in (1, -1)
        and all(_is_number(value[name]) for name in numbers)
        and all(value[name] is None or _is_number(value[name]) for name in if_known)
        and value["error"] > 0
    )


_is_band = _has({"low": _is_share, "high": _is_share})
TYPES: dict[str, tuple[Callable[[Any], bool], Text]] = {
    "text": (_is_text, text("a text")),
    "words": (lambda v: isinstance(v, str), text("a text")),
    "person": (lambda v: isinstance(v, str) and _PSEUDONYM.fullmatch(v) is not None,
               text("a pseudonym such as p-3f2a09c1d2e4, never a name")),
    "day": (is_day, text("a day such as 2025-03-10")),
    "count": (lambda v: isinstance(v, int) and not isinstance(v, bool) and v >= 0, text("a whole number")),
    "share": (_is_share, text("a share between 0 and 1, such as 0.12")),
    "money": (_is_money, text("money, such as {example} (in pence)",
                              example='{is = "Money", minor = 120000, currency = "GBP"}')),
    "purse": (lambda v: isinstance(v, str) and _PURSE.fullmatch(v) is not None,
              text("a purse: unit:NAME, initiative:NAME, channel:NAME, reserve:explore or held")),
    "flag": (lambda v: isinstance(v, bool), text("true or false")),
    "list": (_each(_is_text), text("a list of texts")),
    "object": (lambda v: isinstance(v, dict), text("a table")),
    "objects": (_each(lambda v: isinstance(v, dict)), text("a list of tables")),
    "period": (_is_period, text("a period (first and last day)")),
    "mode": _one_of(*MODES),
    "role": _one_of(*ROLES),
    "measures": _one_of("learning", "return", "other"),
    "stage": _one_of("running", "at_gate", "stopped"),
    "autonomy": _one_of("manual", "approve", "notify", "auto"),
    "verdict": _one_of("approve", "override", "reject"),
    "hand": _one_of("exploit", "explore"),
    "question": _one_of(*QUESTIONS),
    "method": _one_of(*METHODS),
    "field_method": _one_of(*FIELD_METHODS),
    "outcome": _one_of(*OUTCOMES),
    "claim_verdict": _one_of(*CLAIM_VERDICTS),
    "assumed": _one_of(*ASSUMED),
    "premise_state": _one_of(*PREMISE_STATES),
    "opportunity_state": _one_of(*OPPORTUNITY_STATES),
    "model": _one_of(*MODELS),
    "maturity": _one_of(*MATURITY),
    "seen_how": _one_of(*SEEN_HOW),
    "fate": _one_of(*FATES),
    "subject": (lambda v: isinstance(v, str) and len(v) < 200 and _SUBJECT.fullmatch(v) is not None,
                text("what it is about: role:NAME, unit:NAME, initiative:NAME or strategy:NAME")),
    "right": _one_of(*RIGHTS),
    "decided_kind": _one_of(*DECIDED_KINDS),
    "reads_like": _one_of(*READS_LIKE),
    "effects": (_each(_is_effect), text("a list of effects as takt experiment read keeps them")),
    "weights": (lambda v: isinstance(v, dict) and len(v) > 1 and all(_is_number(w) and w > 0 for w in v.values()),
                text("a table of arms with their weights above 0, such as old = 9 and new = 1")),
    "finds": _one_of("for", "against", "mixed"),
    "distance": (_has(dict.fromkeys(DISTANCES, lambda v: v in (0, 1, 2) and not isinstance(v, bool))),
                 text("technology, market and proposition, each 0 (today's), 1 (adjacent) or 2 (new)")),
    "path": (_each(_has({"day": is_day, "share": _is_share})), text("a list of days with their shares")),
    "band": (lambda v: _is_band(v) and v["low"] <= v["high"], text("low and high, shares between 0 and 1, low first")),
}  # fmt: skip

Parsed = tuple[str, str, bool]


def parse(fields: str) -> dict[str, Parsed]:
    parsed = {}
    for field in fields.split():
        name, _, kind = field.rstrip("?").partition(":")
        parsed[name] = (name, kind or "text", field.endswith("?"))
    return parsed


KINDS: dict[str, dict[str, Parsed]] = {kind: parse(fields) for kind, fields in _FIELDS.items()}


def check_actor(actor: str) -> None:
    if not isinstance(actor, str) or not _ACTOR.fullmatch(actor):
        raise Refusal(
            "actor",
            text("{actor} is not how someone stands in the ledger.", actor=repr(actor)),
            text("Give the pseudonym of the person who acts (p- and hex digits), or machine: and a word."),
        )


def check_body(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The body as plain JSON values without what was left empty. Refuses what the kind does not hold."""
    fields = KINDS.get(kind)
    if fields is None and kind not in OTHERS:
        known = tuple(sorted((*KINDS, *OTHERS)))
        raise Refusal(
            "kind", text("the ledger knows no entry of kind {kind}.", kind=repr(kind)),
            text("It knows: {known}.", known=known),
        )  # fmt: skip
    plain = {key: value for key, value in _plain(kind, body).items() if value is not None}
    if fields is None:
        return plain
    for name, type_name, optional in fields.values():
        if name not in plain:
            if optional:
                continue
            raise _wrong(kind, name, text("{name} is missing.", name=name), _it_is(TYPES[type_name][1]))
        test, says = TYPES[type_name]
        if not test(plain[name]):
            found = json.dumps(plain[name], ensure_ascii=False)[:80]
            raise _wrong(kind, name, text("{name} is {found}.", name=name, found=found), _it_is(says))
    for name in plain:
        if name not in fields:
            raise _wrong(kind, name, text("{name} is no field of it.", name=name),
                         text("Leave it out; its fields are {fields}.", fields=tuple(fields)))  # fmt: skip
    if "first" in plain and "last" in plain and plain["last"] < plain["first"]:
        raise _wrong(kind, "last", text("the last day lies before the first."),
                     text("It should be a day on or after {first}.", first=plain["first"]))  # fmt: skip
    return plain


def is_purse(value: Any) -> bool:
    return TYPES["purse"][0](value)


def body_digest(kind: str, body: Mapping[str, Any]) -> str:
    """What two entries share that say the same: by it a found entry is known as once refused."""
    return digest_of(json.dumps([kind, body], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())


def canonical_body(body: Mapping[str, Any]) -> bytes:
    """As core.canonical_bytes, of values that are plain already."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _plain(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    try:
        made: dict[str, Any] = {str(key): _plain_value(value) for key, value in body.items()}
        canonical_body(made)
    except (TypeError, ValueError, AttributeError) as wrong:
        raise Refusal(kind, text("not an entry that can be kept: {wrong}.", wrong=str(wrong)),
                      text("Use texts, finite numbers, true, false, lists and tables.")) from None  # fmt: skip
    return made


def _plain_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain_value(inner) for inner in value]
    return encode(value) if dataclasses.is_dataclass(value) else json.loads(canonical_bytes(value))


def _wrong(kind: str, name: str, wrong: Text, wanted: Text) -> Refusal:
    return Refusal(f"{kind}, {name}", wrong, wanted)


def _it_is(wanted: Text) -> Text:
    return text("It should be {wanted}.", wanted=wanted)

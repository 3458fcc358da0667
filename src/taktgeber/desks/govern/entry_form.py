"""A kind of entry as a form: its fields, what there is to choose from, and the body of what was filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from taktgeber.core import Field, Refusal, Text, encode, text
from taktgeber.core.names import named, purse_named
from taktgeber.core.page import FieldKind
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import choices_of
from taktgeber.govern import INITIATIVES, PEOPLE, POLICIES, UNITS
from taktgeber.govern.entering import Asked, Enterable
from taktgeber.govern.kinds import DISTANCES, MODES, ROLES

Choices = tuple[tuple[str, Text | str], ...]

SOURCE, SINCE = "known_from", "known_on"
_WORDS: Mapping[str, tuple[str, ...]] = {
    "mode": MODES,
    "role": ROLES,
    "measures": ("learning", "return", "other"),
    "stage": ("running", "at_gate", "stopped"),
    "autonomy": ("manual", "approve", "notify", "auto"),
}
_KINDS: Mapping[str, FieldKind] = {
    "day": "date", "count": "number", "money": "money", "flag": "tick", "words": "long", "list": "long", "path": "long",
}  # fmt: skip
_FAR: Choices = (("0", text("today's")), ("1", text("adjacent")), ("2", text("new")))
_DISTANCE = {"technology": text("Technology"), "market": text("Market"), "proposition": text("Value proposition")}
_BAND = {"low": text("Band, at least, in per cent"), "high": text("Band, at most, in per cent")}
_STEP = re.compile(r"(\d{4}-\d\d-\d\d)\s+(\S+)")
FOUND = (
    Field(SOURCE, text("Where is it known from?"), most=200, hint=text("Such as HR list, board minutes, cost ledger.")),
    Field(SINCE, text("From which day is that?"), "date"),
)


def fields_of(kind: Enterable, choices: Mapping[str, Choices] | None = None) -> tuple[Field, ...]:
    """choices: by kind of choice, where a reader fills the form in; over HTTP plain texts are taken."""
    return tuple(field for asked in kind.fields for field in _fields(kind.kind, asked, choices or {}))


def _fields(kind: str, asked: Asked, choices: Mapping[str, Choices]) -> tuple[Field, ...]:
    name, needed = asked.name, not asked.optional
    if asked.type == "distance":
        return tuple(
            Field(f"{name}_{part}", _DISTANCE[part], "choice", choices=_FAR, hint=asked.label) for part in DISTANCES
        )
    if asked.type == "band":
        return tuple(Field(f"{name}_{end}", words, required=False, most=12) for end, words in _BAND.items())
    if asked.type in _WORDS:
        words = tuple((word, named(word)) for word in _WORDS[asked.type])
        return (Field(name, asked.label, "choice", choices=words, required=needed, hint=asked.hint),)
    offered = choices.get(_chosen(kind, asked), ())
    if offered:
        return (Field(name, asked.label, "choice", choices=offered, required=needed, hint=asked.hint),)
    return (Field(name, asked.label, _KINDS.get(asked.type, "text"), required=needed and asked.type != "flag",
                  hint=asked.hint, most=2000 if asked.type in ("words", "list", "path") else 200),)  # fmt: skip


def _chosen(kind: str, asked: Asked) -> str:
    """What a field names that is there already: a person, unit, initiative, market, purse or what can end."""
    if asked.type in ("person", "purse"):
        return asked.type
    if asked.name == "scope" or (asked.name == "unit" and kind not in ("unit", "metric")):
        return "unit"
    if asked.name == "initiative" and kind != "initiative":
        return "initiative"
    return asked.name if asked.name in ("market", "subject") else ""


def choices_for(visit: Visit) -> Mapping[str, Choices]:
    book, settings = visit.house.book, visit.house.settings
    units = tuple((u.unit, u.name) for u in book.state(UNITS).units.values())
    initiatives = tuple((name, one.name) for name, one in book.state(INITIATIVES).items())
    purses = ("held", "reserve:explore", *(f"channel:{c}" for c in settings.channels), *(f"unit:{u}" for u, _ in units),
              *(f"initiative:{i}" for i, _ in initiatives))  # fmt: skip
    people = choices_of(visit)
    return {
        "person": people,
        "unit": units,
        "initiative": initiatives,
        "market": tuple((market.name, market.name) for market in settings.markets),
        "purse": tuple((purse, purse_named(purse)) for purse in purses),
        "subject": _subjects(visit, dict(people)),
    }


def _subjects(visit: Visit, names: Mapping[str, Text | str]) -> Choices:
    """What stands today and could end."""
    book, day = visit.house.book, visit.today()
    people, units = book.state(PEOPLE), book.state(UNITS)
    return (
        *((g.subject, text("the goal {name}", name=g.goal)) for g in people.goals(day)),
        *((r.subject, text("{role}: {who}", role=named(r.role), who=names.get(r.person, r.person)))
          for r in people.roles(day)),
        *((f"mandate:{u}", text("the mandate of {unit}", unit=s.name)) for u, s in units.units.items()
          if units.mandate(u, day)),
        *((f"initiative:{name}", text("the initiative {name}", name=one.name))
          for name, one in book.state(INITIATIVES).items() if one.state != "stopped"),
        *((f"policy:{name}", text("the policy {name}", name=name)) for name in book.state(POLICIES)),
    )  # fmt: skip


def body_of(kind: Enterable, given: Mapping[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for asked in kind.fields:
        value = _value(asked, given)
        if value is not None:
            body[asked.name] = value
    return body


def _value(asked: Asked, given: Mapping[str, Any]) -> Any:
    name = asked.name
    match asked.type:
        case "distance":
            return {part: int(given[f"{name}_{part}"]) for part in DISTANCES}
        case "band":
            ends = {end: given[f"{name}_{end}"] for end in _BAND}
            return {end: _share(_BAND[end], str(v)) for end, v in ends.items()} if all(ends.values()) else None
    value = given[name]
    if value is None:
        return [] if asked.type == "list" else None
    match asked.type:
        case "share":
            return _share(asked.label, value)
        case "list":
            return list(dict.fromkeys(line.strip() for line in value.splitlines() if line.strip()))
        case "path":
            return [_step(asked.label, line) for line in value.splitlines() if line.strip()]
        case "money":
            return encode(value)
        case "day":
            return value.isoformat()
    return value


def _share(label: Text, written: str) -> float:
    """ "12.5", "12,5" or "12.5 %" as 0.125."""
    plain = written.strip().removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(\.\d{1,4})?", plain) or float(plain) > 100:
        raise Refusal(label, text('"{written}" is no share in per cent.', written=written[:40]),
                      text("Write a number between 0 and 100, such as 12.5."))  # fmt: skip
    return round(float(plain) / 100, 8)


def _step(label: Text, line: str) -> dict[str, Any]:
    found = _STEP.fullmatch(line.strip())
    try:
        if found is not None:
            return {"day": date.fromisoformat(found[1]).isoformat(), "share": _share(label, found[2])}
    except ValueError:
        pass
    raise Refusal(label, text('"{written}" is no step.', written=line.strip()[:60]),
                  text("Write day and per cent on each line, such as 2026-03-09 30."))  # fmt: skip


def source_of(given: Mapping[str, Any]) -> str:
    return ", ".join((" ".join(str(given[SOURCE]).split()), given[SINCE].isoformat()))


def with_today(fields: Sequence[Field], day: date) -> tuple[Field, ...]:
    """The same fields, with the day filled in where the entry speaks of one that is likely today."""
    from dataclasses import replace

    likely = (SINCE, "first", "day")
    return tuple(replace(f, value=day.isoformat()) if f.name in likely and f.required else f for f in fields)

"""A file of entries as people write it: TOML, one [[entry]] table each with kind, standing and body.

Found entries name their source and the day since when it is so. Money may be written "1200.00 GBP". A
[[person]] (alias, name, terms) is given a pseudonym in the erasable store; bodies then say "@alias".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from taktgeber.core import Money, Move, Refusal, encode, text
from taktgeber.core.money import minor_digits

_KEYS = {"kind", "standing", "source", "since", "body"}
_MONEY = re.compile(r"(\d+(?:\.\d+)?) ?([A-Z]{3})?")
_PURSE = r"(held|reserve:explore|(?:unit|initiative|channel):[^:]+)"
_MOVE = re.compile(rf"{_PURSE}:{_PURSE}:(\d+(?:\.\d+)?(?: ?[A-Z]{{3}})?)")

Written = tuple[str, dict[str, Any], str, str]


@dataclass(frozen=True, slots=True)
class EntryFile:
    """entries: kind, body, standing, source; people: alias to name and terms."""

    entries: tuple[Written, ...]
    people: dict[str, tuple[str, str | None]]


def read_entries(path: Path, currency: str) -> EntryFile:
    """Refuses the whole file with the entry and what is wrong with it."""
    mend = text("See docs/ledger.md for the fields of each kind. Nothing was entered.")
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError:
        raise Refusal(str(path), text("there is no such file."), text("Give the path of a TOML file.")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Refusal(path.name, text("not readable as TOML: {wrong}.", wrong=str(wrong)), mend) from None
    tables = data.get("entry")
    if not isinstance(tables, list) or not tables or set(data) - {"entry", "person"}:
        raise Refusal(path.name, text("it holds [[entry]] tables, [[person]] tables and nothing else."), mend)
    made = []
    for number, table in enumerate(tables, 1):
        where = f"{path.name}, entry {number}"
        unknown = set(table) - _KEYS
        if unknown or not isinstance(table.get("body"), dict) or not isinstance(table.get("kind"), str):
            raise Refusal(where, text("an entry has kind, standing, source, since and a table body."), mend)
        made.append((table["kind"], _body(table["body"], currency, where), *_standing(table, where)))
    return EntryFile(tuple(made), {p["alias"]: _person(p, path.name) for p in data.get("person", ())})


def _standing(table: Mapping[str, Any], where: str) -> tuple[str, str]:
    standing, source, since = table.get("standing"), table.get("source", ""), table.get("since")
    if standing == "decided" and not source and since is None:
        return "decided", ""
    if standing == "found" and isinstance(source, str) and source.strip() and isinstance(since, date):
        return "found", f"{source.strip()}, {since.isoformat()[:10]}"
    raise Refusal(
        where,
        text('standing is "found", with a source and a day (since = 2025-03-10), or "decided", without.'),
        text("Say how it stands: what is so was found; what Taktgeber is asked to set is decided."),
    )


def _person(table: Mapping[str, Any], where: str) -> tuple[str, str | None]:
    if set(table) - {"alias", "name", "terms"} or not isinstance(table.get("name"), str):
        raise Refusal(where, text("a person has alias, name and perhaps terms."), text("Nothing was entered."))
    return table["name"], table.get("terms")


def _body(body: Mapping[str, Any], currency: str, where: str) -> dict[str, Any]:
    return {
        key: encode(read_money(value, currency, f"{where}, {key}"))
        if key in ("amount", "limit", "lose") and isinstance(value, str | int | float)
        else value
        for key, value in body.items()
    }


def with_pseudonyms(value: Any, people: Mapping[str, str]) -> Any:
    """Every "@alias" in a body, and inside a subject such as "role:@lead/explore_lead"."""
    if isinstance(value, str):
        for alias, person in people.items():
            value = re.sub(rf"@{re.escape(alias)}(?![\w-])", person, value)
        return value
    if isinstance(value, Mapping):
        return {key: with_pseudonyms(inner, people) for key, inner in value.items()}
    return [with_pseudonyms(inner, people) for inner in value] if isinstance(value, list) else value


def read_money(written: Any, currency: str, where: str) -> Money:
    """ "1200", "1200.50" or "1200.50 GBP"; no thousands separators, which could be a decimal comma."""
    match = _MONEY.fullmatch(str(written).strip())
    try:
        if match is not None:
            unit = match[2] or currency
            minor = Decimal(match[1]) * 10 ** minor_digits(unit)
            if minor == int(minor):
                return Money(int(minor), unit)
    except InvalidOperation:
        pass
    raise Refusal(where, text("{written} is no amount of money.", written=str(written)),
                  text("Write it as 1200.50 GBP, without thousands separators."))  # fmt: skip


def read_move(written: str, currency: str) -> Move:
    """SOURCE:TARGET:AMOUNT, such as unit:performance:held:1200."""
    match = _MOVE.fullmatch(written.strip())
    if match is None:
        raise Refusal(
            "--instead",
            text("{written} is no move of money.", written=written),
            text("Write SOURCE:TARGET:AMOUNT, such as unit:performance:held:1200. Purses: unit:NAME, initiative:NAME, "
                 "channel:NAME, reserve:explore, held."),
        )  # fmt: skip
    return Move(match[1], match[2], read_money(match[3], currency, "--instead"))

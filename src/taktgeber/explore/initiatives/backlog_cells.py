"""The cells of a backlog's row: words, lists, an amount, a day, three steps. What could be two things is refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from taktgeber.core import Money, Refusal, Text, place, text
from taktgeber.core.money import minor_digits
from taktgeber.govern.kinds import DISTANCES, MATURITY

COLUMNS: Mapping[str, frozenset[str]] = {
    name: frozenset(words)
    for name, words in tomllib.loads((Path(__file__).parent / "backlog_words.toml").read_text("utf-8")).items()
}
NEEDED: Mapping[str, Text] = {
    "name": text("What it is called"),
    "unknown": text("What we do not know"),
    "lose": text("What may be lost"),
    "until": text("Until when"),
}
_LISTS = ("premises", "approach", "competences", "partners")
_WORDS = ("name", "unknown", "charter", "opportunity", "why")
_SIGNS = {"€": ("EUR",), "£": ("GBP",), "$": ("USD", "CAD", "AUD"), "¥": ("CNY", "JPY"), "元": ("CNY",)}
_AMOUNT = re.compile(r"(?P<sign>[€£$¥]|[A-Z]{3})?\s*(?P<number>\d[\d.,'’\s]*)\s*(?P<behind>[€£$¥元]|[A-Z]{3})?")
_DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日"),
)


def body_cells(file: str, row: int, cells: Mapping[str, str], currency: str) -> dict[str, Any]:
    """The fields of an initiative. Raises Refusal with row and column."""
    made: dict[str, Any] = {name: cells[name] for name in _WORDS if name in cells}
    made |= {name: re.split(r"\s*[;|\n]\s*", cells[name]) for name in _LISTS if name in cells}
    at = {name: place(file, row=row, column=name) for name in cells}
    made["lose"] = amount_of(cells["lose"], currency, at["lose"])
    made["until"] = day_of(cells["until"], at["until"]).isoformat()
    if "maturity" in cells:
        made["maturity"] = _one_of(cells["maturity"].casefold(), MATURITY, at["maturity"])
    far = [name for name in DISTANCES if name in cells]
    if far and len(far) < len(DISTANCES):
        raise Refusal(at[far[0]], text("technology, market and value proposition are said together."),
                      text("Give each of them: 0 today's, 1 adjacent, 2 new."))  # fmt: skip
    if far:
        made["distance"] = {name: int(_one_of(cells[name], ("0", "1", "2"), at[name])) for name in DISTANCES}
    return made


def amount_of(written: str, currency: str, at: Text | str) -> Money:
    """In the currency of the workspace: 1200, 1,200.50, 1.200,50, GBP 1 200."""
    found = _AMOUNT.fullmatch(written.strip())
    if found is None:
        raise Refusal(at, text('"{written}" is no amount.', written=written[:40]), text("Write it as 1234.50."))
    if any(currency not in _SIGNS.get(sign, (sign,)) for sign in (found["sign"], found["behind"]) if sign):
        raise Refusal(at, text('"{written}" is not in {currency}.', written=written[:40], currency=currency),
                      text("Write what may be lost in the currency of the workspace."))  # fmt: skip
    number = re.sub(r"[\s'’]", "", found["number"])
    minor = _number(number, written, at) * 10 ** minor_digits(currency)
    if minor != minor.to_integral_value() or minor > 10**15:
        raise Refusal(at, text('"{written}" is no amount in {currency}.', written=written[:40], currency=currency),
                      text("Write it as 1234.50."))  # fmt: skip
    return Money(int(minor), currency)


def _number(number: str, written: str, at: Text | str) -> Decimal:
    """The last mark is the decimal one where two kinds stand in it, or where it cannot part thousands."""
    marks = [mark for mark in number if mark in ".,"]
    whole, mark, rest = (number.rpartition(marks[-1])) if marks else (number, "", "")
    if len(set(marks)) == 1 and len(rest) == 3 and whole[:1] != "0":
        if len(marks) > 1:
            return Decimal(number.replace(mark, ""))
        raise Refusal(at, text('"{written}" can be {one} or {other}.', written=written[:40],
                               one=number.replace(mark, ""), other=f"{whole}.{rest}"),
                      text("Write it without a mark for thousands."))  # fmt: skip
    if len(marks) > 1 and len(set(marks)) == 1:
        raise Refusal(at, text('"{written}" is no amount.', written=written[:40]), text("Write it as 1234.50."))
    return Decimal(re.sub(r"[.,]", "", whole) + (f".{rest}" if rest else ""))


def day_of(written: str, at: Text | str) -> date:
    """2026-12-31, 31.12.2026 or 2026年12月31日; what a day and a month could be exchanged in is asked for again."""
    plain = written.strip().removesuffix(" 00:00:00")
    for shape in _DAYS:
        found = shape.fullmatch(plain)
        if found:
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
    raise Refusal(at, text('"{written}" is no day.', written=written[:40]), text("Write it as 2025-03-10."))


def _one_of(said: str, known: tuple[str, ...], at: Text | str) -> str:
    if said not in known:
        raise Refusal(at, text('"{written}" is none of the choices.', written=said[:40]),
                      text("Choose one of: {choices}.", choices=known))  # fmt: skip
    return said

"""Looks and their rule as they are typed: three numbers a look. Refuses in words what makes no sense."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from taktgeber.core import Refusal, Text, text
from taktgeber.evidence.planning.wish import Wish
from taktgeber.stats.spending import Spending

from .interim import LookTaken, Rule

_FARTHEST = 1e6  # standard errors: beyond, something else is wrong
_LARGEST, _SMALLEST = 1e15, 1e-15  # beyond, squares of squares lose their digits
MOST_UNITS = 10**15
_EXAMPLE = "--look 7000,0.9,0.41"


def parse_looks(given: Sequence[str]) -> tuple[LookTaken, ...]:
    """given: "units,estimate,error" by look, units of all arms by then, in order. Raises Refusal."""
    if not given:
        raise Refusal(
            "--look",
            text("nobody has looked yet."),
            text("Give units, estimate and standard error of every look: {example}", example=_EXAMPLE),
        )
    taken = tuple(_look(number, words) for number, words in enumerate(given, 1))
    for number, (before, look) in enumerate(pairwise(taken), 2):
        if look.units <= before.units:
            raise Refusal(_place(number), text("units grow from look to look."),
                          text("Give the units of all arms by then, in order."))  # fmt: skip
    return taken


def rule_of(planned: int, alpha: float, arms: int, spending: Spending, one_sided: bool) -> Rule:
    """alpha: of both sides and all arms together, as in the plan. Raises Refusal."""
    size("--planned", planned)
    error, sides = error_of_one(alpha, arms, one_sided)
    return Rule(planned, error, sides, spending)


def error_of_one(alpha: float, arms: int, one_sided: bool) -> tuple[float, int]:
    """The error of one comparison, all its sides, and the sides: shared out as the plan does."""
    wish = Wish(1.0, power=(1 + alpha) / 2, error=alpha, arms=arms, margin=-1.0 if one_sided else None)
    return wish.error_of_one, wish.sides


def size(option: str, units: int) -> None:
    """Raises Refusal where so many units are no experiment."""
    if not 2 <= units <= MOST_UNITS:
        raise Refusal(option, text("an experiment has two units at least, not {given}.", given=str(units)),
                      text("Take the number from the plan: takt experiment plan."))  # fmt: skip


def _look(number: int, words: str) -> LookTaken:
    parts = [part.strip() for part in words.split(",")]
    if len(parts) != 3:
        raise Refusal(_place(number), text('"{words}" is not three numbers.', words=words),
                      text("Give units, estimate and standard error with commas between them and points before "
                           "decimals: {example}", example=_EXAMPLE))  # fmt: skip
    units, estimate, error = (_number(number, part) for part in parts)
    if not (units.is_integer() and 1 <= units <= MOST_UNITS):
        raise Refusal(_place(number), text("units are a whole number above 0, not {given}.", given=parts[0]),
                      text("Give the units of all arms by then, in order."))  # fmt: skip
    if not (_SMALLEST < error < _LARGEST and abs(estimate) < min(_LARGEST, _FARTHEST * error)):
        raise Refusal(_place(number), text("an estimate is finite and its error above 0."),
                      text("Read the experiment first: takt experiment read."))  # fmt: skip
    return LookTaken(int(units), estimate, error)


def _number(number: int, words: str) -> float:
    try:
        value = float(words)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Refusal(
            _place(number),
            text('"{words}" is no number.', words=words),
            text("Give units, estimate and standard error: {example}", example=_EXAMPLE),
        )
    return value


def _place(number: int) -> Text:
    return text("look {number}", number=number)

"""What is counted, in words: a form for one and for many, and a name for the head of a column.

A figure's unit is the English plural ("new customers"); here each language finds the form that its
count takes: "1 Neukunde", "3 Neukunden", and "Neukunden" over a column.
"""

from __future__ import annotations

from dataclasses import dataclass

from .catalogue import translate, translate_n
from .text import phrase


@dataclass(frozen=True, slots=True)
class Unit:
    one: str
    many: str


def unit(one: str, many: str) -> Unit:
    """Marks both for extraction: as forms of a count, and the plural alone as a name."""
    return Unit(one, many)


UNITS = {
    u.many: u
    for u in (
        unit("approach", "approaches"),
        unit("assumption", "assumptions"),
        unit("beat", "beats"),
        unit("bet", "bets"),
        unit("bit", "bits"),
        unit("Brier point", "Brier points"),
        unit("claim", "claims"),
        unit("click", "clicks"),
        unit("competence", "competences"),
        unit("conversion", "conversions"),
        unit("conversion per new customer", "conversions per new customer"),
        unit("customer", "customers"),
        unit("day", "days"),
        unit("day to decide", "days to decide"),
        unit("decision", "decisions"),
        unit("entry", "entries"),
        unit("experiment", "experiments"),
        unit("forecast", "forecasts"),
        unit("impression", "impressions"),
        unit("initiative", "initiatives"),
        unit("insight", "insights"),
        unit("line", "lines"),
        unit("new customer", "new customers"),
        unit("open assumption", "open assumptions"),
        unit("opportunity", "opportunities"),
        unit("order", "orders"),
        unit("partner", "partners"),
        unit("question", "questions"),
        unit("premise", "premises"),
        unit("promise", "promises"),
        unit("report", "reports"),
        unit("return", "returns"),
        unit("row", "rows"),
        unit("scored forecast", "scored forecasts"),
        unit("test", "tests"),
        unit("signal", "signals"),
        unit("week", "weeks"),
    )
}

# What money is over, as it follows the amount: "GBP per new customer".
PER = (
    phrase("per 1,000 impressions"),
    phrase("per click"),
    phrase("per conversion"),
    phrase("per new customer"),
    phrase("per order"),
)


def unit_word(unit: str, n: float | None, locale: str) -> str:
    """The word for n of them, or the name of the unit where nothing is counted (n: None)."""
    known = UNITS.get(unit)
    if known is None or n is None:
        return translate(unit, locale)
    # A broken number is never one of its kind; any whole number but one stands for it.
    whole = int(n) if float(n).is_integer() else 2
    return translate_n(known.one, known.many, whole, locale)

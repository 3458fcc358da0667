"""The one formatter: numbers, money, dates, figures and texts as a person reads them.

Three significant digits for what is inferred, whole counts to the unit, money to the unit above 100
and with its pence below; words before symbols.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from .figure import Estimate, Exact, Unknown
from .money import Money, Ratio, minor_digits
from .period import Period
from .section import Finding
from .text import Text

LOCALE = "en_GB"


def show(value: Any, locale: str = LOCALE) -> str:
    """Any value of the house as one line of text."""
    match value:
        case str():
            return value
        case Text():
            return translate(value.msgid, locale).format_map({k: show(v, locale) for k, v in value.values.items()})
        case Money():
            return _money(value.major, value.currency, locale)
        case Exact():
            return _amount(value.value, value.unit, locale)
        case Estimate():
            return show_estimate(value, locale)
        case Unknown():
            return f"{translate('cannot tell', locale)}: {show(value.why, locale)}"
        case Period():
            return f"{_day(value.first, locale)} – {_day(value.last, locale)}"
        case date():
            return _day(value, locale)
        case Finding():
            return f"{show(value.says, locale)} {show(value.advice, locale)}"
        case int():
            return _count(value, locale)
    raise TypeError(f"{type(value).__name__} has no way to be shown")


def translate(msgid: str, locale: str) -> str:
    """The message in the reader's language; the English source string is the id."""
    return msgid


def show_estimate(estimate: Estimate, locale: str = LOCALE) -> str:
    """Value, interval and level: "£12.30 (90 %: £9.10 to £15.50)", "96 orders (90 %: 9.6 to 182)"."""
    value, bare = number(estimate.value, estimate.unit, locale), _bare_unit(estimate.unit)
    low, high = (number(end, bare, locale) for end in (estimate.low, estimate.high))
    return f"{value} ({round(100 * estimate.level)} %: {low} {translate('to', locale)} {high})"


def _bare_unit(unit: str) -> str:
    """What the ends of an interval still carry: currency and per cent, not what is counted or divided by."""
    first = unit.partition(" ")[0]
    if _is_currency(first):
        return first
    return unit if unit == "share" else "times"


def number(value: float, unit: str, locale: str = LOCALE, *, whole: bool = False) -> str:
    """One number of a figure's unit, without its interval; whole: money without its pence, as on axes."""
    from babel.numbers import format_decimal

    currency, _, per = unit.partition(" ")
    if _is_currency(currency):
        shown = _money(value, currency, locale, whole)
        return f"{shown} {per}" if per else shown
    if unit == "share":
        return f"{format_decimal(_three(100 * value), locale=locale)} %"
    if unit == "times":
        return format_decimal(_three(value), locale=locale)
    return f"{format_decimal(_three(value), locale=locale)} {translate(unit, locale)}"


def _amount(value: int | Money | Ratio, unit: str, locale: str) -> str:
    if isinstance(value, Money):
        return _money(value.major, value.currency, locale)
    if isinstance(value, Ratio):
        scale = 1000 if unit.endswith("per 1,000 impressions") else 1
        return number(value.value * scale, unit, locale)
    if _is_currency(unit):
        raise ValueError("money is Money, not a bare count")
    return f"{_count(value, locale)} {translate(_singular(unit) if value == 1 else unit, locale)}"


def _singular(unit: str) -> str:
    """Units are plurals of what is counted: "new customers", "entries"."""
    if unit.endswith("ies"):
        return f"{unit[:-3]}y"
    return unit.removesuffix("s")


def _money(major: float, currency: str, locale: str, whole: bool = False) -> str:
    from babel.numbers import format_currency

    digits = minor_digits(currency) if abs(major) < 100 and not whole else 0
    pattern = "¤#,##0" + ("." + "0" * digits if digits else "")
    return format_currency(major, currency, pattern, locale=locale, currency_digits=False)


def _three(value: float) -> float:
    """Three significant digits; whole numbers from 100 up keep their digits."""
    if value == 0:
        return 0.0
    return float(f"{value:.3g}") if abs(value) < 100 else float(round(value))


def _count(value: int, locale: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale)


def _day(day: date, locale: str) -> str:
    from babel.dates import format_date

    return format_date(day, "d MMM y", locale=locale)


def _is_currency(word: str) -> bool:
    return len(word) == 3 and word.isalpha() and word.isupper()

"""The one formatter: numbers, money, dates, lists, figures and texts as a reader of each language writes them.

Three significant digits for what is inferred, whole counts to the unit, money to the unit above 100
and with its pence below; words before symbols. The locale is handed in, never looked up: a stored
plan is the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Any

from .catalogue import ENGLISH, PSEUDO, translate, translate_n
from .elision import elided
from .figure import Estimate, Exact, Unknown
from .money import Money, Ratio, minor_digits
from .period import Period
from .section import Finding
from .text import Plural, Text, text
from .units import unit_word

LOCALE = ENGLISH

# Patterns of the formatter itself: a language may set its own marks and order.
_PER_CENT = text("{number} %", number="")
_INTERVAL = text("{level}: {low} to {high}", level="", low="", high="")
_ESTIMATE = text("{value} ({interval})", value="", interval="")
_PERIOD = text("{first} – {last}", first="", last="")
_NO_SPACE = ("zh",)  # languages that set sentences side by side


def show(value: Any, locale: str = LOCALE) -> str:
    """Any value of the house as one line of text."""
    match value:
        case str():
            return value
        case Text():
            words = message(value, locale).format_map(_shown_values(value, locale))
            return elided(words) if locale[:2] == "it" else words
        case Money():
            return _money(value.major, value.currency, locale)
        case Exact():
            return " ".join(filter(None, amount(value, locale)))
        case Estimate():
            return beside(number(value.value, value.unit, locale), interval_of(value, locale), locale)
        case Unknown():
            return show(text("cannot tell: {why}", why=value.why), locale)
        case Period():
            return _fill(_PERIOD, locale, first=_day(value.first, locale), last=_day(value.last, locale))
        case date():
            return _day(value, locale)
        case Finding():
            return sentences((value.says, value.advice), locale)
        case int():
            return _count(value, locale)
        case tuple() | list():
            return _list([show(each, locale) for each in value], locale)
    raise TypeError(f"{type(value).__name__} has no way to be shown")


def message(words: Text, locale: str) -> str:
    """The message of a text in the reader's language, its {names} not yet filled in."""
    if isinstance(words, Plural):
        return translate_n(words.msgid, words.plural, words.n, locale)
    return translate(words.msgid, locale)


def sentences(all_of: Iterable[Any], locale: str = LOCALE) -> str:
    """Sentences one after the other."""
    return ("" if locale[:2] in _NO_SPACE else " ").join(show(each, locale) for each in all_of)


def values_of(words: Text) -> dict[str, Any]:
    """What the names of a text stand for, the count of a plural among them."""
    return {"n": words.n, **words.values} if isinstance(words, Plural) else dict(words.values)


def amount(figure: Exact | Estimate, locale: str = LOCALE) -> tuple[str, str]:
    """A figure's number and the word that follows it: ("96", "orders"), ("£12.30", "per order"), ("45 %", "")."""
    value, unit = figure.value, figure.unit
    if isinstance(value, Money):
        return _money(value.major, value.currency, locale), ""
    if isinstance(value, Ratio):
        value = value.value * (1000 if unit.endswith("per 1,000 impressions") else 1)
    if isinstance(figure, Exact) and isinstance(value, int) and holds_currency(unit):
        raise ValueError("money is Money, not a bare count")
    return _parts(value, unit, locale)


def number(value: float, unit: str, locale: str = LOCALE, *, whole: bool = False) -> str:
    """One number of a figure's unit, without its interval; whole: money without its pence, as on axes."""
    return " ".join(filter(None, _parts(value, unit, locale, whole)))


def _parts(value: float, unit: str, locale: str, whole: bool = False) -> tuple[str, str]:
    currency, _ = _currency_and_rest(unit)
    if currency:
        return _money(value, currency, locale, whole), unit_of(unit, locale)
    if unit == "share":
        return per_cent(value, locale), ""
    shown = _three(value)
    return _count(shown, locale), "" if unit == "times" else unit_word(unit, shown, locale)


def unit_of(figure_unit: str, locale: str = LOCALE) -> str:
    """The name of a unit over a column or beside a caption; none of money, shares and ratios."""
    currency, per = _currency_and_rest(figure_unit)
    if currency:
        return unit_word(per, None, locale) if per else ""
    return "" if figure_unit in ("share", "times") else unit_word(figure_unit, None, locale)


def interval_of(estimate: Estimate, locale: str = LOCALE) -> str:
    """Level and ends of an interval: "90 %: £9.10 to £15.50"; what is counted is said with the value alone."""
    currency, _ = _currency_and_rest(estimate.unit)
    bare = currency or ("share" if estimate.unit == "share" else "times")
    low, high = (number(end, bare, locale) for end in (estimate.low, estimate.high))
    return _fill(_INTERVAL, locale, level=per_cent(estimate.level, locale), low=low, high=high)


def beside(value: str, interval: str, locale: str = LOCALE) -> str:
    """A shown value with its interval in brackets."""
    return _fill(_ESTIMATE, locale, value=value, interval=interval) if interval else value


def per_cent(share: float, locale: str = LOCALE) -> str:
    return _fill(_PER_CENT, locale, number=_count(_three(100 * share), locale))


def holds_currency(unit: str) -> bool:
    """Money, or money over something."""
    return bool(_currency_and_rest(unit)[0])


def _shown_values(words: Text, locale: str) -> dict[str, str]:
    return {name: show(value, locale) for name, value in values_of(words).items()}


def _fill(pattern: Text, locale: str, **values: str) -> str:
    return translate(pattern.msgid, locale).format_map(values)


def _currency_and_rest(unit: str) -> tuple[str, str]:
    first, _, rest = unit.partition(" ")
    return (first, rest) if len(first) == 3 and first.isalpha() and first.isupper() else ("", unit)


@lru_cache(maxsize=16384)
def _money(major: float, currency: str, locale: str, whole: bool = False) -> str:
    from babel.numbers import format_currency

    digits = minor_digits(currency) if abs(major) < 100 and not whole else 0
    pattern = _money_pattern(_babel(locale)).replace("0.00", "0." + "0" * digits if digits else "0")
    return format_currency(major, currency, pattern, locale=_babel(locale), currency_digits=False)


@cache
def _money_pattern(locale: str) -> str:
    from babel import Locale

    return str(Locale.parse(locale).currency_formats["standard"].pattern)


def _three(value: float) -> float:
    """Three significant digits; whole numbers from 100 up keep their digits."""
    if value == 0:
        return 0.0
    return float(f"{value:.3g}") if abs(value) < 100 else float(round(value))


@lru_cache(maxsize=16384)
def _count(value: float, locale: str) -> str:
    """Small numbers keep their digits; what has too many noughts either way stands as a power of ten."""
    from babel.numbers import format_decimal, format_scientific

    size = abs(value)
    if isinstance(value, float) and size and not 1e-6 <= size < 1e15:
        return str(format_scientific(value, "0.##E0", locale=_babel(locale)))
    return str(format_decimal(value, "#,##0.#########" if size < 1 else None, locale=_babel(locale)))


@lru_cache(maxsize=16384)
def _day(day: date, locale: str) -> str:
    if locale == PSEUDO:
        return day.isoformat()  # a month's name is no message
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMd", day, locale=locale))


def _list(words: list[str], locale: str) -> str:
    if locale == PSEUDO:
        return ", ".join(words)
    from babel.lists import format_list

    return str(format_list(words, locale=locale))


def _babel(locale: str) -> str:
    return ENGLISH if locale == PSEUDO else locale

"""Money in whole minor units of one currency, and ratios that keep both of their totals."""

from __future__ import annotations

from dataclasses import dataclass

# ISO 4217 exponents that are not two, of the currencies that advertising is booked in.
EXPONENTS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "HUF": 2, "TND": 3, "KWD": 3, "BHD": 3}


def minor_digits(currency: str) -> int:
    """How many digits of the currency stand after the point: 2 for GBP, 0 for JPY."""
    return EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """Whole minor units (pence, cents); adds, subtracts and compares within one currency only."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if isinstance(self.minor, bool) or not isinstance(self.minor, int):
            raise TypeError(f"money is counted in whole minor units, got {self.minor!r}")
        if len(self.currency) != 3 or not self.currency.isupper():
            raise ValueError(f"a currency is three capital letters (ISO 4217), got {self.currency!r}")

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up: convert by a dated rate first")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    @property
    def major(self) -> float:
        return float(self.minor / 10 ** minor_digits(self.currency))


@dataclass(frozen=True, slots=True)
class Ratio:
    """Of two booked or counted totals, both kept. ROAS: money over money; CVR: count over count."""

    over: int | Money
    under: int | Money

    def __post_init__(self) -> None:
        if isinstance(self.over, Money) and isinstance(self.under, Money):
            self.over._same(self.under)
        if _size(self.under) == 0:
            raise ValueError("nothing to divide by: say Unknown and what would be enough")

    @property
    def value(self) -> float:
        """In major units of the currency where money is over a count."""
        return _size(self.over) / _size(self.under)


def _size(total: int | Money) -> float:
    return total.major if isinstance(total, Money) else total

"""The law: a unit's place under a salt is the first 13 hex digits of md5(salt + ":" + unit).

Places run from 0 to 16^13 - 1; over 16^13 they lie in [0, 1), each exact in a double. Shares are cut into whole
numbers of places by exact fractions, so that no rounding of an engine moves a unit. MD5 (RFC 1321) is taken because
every SQL engine has it and it spreads evenly. It keeps no secret: who knows a salt can compute every unit's place.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction

DIGITS = 13
PLACES: int = 16**DIGITS


def place(salt: str, unit: str) -> int:
    """Of the unit's UTF-8 bytes; 0 <= place < PLACES. Raises ValueError for text that UTF-8 cannot hold."""
    try:
        words = f"{salt}:{unit}".encode()
    except UnicodeEncodeError:
        raise ValueError(f"UTF-8 cannot hold the unit {unit!r}: half of a sign stands in it") from None
    digest = hashlib.md5(words, usedforsecurity=False)
    return int(digest.hexdigest()[:DIGITS], 16)


def cut(share: Fraction) -> int:
    """The first place that is not below the share: place / PLACES < share just where place < cut(share)."""
    return -(-share.numerator * PLACES // share.denominator)


def digits(at: int) -> str:
    """A place in hex. Digests compare with it as text: the same 13 digits and more after them are not below it."""
    return f"{at:0{DIGITS}x}"

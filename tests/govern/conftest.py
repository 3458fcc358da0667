"""A fresh ledger, and one of a firm on the day it starts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from taktgeber.govern import LedgerBook

from .cast import new_book, set_firm


@pytest.fixture
def book(tmp_path: Path) -> Iterator[LedgerBook]:
    made = new_book(tmp_path)
    yield made
    made.close()


@pytest.fixture
def firm(book: LedgerBook) -> LedgerBook:
    return set_firm(book)

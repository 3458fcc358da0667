"""A fresh ledger, and one of a firm on the day it starts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from taktgeber.govern import LedgerBook

from .cast import new_book, set_firm


@pytest.fixture
def place(tmp_path: Path) -> Path | str:
    """Where the ledger of this test lives: its folder; modules may ask for both stores."""
    return tmp_path


@pytest.fixture
def book(place: Path | str) -> Iterator[LedgerBook]:
    made = new_book(place)
    yield made
    made.close()


@pytest.fixture
def firm(book: LedgerBook) -> LedgerBook:
    return set_firm(book)

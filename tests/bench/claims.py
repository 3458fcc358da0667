"""A claim of 100,000 rows and six columns, audited beside one least squares of NumPy; and a file of a million rows."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

NUMBER, LARGE, AIM = 100_000, 1_000_000, 1.0


def claims() -> Iterator[str]:
    yield _audit()
    yield _file()


def _audit() -> str:
    from taktgeber.evidence.claims import audit_claim

    draw = np.random.default_rng(1)
    month, price, day = draw.integers(1, 13, NUMBER), draw.normal(10, 2, NUMBER), draw.integers(0, 7, NUMBER)
    film = (draw.random(NUMBER) < 0.2 + 0.05 * month).astype(float)
    drinks = month + 0.5 * price + draw.normal(0, 2, NUMBER)
    table = {"drinks": drinks, "film": film, "month": month, "price": price, "day": day, "age": draw.random(NUMBER)}
    groups = (*(month == m for m in range(2, 13)), *(day == d for d in range(1, 7)))
    design = np.column_stack([np.ones(NUMBER), film, price, price**2, table["age"], *groups]).astype(float)
    began = time.perf_counter()
    np.linalg.lstsq(design, drinks, rcond=None)
    plain = time.perf_counter() - began
    began = time.perf_counter()
    found = audit_claim(table, "drinks", "film", ["month", "price", "day", "age"])
    took = time.perf_counter() - began
    return (f"claims: {NUMBER:,} rows, 6 columns, {found.verdict}: {took:.2f} s (aim {AIM:.0f} s), {took / plain:.1f} "
            "times one least squares of NumPy")  # fmt: skip


def _file() -> str:
    import duckdb

    from taktgeber.evidence.claims import read_claim

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.csv"
        duckdb.execute(
            f"""copy (select if(random() < .5, 'yes', 'no') film, 1 + i % 12 as month, (random() < .2)::int as bought
            from range({LARGE}) t(i)) to '{file}' (header)"""
        )
        began = time.perf_counter()
        duckdb.execute(f"select count(*), sum(bought) from read_csv('{file}')").fetchall()
        plain = time.perf_counter() - began
        began = time.perf_counter()
        read = read_claim(file, {"--outcome": ("bought",), "--exposure": ("film",), "--given": ("month",)})
        took = time.perf_counter() - began
    return (f"claims: a file of {LARGE:,} rows as {len(read.columns['film'])} that differ: {took:.2f} s, "
            f"{took / plain:.1f} times reading it once")  # fmt: skip

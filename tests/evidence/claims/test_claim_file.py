"""The file of a claim: separators, gzip and days as they come; large ones counted where they lie; refusals in words."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.evidence.claims import audit_claim, claim_file
from taktgeber.evidence.claims.claim_file import ClaimTable, read_claim

from .known_claims import film_and_drink, written

COLUMNS = {"--outcome": ("drinks",), "--exposure": ("film",), "--given": ("month",)}


def effect(read: ClaimTable):
    found = audit_claim(read.columns, "drinks", "film", ["month"], weight=read.weight)
    assert found.adjusted is not None
    return found.rows, found.raw.value, found.adjusted.value, found.adjusted.low


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_however_it_is_parted(tmp_path: Path, separator: str):
    plain = film_and_drink(60)
    read = read_claim(written(plain, tmp_path / "film.csv", separator), COLUMNS)
    assert list(read.columns["film"]) == plain["film"]
    assert list(map(float, read.columns["drinks"])) == plain["drinks"]
    assert (read.rows, read.weight, read.sampled) == (60, None, None)
    zipped = tmp_path / "film.csv.gz"
    zipped.write_bytes(gzip.compress((tmp_path / "film.csv").read_bytes()))
    assert list(read_claim(zipped, COLUMNS).columns["month"]) == plain["month"]


def test_a_large_file_is_counted_where_it_lies_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    table = film_and_drink(2000)
    table["drinks"] = [float(round(one)) for one in table["drinks"]]
    file = written(table, tmp_path / "film.csv")
    whole = read_claim(file, COLUMNS)
    monkeypatch.setattr(claim_file, "MOST", 500)
    counted = read_claim(file, COLUMNS)
    assert counted.weight == "rows alike"
    assert len(counted.columns["drinks"]) < 150
    assert counted.sampled is None
    assert effect(counted) == pytest.approx(effect(whole))


def test_counts_of_a_large_file_are_added_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    table = film_and_drink(900)
    table["drinks"] = [float(round(one)) for one in table["drinks"]]
    table["n"] = [1 + n % 3 for n in range(900)]
    file = written(table, tmp_path / "film.csv")
    whole = read_claim(file, COLUMNS, weight="n")
    monkeypatch.setattr(claim_file, "MOST", 500)
    counted = read_claim(file, COLUMNS, weight="n")
    assert counted.weight == "n"
    assert float(np.sum(counted.columns["n"])) == sum(table["n"])
    assert effect(counted) == pytest.approx(effect(whole))


def test_what_cannot_be_counted_is_sampled_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = written(film_and_drink(3000), tmp_path / "film.csv")
    monkeypatch.setattr(claim_file, "MOST", 400)
    first, second = read_claim(file, COLUMNS), read_claim(file, COLUMNS)
    assert (first.rows, first.sampled, len(first.columns["film"])) == (3000, 400, 400)
    assert list(first.columns["drinks"]) == list(second.columns["drinks"])


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (["2025-03-31", "2025-04-01"], ["2025-03-31", "2025-04-01"]),
        (["31.03.2025", "01.04.2025"], ["2025-03-31", "2025-04-01"]),
        (["12", "13"], [12.0, 13.0]),
    ],
)
def test_time_is_days_or_period_numbers(tmp_path: Path, days: list[str], read: list[object]):
    file = written({"day": days, "drinks": [1, 2]}, tmp_path / "film.csv")
    assert list(read_claim(file, {"--outcome": ("drinks",)}, time="day").columns["day"]) == read


@pytest.mark.parametrize(
    ("table", "where", "says", "mend"),
    [
        ("drinks;film\n1;a\n", "film.csv", 'there is no column "month"', "It holds these columns: drinks and film."),
        ("drinks;film;month\n", "film.csv", "it holds no rows", "Export it again"),
        ("drinks;film;month;day\n1;a;x;2025-03-31\n1;b;y;soon\n", 'film.csv, row 3, column "day"', "no day",
         "2026-01-31"),
        ("drinks;film;month;day;n\n1;a;x;3;2\n1;b;y;4;many\n", 'film.csv, row 3, column "n"', 'stands "many"',
         "numbers"),
    ],
)  # fmt: skip
def test_refusals_name_file_row_and_column_and_the_way_on(tmp_path: Path, table: str, where: str, says: str, mend: str):
    file = tmp_path / "film.csv"
    file.write_text(table)
    columns = table.partition("\n")[0].split(";")
    with pytest.raises(Refusal) as refused:
        read_claim(file, COLUMNS, time="day" if "day" in columns else None, weight="n" if "n" in columns else None)
    assert show(refused.value.where) == where
    assert says in str(refused.value)
    assert mend in str(refused.value)


def test_one_level_of_a_column_may_be_named(tmp_path: Path):
    file = written({"channel": ["Meta", "TikTok"], "drinks": [1, 2]}, tmp_path / "film.csv")
    assert set(read_claim(file, {"--exposure": ("channel=TikTok",)}).columns) == {"channel"}

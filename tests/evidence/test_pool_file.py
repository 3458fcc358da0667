"""The file of a pooling: what is read, and that all that cannot be pooled is refused by its place, in words."""

from __future__ import annotations

import contextlib
import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktgeber.core import Refusal
from taktgeber.evidence.pooling.markets import MOST, Measured, read_markets

ROWS = (("Germany", 0.04, 0.01), ("Italy", 0.03, 0.02), ("Spain", -0.01, 0.015))


def written(folder: Path, words: str | bytes, name: str = "pool.csv") -> Path:
    path = folder / name
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return path


def table(*rows: str, head: str = "market,estimate,se") -> str:
    return "\n".join((head, *rows)) + "\n"


GOOD = table(*(f"{name},{value},{error}" for name, value, error in ROWS))
READ = tuple(Measured(*row) for row in ROWS)


@pytest.mark.parametrize(
    "words",
    [
        GOOD,
        GOOD.replace("market,estimate,se", "Market,Effect,Standard_Error"),
        GOOD.replace("market,estimate,se", "study,lift,std. error"),
        GOOD.replace(",", ";").replace(".", ","),
        GOOD.replace(",", "\t"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("-0.01", "−0.01"),
        GOOD.replace("0.04", "4e-2"),
        "\ufeff" + GOOD + "\n\n",
        GOOD.encode("utf-16"),
        gzip.compress(GOOD.encode(), mtime=0),
    ],
)
def test_what_spreadsheets_write_is_read(tmp_path: Path, words: str | bytes):
    assert read_markets(written(tmp_path, words)) == READ


def test_parquet_is_read(tmp_path: Path):
    import duckdb

    path = tmp_path / "pool.parquet"
    values = ", ".join(f"('{name}', {value}, {error})" for name, value, error in ROWS)
    duckdb.execute(f"COPY (SELECT * FROM (VALUES {values}) t(market, estimate, se)) TO '{path}' (FORMAT parquet)")
    assert read_markets(path) == READ
    duckdb.execute(f"COPY (SELECT 'a' AS market, 'nan'::DOUBLE AS lift, 1.0 AS se FROM range(2)) TO '{path}' "
                   "(FORMAT parquet)")  # fmt: skip
    with pytest.raises(Refusal, match='row 1, column "lift": "nan" is no number'):
        read_markets(path)


def test_columns_are_taken_as_named(tmp_path: Path):
    path = written(tmp_path, table("a,1,2,3", "b,4,5,6", head="land,b,yi,spread"))
    assert read_markets(path, estimate="b", error="spread", name="land") == (
        Measured("a", 1.0, 3.0), Measured("b", 4.0, 6.0)
    )  # fmt: skip
    assert read_markets(path, error="Spread")[0] == Measured("2", 2.0, 3.0)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (("DE,1,1", "IT,2,0"), 'pool.csv, row 3, column "se": a standard error of zero'),
        (("DE,1,1", "IT,2,-0.5"), 'pool.csv, row 3, column "se": a standard error is never negative'),
        (("DE,1,1", "IT,,0.5"), 'row 3, column "estimate": the cell is empty'),
        (("DE,1,1", "IT,2,"), 'row 3, column "se": the cell is empty'),
        (("DE,1,1", ",2,1"), 'row 3, column "market": the market has no name'),
        (("DE,1,1", "IT,strong,1"), 'row 3, column "estimate": "strong" is no number'),
        (("DE,1,1", "IT,3.2 %,1"), '"3.2 %" is no number'),
        (("DE,1,1", "IT,nan,1"), '"nan" is no number'),
        (("DE,1,1", "IT,inf,1"), '"inf" is no number'),
        (("DE,1,1", "IT,1_000,1"), '"1_000" is no number'),
        (("DE,1,1", "IT,1e308,1"), 'row 3, column "estimate": "1e308" is too large'),
        (("DE,1,1", "IT,1e999,1"), '"1e999" is too large'),
        (("DE,1,1", "IT,2,1e308"), 'row 3, column "se": "1e308" is too large'),
        (("DE,1,1", "IT,2,1e-300"), 'row 3, column "se": this error is a million times smaller'),
        (("DE,1,1", "IT,2,1e-7"), 'row 3, column "se": this error is a million times smaller'),
        (("DE,1,1", "IT,2,1", "DE,3,1"), 'row 4, column "market": "DE" stands in row 2 already'),
        (("DE,1,1",), "one market alone cannot tell"),
        ((), "no row under the header"),
        (("DE,1,1", "IT,2"), "row 3: the row has 2 cells, the header has 3"),
        (("DE,1,1", '"IT,2,1'), "never closed"),
        (tuple(f"m{n},1,1" for n in range(MOST + 1)), "more than 300 rows"),
    ],
)
def test_what_cannot_be_pooled_is_refused_by_its_place(tmp_path: Path, rows: tuple[str, ...], says: str):
    with pytest.raises(Refusal) as refused:
        read_markets(written(tmp_path, table(*rows)))
    assert says in str(refused.value)
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "options", "says"),
    [
        ("", {}, "the file is empty"),
        ("one column\n1\n2\n", {}, "no table of at least two columns"),
        (table("a,1", "b,2", head="market,estimate"), {}, "no column is named as --error usually is"),
        (table("a,1", "b,2", head="market,se"), {}, "no column is named as --estimate usually is"),
        (GOOD, {"estimate": "roas"}, 'there is no column "roas"'),
        (GOOD, {"estimate": "se"}, "one column cannot be both"),
        (table("a,1,1,1", "b,2,2,2", head="market,lift,lift,se"), {}, "the header stands 2 times"),
        (table("a;1,5;0.5", "b;2,5;0,5", head="market;lift;se"), {}, "cannot be told"),
        (table("a;1,500;1,250", "b;2,500;1,125", head="market;lift;se"), {}, "decimals or thousands"),
        (b"PAR1 and no more", {}, "the Parquet file cannot be read"),
        (b"\x1f\x8b and no more", {}, "the archive is damaged"),
        (b"\x00\x01\x02" * 50, {}, "holds zero bytes"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, words, options, says: str):
    with pytest.raises(Refusal) as refused:
        read_markets(written(tmp_path, words), **options)
    assert says in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(Refusal, match="no such file"):
        read_markets(tmp_path / "none.csv")
    with pytest.raises(Refusal, match="no such file"):
        read_markets(tmp_path)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode) | st.text("a1,;.-\n\"e0 ", max_size=80).map(
    lambda rows: f"market,lift,se\n{rows}".encode()))  # fmt: skip
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes):
    path = written(tmp_path_factory.getbasetemp(), raw)
    with contextlib.suppress(Refusal):
        assert len(read_markets(path)) > 1

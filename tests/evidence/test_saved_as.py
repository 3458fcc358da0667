"""One experiment, saved as people save tables: it reads the same, or the refusal says what to do."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.evidence import read_experiment, read_markets
from tests.data.workbooks import workbook

ROWS = [(i, "AB"[i % 2], 20 + i % 7 + 3 * (i % 2) + 0.25) for i in range(400)]


def table(delimiter: str = ",", decimal: str = ".", arm: str = "A") -> str:
    lines = (f"{i}{delimiter}{a.replace('A', arm)}{delimiter}{str(x).replace('.', decimal)}\n" for i, a, x in ROWS)
    return f"id{delimiter}arm{delimiter}spend\n" + "".join(lines)


SAVED = {
    "plain.csv": table().encode(),
    "with its mark.csv": table().encode("utf-8-sig"),
    "as Excel in Germany saves it.csv": table(";", ",").encode("cp1252"),
    "tabs.txt": table("\t").encode(),
    "UTF-16.csv": table("\t", ",").encode("utf-16"),
    "packed, and not called so.csv": gzip.compress(table().encode(), mtime=0),
    "packed.csv.gz": gzip.compress(table(";", ",").encode(), mtime=0),
    "without an ending": table().encode(),
    "under a title.csv": b"Our test of June\n\n" + table().encode(),
    "a star * and [a bracket].csv": table().encode(),
    "every cell in quotes.csv": "".join(
        ";".join(f'"{cell}"' for cell in line.split(";")) + "\n" for line in table(";", ",").splitlines()
    ).encode(),
    "a workbook.xlsx": workbook({"June": [["id", "arm", "spend"], *map(list, ROWS)]}),
}


def reading(tmp_path: Path, name: str, content: bytes):
    file = tmp_path / name
    file.write_bytes(content)
    return read_experiment(file, variant="arm", metrics=["spend"], control="A", unit="id")


@pytest.mark.parametrize("name", SAVED)
def test_it_reads_the_same_however_it_was_saved(tmp_path: Path, name: str) -> None:
    (seen,), (plain,) = (
        reading(tmp_path, one, SAVED[one]).comparisons for one in (name, "plain.csv")
    )  # fmt: skip
    assert seen.plain == plain.plain
    assert plain.plain.difference.value == pytest.approx(3.0, abs=0.1)


def test_commas_within_quoted_cells_part_no_row(tmp_path: Path) -> None:
    """Fewer marks part the header than stand inside the cells below it."""
    file = tmp_path / "names.csv"
    file.write_text('"arm";"customer";"spend"\n' + "".join(f'"{a}";"Doe, {i}";"{str(x).replace(".", ",")}"\n'
                                                         for i, a, x in ROWS))  # fmt: skip
    (seen,) = read_experiment(file, variant="arm", metrics=["spend"], control="A", unit="customer").comparisons
    assert seen.plain is not None
    assert seen.plain.difference.value == pytest.approx(3.0, abs=0.1)


def test_columns_that_differ_in_large_and_small_letters_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match='"ID" and "id" differ only in large and small letters'):
        reading(tmp_path, "two.csv", table().replace("id,arm", "ID,arm", 1).replace("spend", "spend,id", 1).encode())


def test_names_of_arms_keep_their_letters(tmp_path: Path) -> None:
    for encoding in ("utf-8", "cp1252", "utf-16"):
        file = tmp_path / f"{encoding}.csv"
        file.write_bytes(table(arm="Größe").encode(encoding))
        assert set(read_experiment(file, variant="arm", metrics=["spend"], control="B").names) == {"B", "Größe"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (gzip.compress(table().encode(), mtime=0)[:-40], "the archive is damaged"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a web page or XML"),
        (b"\x00\x01\x02" * 50, "zero bytes"),
        (b"id,arm,spend\n1,A,1\n2,B\n3,A,2\n", "row 3: the row has 2 cells, the header has 3"),
        (b"id,arm,spend,spend\n1,A,1,2\n", "the header stands 2 times"),
        (b"id;arm;spend\n1;A;1,250\n2;B;2,125\n", 'row 2: whether the comma in "1,250"'),
        (b"1,2,3\n4,5,6\n", "no row of its head looks like a header"),
    ],
)
def test_what_is_no_such_table_is_refused_in_words(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        reading(tmp_path, "shop.csv", content)
    assert says in str(refused.value)


@pytest.mark.parametrize("name", ["markets.csv", "markets16.csv", "markets.xlsx"])
def test_markets_are_read_from_what_people_have(tmp_path: Path, name: str) -> None:
    rows = [["Markt", "lift", "se"], ["Tölz", 0.04, 0.012], ["Rom", 0.03, 0.015]]
    text = "\n".join(";".join(str(cell).replace(".", ",") for cell in row) for row in rows)
    file = tmp_path / name
    if name.endswith("xlsx"):
        file.write_bytes(workbook({"June": rows}))
    else:
        file.write_bytes(text.encode("utf-16" if "16" in name else "cp1252"))
    markets = read_markets(file, name="Markt")
    assert [(m.name, m.estimate, m.error) for m in markets] == [("Tölz", 0.04, 0.012), ("Rom", 0.03, 0.015)]

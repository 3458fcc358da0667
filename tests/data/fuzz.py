"""Files of every importer, damaged at random: each loads whole or is a refusal that changes nothing.

A run takes a sound file, damages it one to four times (bytes, cells, columns, rows, encodings, marks,
archives) and loads it, with and without quarantine. Whatever else happens than a load or a refusal
counts as a promise not kept; `broken` keeps how, for those who mend it.
"""

from __future__ import annotations

import gzip
import io
import random
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from taktgeber.core import Refusal

from .conftest import House
from .test_shopify import ALL, RATES, export
from .test_tables import PLAIN
from .workbooks import workbook

PER_HOUSE = 40
broken: list[tuple[str, bytes, str]] = []

_DAYS = [(date(2024, 3, 1) + timedelta(n)).isoformat() for n in range(30)]
_META = [["Campaign name", "Day", "Ad name", "Amount spent (EUR)", "Impressions", "Link clicks", "Purchases"]] + [
    [f"Spring {n % 3}", day, f"Ad {n}", f"{1.25 + n}", str(1000 + n), str(n), str(n % 4)] for n, day in enumerate(_DAYS)
]
_GOOGLE = [["Campaign report"], ["Day", "Campaign", "Currency code", "Cost", "Impr.", "Clicks", "Conversions"]] + [
    [day, "Marke", "USD" if n % 7 else "EUR", f"{n},5", f"{n}.000", str(n), "--"] for n, day in enumerate(_DAYS, 1)
]
_TIKTOK = [["Campaign name", "Ad group name", "By Day", "Cost", "Impressions", "Clicks (destination)", "Currency"]] + [
    ["Unboxing", "Teens", day, f"{n}.50", str(90 * n), "-", "EUR"] for n, day in enumerate(_DAYS)
]
_LINES = "Order;Client;When;Item;Pieces;Price;Team\n" + "".join(
    f"{n // 2};c{n % 5};{day};mug;{1 - 2 * (n % 9 == 0)};7,50;D\n" for n, day in enumerate(_DAYS)
)
_MAPPING = """
table = "transactions"
source = "till"
account = "a"
header = ["Order", "Client", "Pieces", "Price"]
columns = { transaction = "Order", customer = "Client", at = "When", product = "Item", quantity = "Pieces" }
derive = { revenue = "Pieces * Price" }
kind = [{ when = "Pieces < 0", is = "return" }, { when = "else", is = "sale" }]
"""
_SPACES = " id date n value\n" + "".join(f" {n:05} 1997{n % 12 + 1:02}01  {n}  {n}.77\n" for n in range(30))


def _written(rows: list[list[str]], delimiter: str = ",") -> bytes:
    return "".join(delimiter.join(f'"{c}"' if "," in c else c for c in row) + "\n" for row in rows).encode()


def _typed(rows: list[list[str]]) -> bytes:
    """The same rows as a workbook with typed numbers and days."""
    return workbook({"Report": [[_type(cell) for cell in row] for row in rows]})


def _type(cell: str) -> object:
    try:
        return date.fromisoformat(cell) if cell.count("-") == 2 else float(cell)
    except ValueError:
        return cell


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({name: [row[i] for row in _META[1:]] for i, name in enumerate(_META[0])}), out)
    return out.getvalue()


SOUND: dict[str, bytes] = {
    "meta.csv": _written(_META),
    "google.csv": _written(_GOOGLE, "\t").decode().encode("utf-16-le"),
    "tiktok.csv": _written(_TIKTOK),
    "meta.xlsx": _typed(_META),
    "meta.parquet": _parquet(),
    "meta.csv.gz": gzip.compress(_written(_META), mtime=0),
    "till.csv": _LINES.encode(),
    "spaces.txt": _SPACES.encode(),
    "shopify.csv": export(*ALL).encode(),
    **{f"{table}.csv": rows.encode() for table, rows in PLAIN.items()},
}
_ODD = [
    b"", b"\x00", b'"', b"'", b"\n", b"\r", b"\r\n", b"\xff\xfe", b"\xef\xbb\xbf", b"1e999", b"9" * 40, b"-", b"NaN",
    b"inf", b"=1+1", b"1.234", b"1,234", b"03/04/2024", b"2024-02-30", b"0000-00-00", "ü".encode(), b"\xfc", b"\x81",
    "日".encode(), b"%s", b"{x}", b"]]>", b"--", b"\\", b"$", b"takt_row", b"c0", b"NULL", b"true",
    b"99999-01-01", b"-0", b" ", b"\t", b";", b",", b"|",
]  # fmt: skip


def _flip(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _cut(data: bytes, chance: random.Random) -> bytes:
    one, two = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:one] if chance.random() < 0.3 else data[:one] + data[min(two, one + 60) :]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_ODD) * chance.choice((1, 1, 1, 3)) + data[at:]


def _cells(data: bytes, chance: random.Random) -> bytes:
    """Cells swapped or replaced, a row doubled, a column dropped."""
    mark = chance.choice((b",", b";", b"\t", b" "))
    rows = [line.split(mark) for line in data.split(b"\n")]
    row = chance.choice(rows)
    what = chance.randrange(5)
    if what == 0:
        other = chance.choice(rows)
        i, j = chance.randrange(len(row)), chance.randrange(len(other))
        row[i], other[j] = other[j], row[i]
    elif what == 1:
        row[chance.randrange(len(row))] = chance.choice(_ODD)
    elif what == 2:
        rows.insert(chance.randrange(len(rows)), row)
    elif what == 3:
        column = chance.randrange(len(rows[0]))
        rows = [r[:column] + r[column + 1 :] for r in rows]
    else:
        column, odd = chance.randrange(len(rows[0])), chance.choice(_ODD)
        rows = [rows[0], *([odd if i == column else c for i, c in enumerate(r)] for r in rows[1:])]
    return b"\n".join(mark.join(r) for r in rows)


def _wrapped(data: bytes, chance: random.Random) -> bytes:
    """Another encoding, other ends of lines, another archive."""
    what = chance.randrange(5)
    if what == 0:
        return gzip.compress(data, mtime=0)
    if what == 1:
        return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n")))
    return data.decode("latin-1").encode(chance.choice(("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32")))


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _cut, _insert, _cells, _cells, _cells, _wrapped)


def damaged(chance: random.Random) -> tuple[str, bytes]:
    name = chance.choice(list(SOUND))
    data = SOUND[name]
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(DAMAGES)(data, chance) or b"x"
    return name, data


def _house(folder: Path) -> House:
    house = House(folder, "EUR", '[[markets]]\nname = "Germany"\nmatches = ["DE"]\n')
    house.load(house.write("rates.csv", RATES))
    (folder / "mappings").mkdir()
    (folder / "mappings" / "till.toml").write_text(_MAPPING)
    return house


def holds(house: House, name: str, data: bytes, quarantine: bool) -> bool:
    path = house.write(name, data)
    before, head = house.bytes_stored(), house.book.head()
    mapping = {"mapping": "cdnow"} if name == "spaces.txt" else {}
    try:
        reports = house.load(path, account="a", quarantine=quarantine, today=date(2026, 1, 1), **mapping)
        return all(r.rows > 0 for r in reports) and (house.book.head() != head or all(r.again for r in reports))
    except Refusal as refused:
        return bool(str(refused)) and house.bytes_stored() == before
    except BaseException as wrong:  # also what a reader written in another language raises
        if isinstance(wrong, KeyboardInterrupt):
            raise
        broken.append((name, data, repr(wrong)))
        return False


def simulate(runs: int, seed: int) -> int:
    """How many of the damaged files loaded whole or were refused with nothing changed."""
    chance, held = random.Random(seed), 0
    for first in range(0, runs, PER_HOUSE):
        with tempfile.TemporaryDirectory() as folder:
            house = _house(Path(folder) / "house")
            for _ in range(min(PER_HOUSE, runs - first)):
                name, data = damaged(chance)
                held += holds(house, name, data, chance.random() < 0.3)
    return held

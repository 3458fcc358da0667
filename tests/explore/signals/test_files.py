"""Bare files of figures and texts, as people save them; what cannot be read is refused by file, row and column."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.explore.signals.scan import read_files
from taktgeber.explore.signals.table_file import Columns

DAYS = [date(2025, 3, day) for day in (3, 10, 17)]


def written(folder: Path, words: str, name: str = "figures.csv") -> Path:
    file = folder / name
    file.write_text(words, "utf-8")
    return file


def read(*files: Path, **columns: str):
    return read_files(files, Columns(**columns))


def test_figures_beside_each_other_are_one_series_a_column(tmp_path):
    file = written(tmp_path, "week,searches,visits\n2025-03-10,2,20\n2025-03-03,1,\n2025-03-17,3.5,40\n")
    series, texts = read(file)
    assert texts == ()
    assert [(one.name, one.days, one.values) for one in series] == [
        ("searches", tuple(DAYS), (1.0, 2.0, 3.5)), ("visits", tuple(DAYS), (None, 20.0, 40.0)),
    ]  # fmt: skip


def test_figures_below_each_other_are_one_series_a_name(tmp_path):
    words = "make;date;sold\nTesla;03.03.2025;1\nVolvo;03.03.2025;9\nTesla;17.03.2025;4\n"
    series, _ = read(written(tmp_path, words))
    assert [(one.name, one.values) for one in series] == [("Tesla", (1.0, 4.0)), ("Volvo", (9.0,))]


def test_columns_can_be_named(tmp_path):
    words = "d,maker,country,sold,price\n2025-03-03,Tesla,NO,1,5\n2025-03-10,Tesla,NO,2,6\n"
    series, _ = read(written(tmp_path, words), day="d", series="maker", value="sold")
    assert [(one.name, one.values) for one in series] == [("Tesla", (1.0, 2.0))]
    series, _ = read(written(tmp_path, words), series="maker")
    assert [one.name for one in series] == ["Tesla price", "Tesla sold"]


def test_of_several_columns_of_words_the_one_called_name_names_the_series(tmp_path):
    words = "date,query,name,clips\n2025-03-03,a b,Ann,1\n2025-03-03,c d,Bea,2\n2025-03-10,a b,Ann,3\n"
    series, _ = read(written(tmp_path, words))
    assert [(one.name, one.values) for one in series] == [("Ann", (1.0, 3.0)), ("Bea", (2.0,))]


def test_two_files_call_their_series_by_file(tmp_path):
    words = "week,searches\n2025-03-03,1\n"
    series, _ = read(written(tmp_path, words, "de.csv"), written(tmp_path, words, "it.csv"))
    assert [one.name for one in series] == ["de searches", "it searches"]


def test_a_table_with_a_body_is_one_of_texts(tmp_path):
    rows = ("document,at,title,body,likes", '1,2025-03-03T10:00:00,Ein Titel,"Ein Text, lang",4',
            "2,2025-03-10,,Noch einer,5")  # fmt: skip
    words = "\n".join(rows)
    series, texts = read(written(tmp_path, words))
    assert series == ()
    assert [(one.day, one.words.split()) for one in texts] == [
        (DAYS[0], ["Ein", "Titel", "Ein", "Text,", "lang"]), (DAYS[1], ["Noch", "einer"]),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["news.jsonl", "news.ndjson.gz"])
def test_json_lines_are_texts(tmp_path, name):
    lines = [{"at": "2025-03-03T08:00:00Z", "title": "A", "body": "b"}, {"date": "2025-03-10", "text": "直播"}]
    raw = "\n".join(json.dumps(one) for one in lines).encode()
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    _, texts = read(tmp_path / name)
    assert [(one.day, one.words) for one in texts] == [(DAYS[0], "A b"), (DAYS[1], "直播")]


def test_a_folder_of_texts_has_its_days_in_the_names(tmp_path):
    (tmp_path / "old").mkdir()
    written(tmp_path / "old", "Grüße", "minutes_20250303.txt")
    (tmp_path / "2025-03-10 talk.md").write_bytes("Größe".encode("cp1252"))
    written(tmp_path, "no text", "picture.png")
    _, texts = read(tmp_path)
    assert {(one.day, one.words) for one in texts} == {(DAYS[0], "Grüße"), (DAYS[1], "Größe")}


def test_public_strategy_texts_are_read_once_they_have_days(samples, tmp_path):
    """24 documents, 130,000 characters; the file itself says of no document when it was written."""
    file = samples / "text_strategy_en" / "strategy_docs.jsonl"
    with pytest.raises(Refusal, match="row 1: no field says on which day"):
        read(file)
    lines = [json.loads(line) | {"day": "2025-03-03"} for line in file.read_text("utf-8").splitlines()]
    dated = written(tmp_path, "\n".join(map(json.dumps, lines)), "dated.jsonl")
    _, texts = read(dated)
    assert len(texts) == 24
    assert 125_000 < sum(len(one.words) for one in texts) < 135_000


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        ("a.csv", "week,n\n2025-03-03,1\nsoon,2\n", 'row 3, column "week": this is no day'),
        ("a.csv", "a,b\n1,2\n", "no column is named as --day usually is"),
        ("a.csv", "day,b\n2025-03-03,x\n", "no column of numbers and none of words"),
        ("a.csv", "", "the file is empty"),
        ("a.jsonl", "{}\n", "no field says on which day"),
        ("a.jsonl", '{"at": "soon"}\n', '"soon" is no day'),
        ("a.jsonl", '{"at": "2025-03-03"}\n', "no field holds its words"),
        ("a.jsonl", "[1]\n", "row 1: this line is no JSON object"),
        ("a.jsonl", "\n\n{oops\n", "row 3: this line is no JSON object"),
        ("a.jsonl", "[" * 200_000, "row 1: this line is no JSON object"),
        ("a.jsonl.gz", "no archive at all", "the archive is damaged"),
        ("a.jsonl", "", "it holds no rows"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path, name, words, says):
    with pytest.raises(Refusal) as refused:
        read(written(tmp_path, words, name))
    assert says in str(refused.value)


def test_missing_files_and_folders_without_days_are_refused(tmp_path):
    for name in ("none.csv", "none.jsonl"):
        with pytest.raises(Refusal, match="there is no such file"):
            read(tmp_path / name)
    with pytest.raises(Refusal, match="it holds no text files"):
        read(tmp_path)
    written(tmp_path, "words", "minutes-2025-13-40.txt")
    with pytest.raises(Refusal, match="does not say on which day"):
        read(tmp_path)


def test_an_archive_that_ends_too_early_is_refused(tmp_path):
    whole = gzip.compress(b'{"at": "2025-03-03", "body": "words"}\n' * 500)
    (tmp_path / "a.jsonl.gz").write_bytes(whole[:-12])
    with pytest.raises(Refusal, match="the archive is damaged"):
        read(tmp_path / "a.jsonl.gz")


def test_a_day_beyond_every_calendar_is_refused_with_its_row(tmp_path):
    file = tmp_path / "far.csv"
    file.write_text("date,visits\n2025-01-01,2\n99999-01-01,1\n")
    with pytest.raises(Refusal, match=r"row 3.*this is no day"):
        read_files([file], Columns())

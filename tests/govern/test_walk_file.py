"""A long ledger is verified in two stretches at once, and says just what it says when walked in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktgeber.govern import open_book, walk_file

from .stores import tampered
from .test_store import broken, write_some


@pytest.fixture(autouse=True)
def in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk_file, "_LONG", 4)


def heads(folder: Path) -> list[str]:
    with open_book(folder / "ledger.sqlite") as book:
        return [entry.hash for entry in book.entries()]


def test_it_is_whole_and_every_head_is_met_in_either_stretch(tmp_path: Path):
    found = heads(write_some(tmp_path, 9))
    assert [broken(tmp_path, head) for head in (found[3], found[4])] == [None, None]
    assert broken(tmp_path, "f" * 64) == 10
    assert len(walk_file.walk_file(tmp_path / "ledger.sqlite", None)) == 2


@pytest.mark.parametrize("entry", [4, 5, 9])
def test_a_changed_entry_is_named_in_either_stretch(tmp_path: Path, entry: int):
    write_some(tmp_path, 9)
    tampered(tmp_path, ("UPDATE entries SET hash = ? WHERE seq = ?", ("0" * 64, entry)))
    assert broken(tmp_path) == entry


@pytest.mark.parametrize("gone", [4, 5])
def test_a_removed_entry_is_named_in_either_stretch(tmp_path: Path, gone: int):
    write_some(tmp_path, 9)
    tampered(tmp_path, ("DELETE FROM entries WHERE seq = ?", (gone,)))
    assert broken(tmp_path) == gone


def test_where_the_other_process_fails_this_one_walks_it_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found = heads(write_some(tmp_path, 9))
    monkeypatch.setattr(walk_file.sys, "executable", "/bin/false")
    assert broken(tmp_path, found[-1]) is None
    tampered(tmp_path, ("UPDATE entries SET source = 'x' WHERE seq = 8", ()))
    assert broken(tmp_path) == 8

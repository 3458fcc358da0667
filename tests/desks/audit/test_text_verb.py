"""takt audit text, as a person would type it: from a file or a pipe, in words or as its schema says."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from taktgeber.core import Answer, Refusal
from taktgeber.core.format import show
from taktgeber.desks.audit.verbs import audit_text
from tests.balance.word.own_texts import DRESSED, EXPLORING, PLAIN, TOO_LITTLE
from tests.cli.test_shell import takt
from tests.desks.answered import data_of


@pytest.fixture
def ad(tmp_path: Path) -> Path:
    file = tmp_path / "ad.md"
    file.write_text(DRESSED["en"], "utf-8")
    return file


def told(answer: Answer) -> dict[str, Any]:
    return data_of(answer, "audit", "audit_text")


def test_the_verdict_comes_first_and_its_sentences_below(ad: Path):
    answer = audit_text(ad)
    data = told(answer)
    assert show(answer.says[0]) == data["says"] == "This reads like exploitation dressed as exploration."
    assert (data["verdict"], data["language"], data["explore_share"]) == ("dressed", "en", 0.0)
    sentences, rewrite = answer.tables
    assert [row[0] for row in sentences.rows] == [data["units"][number - 1]["text"] for number in data["rests_on"]]
    assert [row[0] for row in rewrite.rows] == data["rewrite"]


def test_plain_words_need_no_rewriting(tmp_path: Path):
    file = tmp_path / "ad.txt"
    file.write_text(PLAIN, "utf-8")
    answer = audit_text(file)
    assert told(answer)["rewrite"] == []
    assert len(answer.tables) == 1


def test_without_duties_no_table_is_printed(tmp_path: Path):
    file = tmp_path / "ad.txt"
    file.write_text(TOO_LITTLE, "utf-8")
    answer = audit_text(file)
    assert told(answer)["verdict"] == "too_little"
    assert "too little here to tell" in show(answer.says[0])


def test_a_piped_text_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(EXPLORING["it"].encode())))
    data = told(audit_text(Path("-")))
    assert (data["verdict"], data["language"]) == ("exploration", "it")


def test_cues_of_the_workspace_are_heard(tmp_path: Path):
    file = tmp_path / "ad.txt"
    file.write_text(PLAIN, "utf-8")
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "en.toml").write_text(
        '[[settled]]\nsentence = "You answer questions of readers."\nlabel = "duty-exploit"\n', "utf-8"
    )
    counts = told(audit_text(file, find_workspace=lambda: SimpleNamespace(root=tmp_path)))["counts"]
    assert counts["duty_exploit"] == 1 + told(audit_text(file))["counts"]["duty_exploit"]


def test_in_a_shell_a_wrong_file_is_refused_with_the_way_on(tmp_path: Path):
    (tmp_path / "ad.pdf").write_bytes(b"%PDF-1.7")
    done = takt("audit", "text", "ad.pdf", cwd=tmp_path)
    assert done.returncode == 1
    assert "refused: ad.pdf: this is a PDF file, not text." in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_an_unknown_language_is_refused(ad: Path):
    with pytest.raises(Refusal, match="fr is not read here"):
        audit_text(ad, "fr")

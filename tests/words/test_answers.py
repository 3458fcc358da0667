"""Every verb of the command line speaks the reader's language: help, answers, refusals."""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest

from taktgeber import rooms
from taktgeber.core import Answer, text
from taktgeber.core.catalogue import LOCALES, PSEUDO
from taktgeber.core.format import show
from tests.cycle.small_house import make_house

from .extract import messages
from .visible import unmarked


def takt(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL", "TAKT_LANG")}
    command = [sys.executable, "-m", "taktgeber", *words]
    return subprocess.run(command, capture_output=True, text=True, env=bare | environment)


def test_the_language_comes_from_the_option_then_the_variable_then_the_system():
    says = {"de": "Aufruf:", "it": "Uso:", "zh": "用法：", "en": "Usage:"}
    assert takt("--lang", "it", "--help", TAKT_LANG="de").stdout.startswith(says["it"])
    assert takt("--help", TAKT_LANG="de", LANG="it_IT.UTF-8").stdout.startswith(says["de"])
    assert takt("check", "--help", "--lang=zh").stdout.startswith(says["zh"])
    assert takt("--help", LANG="it_IT.UTF-8").stdout.startswith(says["it"])
    assert takt("--help", LANG="C.UTF-8").stdout.startswith(says["en"])


def test_a_language_that_nobody_wrote_is_refused_in_words():
    refused = takt("--lang", "tlh", "check")
    assert refused.returncode == 1
    assert "en, de, it and zh" in refused.stderr


@pytest.mark.parametrize("verb", rooms.verbs(), ids=lambda verb: verb.name)
def test_every_line_of_help_is_in_the_catalogues(verb):
    known = messages()
    assert {verb.help, *(help_line for _, help_line in verb.parts)} <= known
    module = import_module(f"taktgeber.{verb.desk}.verbs")
    for name in [f"{verb.name}_{part}" for part, _ in verb.parts] or [verb.name]:
        for hint in get_type_hints(getattr(module, name), include_extras=True).values():
            explained = [mark.help for mark in getattr(hint, "__metadata__", ()) if getattr(mark, "help", None)]
            assert set(explained) <= known, name


def test_a_refusal_says_where_why_and_the_way_on_in_italian(tmp_path: Path):
    refused = takt("check", "--workspace", str(tmp_path), "--lang", "it")
    assert refused.returncode == 1
    assert refused.stderr.startswith("rifiutato: taktgeber.toml: questa cartella non è uno spazio di lavoro")
    told = json.loads(takt("check", "--workspace", str(tmp_path), "--lang", "it", "--json").stdout)
    assert told["refused"].startswith("questa cartella")


def test_machines_read_english_unless_a_language_was_asked_for(tmp_path: Path):
    by_system = takt("check", "--workspace", str(tmp_path), "--json", LANG="it_IT")
    assert json.loads(by_system.stdout)["refused"].startswith("this folder")
    assert by_system.stderr.startswith("rifiutato")
    answer = Answer((), data={"says": text("approved"), "rows": [{"word": text("rejected"), "n": 1}]})
    assert answer.plain() == {"says": "approved", "rows": [{"word": "rejected", "n": 1}]}
    assert answer.plain("de_DE")["rows"] == [{"word": "abgelehnt", "n": 1}]


def test_answers_of_a_house_are_marked_in_every_sentence_and_head(tmp_path: Path):
    """Cells may hold what people wrote; sentences, captions and heads of columns are the house's own."""
    with make_house(tmp_path / "house"):
        pass
    for words in (["plan"], ["check"], ["balance"], ["audit", "portfolio"], ["ledger", "show"], ["ledger", "verify"],
                  ["ledger", "replay", "2025-06-09"], ["ledger", "breaches", "--all"], ["close"]):  # fmt: skip
        verb, *rest = words
        for answer in answers(verb, rest, tmp_path / "house"):
            said = [show(sentence, PSEUDO) for sentence in answer.says if show(sentence).strip()[:4] != "takt"]
            said += [show(finding, PSEUDO) for finding in answer.findings]
            said += [show(head, PSEUDO) for table in answer.tables for head in (table.caption, *table.columns)]
            assert [line for line in said if unmarked(line)] == [], words


def answers(verb: str, rest: list[str], folder: Path) -> list[Answer]:
    """What the verb's function gives back, called as the shell calls it."""
    import typer

    from taktgeber.cli.shell import shell_function
    from taktgeber.core import Refusal

    desk = next(v.desk for v in rooms.verbs() if v.name == verb)
    module = import_module(f"taktgeber.{desk}.verbs")
    part = rest[0] if rest and hasattr(module, f"{verb}_{rest[0]}") else ""
    function = getattr(module, f"{verb}_{part}" if part else verb)
    given: list[Answer] = []

    def kept(*args: object, **kwargs: object) -> Answer:
        given.append(function(*args, **kwargs))
        return given[-1]

    kept.__signature__ = inspect.signature(function)
    kept.__annotations__ = get_type_hints(function, include_extras=True)
    app = typer.Typer()
    app.command()(shell_function(kept))
    try:
        app([*(rest[1:] if part else rest), "--workspace", str(folder), "--json"], standalone_mode=False)
    except Refusal as refused:
        return [Answer((refused.says, refused.mend))]
    return given


def test_every_locale_has_a_name_for_its_language():
    assert [locale[:2] for locale in LOCALES] == ["en", "de", "it", "zh"]

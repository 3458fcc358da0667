"""The catalogues are whole: every message of the source, in every language, with the same names in it."""

from __future__ import annotations

import re

import pytest

from taktgeber.core.catalogue import LOCALES, locale_named, read_po, translate, translate_n
from taktgeber.core.text import names_in

from .catalogues import LANGUAGES, missing, path_of, read
from .extract import messages

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][.,;:!?](?:\s|$)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_what_the_source_says_and_nothing_else(language):
    held = {message.id for message in read(language) if message.id}
    assert sorted(map(str, held ^ messages())) == [], "bring the catalogues up to date: python -m tests.words"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    assert missing(read(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_the_same_names(language):
    wrong = []
    for message in read(language):
        if not message.id or not message.string:
            continue
        if isinstance(message.id, str):
            wrong += [message.id] if names_in(message.id) != names_in(message.string) else []
            continue
        most = names_in(message.id[1]) | {"n"}
        wrong += [message.id for form in message.string if names_in(form) | {"n"} != most]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_brings_markup_into_a_page(language):
    assert [m.id for m in read(language) if re.search(r"</?[a-z]+[ >]", f"{m.id}{m.string}")] == []


def test_chinese_sentences_end_and_pause_in_full_width():
    said = {m.id: m.string if isinstance(m.string, str) else m.string[0] for m in read("zh") if m.id}
    assert [(english, words) for english, words in said.items() if HALF_WIDTH.search(words)] == []
    open_ended = [
        (english, words)
        for english, words in said.items()
        if isinstance(english, str) and english.endswith(".") and re.search(r"[\u4e00-\u9fff]$", words)
    ]
    assert open_ended == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lean_reader_reads_what_babel_reads(language):
    lean = read_po(path_of(language).read_text("utf-8"))
    for message in read(language):
        if isinstance(message.id, tuple):
            assert lean.many.get(message.id, ()) == (tuple(message.string) if all(message.string) else ())
        elif message.id:
            assert lean.one.get(message.id, "") == message.string


def test_a_count_takes_the_form_of_its_language():
    assert [translate_n("day", "days", n, "de_DE") for n in (0, 1, 2)] == ["Tage", "Tag", "Tage"]
    assert [translate_n("day", "days", n, "it_IT") for n in (0, 1, 2)] == ["giorni", "giorno", "giorni"]
    assert {translate_n("day", "days", n, "zh_CN") for n in (0, 1, 2)} == {"天"}
    assert [translate_n("day", "days", n, "en_GB") for n in (0, 1, 2)] == ["days", "day", "days"]


def test_what_no_catalogue_holds_is_shown_in_english_and_the_pseudo_locale_marks_it():
    assert translate("a sentence nobody wrote", "de_DE") == "a sentence nobody wrote"
    assert translate("over {period}", "qps") == "⟦övéŕ {period}⟧"


def test_a_language_is_known_by_the_names_people_and_systems_give_it():
    named = {"de": "de_DE", "de_AT.UTF-8": "de_DE", "zh-Hans": "zh_CN", "IT": "it_IT", "en_US": "en_GB"}
    assert {name: locale_named(name) for name in named} == named
    assert locale_named("C.UTF-8") is None
    assert set(named.values()) == set(LOCALES)


def test_every_code_that_pages_show_has_a_name_in_words() -> None:
    from taktgeber.core import Text
    from taktgeber.core.names import named
    from taktgeber.data import CONTRACTS
    from taktgeber.govern.permissions import ROLES

    assert [code for code in (*CONTRACTS, *ROLES) if not isinstance(named(code), Text)] == []

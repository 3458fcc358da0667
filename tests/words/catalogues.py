"""The .po files: kept, brought up to date with the source, and asked what they lack."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from .extract import SOURCE, Message, messages

LANGUAGES = {"de": "de_DE", "it": "it_IT", "zh": "zh_CN"}
HEADER = "# What Taktgeber says. Brought up to date by: python -m tests.words"


def path_of(language: str) -> Path:
    return SOURCE / "locale" / f"{language}.po"


def read(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, locale=LANGUAGES[language])


def update(language: str, wanted: set[Message]) -> tuple[int, int]:
    """Keep what is translated, add what is new, drop what is gone; how many there are, how many are open."""
    old = {message.id: message.string for message in read(language) if message.id}
    new = Catalog(locale=LANGUAGES[language], fuzzy=False, header_comment=HEADER, charset="utf-8")
    for message in sorted(wanted, key=str):
        new.add(message, old.get(message) or "")
    file = path_of(language)
    with file.open("wb") as written:
        write_po(written, new, width=None, no_location=True, omit_header=False)
    file.write_text(_without_dates(file.read_text("utf-8")), "utf-8")
    return len(wanted), len(missing(new))


def missing(catalogue: Catalog) -> list[Message]:
    forms = catalogue.num_plurals
    return [
        message.id
        for message in catalogue
        if message.id and not (all(message.string) and len(message.string) == forms if message.pluralizable
                               else message.string)
    ]  # fmt: skip


def _without_dates(po: str) -> str:
    """The header's facts that change nothing: two runs on one source give one file."""
    dropped = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Project-Id", "Report-Msgid", "Last-Translator",
               "Language-Team")  # fmt: skip
    return "".join(line for line in po.splitlines(True) if not line.startswith(tuple(f'"{d}' for d in dropped)))


def update_all() -> None:
    wanted = messages()
    for language in LANGUAGES:
        many, open_ = update(language, wanted)
        print(f"{language}: {many} messages, {open_} to translate")

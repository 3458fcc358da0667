"""How a document becomes units: its layout, its sentences, its language, and what is refused before it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktgeber.balance.word.cues import shipped_cues
from taktgeber.balance.word.language import language_of
from taktgeber.balance.word.parts import headed
from taktgeber.balance.word.phrases import compiled, whole
from taktgeber.balance.word.plain_text import lines_of
from taktgeber.balance.word.read_text import MOST, read_bytes, read_file
from taktgeber.balance.word.sentences import Sentence, sentences
from taktgeber.core import Refusal

from .own_texts import DRESSED, EXPLORING, FRENCH


def layout(words: str) -> list[tuple[str, str]]:
    return [(line.layout, line.words) for line in lines_of(words)]


def test_markdown_shows_headings_bullets_and_prose():
    read = layout(
        "---\ntitle: x\n---\n## Tasks ##\n- **Run** the [shop](http://a.b)\n\n```\nrun()\n```\nWe bake.\n**We offer**\n"
    )
    assert read == [("heading", "Tasks"), ("bullet", "Run the shop"), ("prose", "We bake."), ("heading", "We offer")]


def test_html_keeps_what_is_shown():
    read = layout("<h2>Tasks</h2><ul><li>Run the shop &amp; bar</li></ul><style>p {}</style><p>We<br>bake.</p>")
    assert read == [("heading", "Tasks"), ("bullet", "Run the shop & bar"), ("prose", "We"), ("prose", "bake.")]


def test_a_paragraph_broken_at_a_width_is_one_line_again():
    broken = (
        "We look for someone who runs the whole of our advertising in the three\n"
        "northern markets and who reports on what came of it to the head of the\n"
        "house.\n"
    )
    assert len(lines_of(broken)) == 1
    assert len(lines_of(broken.replace("\n", "\n\n"))) == 3


def test_long_lines_are_cut_where_sentences_end_and_not_at_abbreviations():
    long = (
        "Sie betreuen unsere Kanäle, z. B. den Newsletter und die Website, gemeinsam mit der Agentur in Hamburg. "
        "Sie berichten jeden Monat der Leitung; Sie planen das Budget des nächsten Jahres."
    )
    assert [one.words[:16] for one in sentences(lines_of(long), "de")] == [
        "Sie betreuen uns", "Sie berichten je", "Sie planen das B",
    ]  # fmt: skip


def test_chinese_is_cut_at_list_numbers_and_sentence_marks():
    read = sentences(lines_of("1.负责公众号运营 2.撰写活动文案；3、对接渠道。增长12.5%以上。"), "zh")
    assert [one.words for one in read] == ["负责公众号运营", "撰写活动文案；", "对接渠道。", "增长12.5%以上。"]


def test_scraps_fall_out():
    assert sentences(lines_of("and more\nWe keep the shop clean."), "en")[0].words == "We keep the shop clean."


@pytest.mark.parametrize("language", ["de", "en", "it", "zh"])
def test_each_language_is_recognised(language: str):
    assert language_of(DRESSED[language]) == language_of(EXPLORING[language]) == language


@pytest.mark.parametrize(
    "foreign",
    [FRENCH, "Gestionas las campañas y los informes para la dirección de ventas con el equipo de la tienda.",
     "Je beheert de campagnes van onze winkel en je rapporteert aan het hoofd van de afdeling.",
     "お客様のために新しい商品を企画し、販売の数字を毎週まとめます。", "Вы ведёте рекламу и отчёты.", "42 17 99"],
)  # fmt: skip
def test_other_languages_are_told_apart(foreign: str):
    with pytest.raises(Refusal, match="cannot be told"):
        language_of(foreign)


@pytest.mark.parametrize(
    ("phrase", "words", "found"),
    [("optimi*", "we are optimising it", "optimising"), ("*kampagne*", "die Suchkampagnen", "Suchkampagnen"),
     ("own (budget|money)", "with own money", "own money"), ("see (just )?if", "you see just if", "see just if"),
     ("spend ... days", "you spend two or three days there", "spend two or three days"),
     ("# %", "by 8.5 % or so", "8.5 %"), ("run", "he runs", None)],
)  # fmt: skip
def test_phrases_find_what_they_say(phrase: str, words: str, found: str | None):
    hit = compiled([phrase], "en").search(words)
    assert (whole(hit) if hit else None) == found


def test_headings_name_parts_and_prose_does_not():
    cues = shipped_cues("en")
    assert headed(Sentence("What you will do:", "prose", True), cues) == "tasks"
    assert headed(Sentence("How we measure you", "prose", True), cues) == "measured"
    assert headed(Sentence("About the company", "heading", True), cues) == "company"
    assert headed(Sentence("You run our shop and report to its head every week.", "prose", True), cues) is None
    assert headed(Sentence("Profile of customers, kept up to date", "bullet", True), cues) is None


@pytest.mark.parametrize(
    ("raw", "says"),
    [(b"%PDF-1.7 ...", "this is a PDF file"), (b"PK\x03\x04....", "ZIP"), (b"caf\xe9 au lait", "byte 4 cannot be read"),
     (b"", "it is empty"), (b"\n  \n", "it is empty"), (b"a\x00b", "holds bytes that no text holds"),
     (b"a" * (4 * MOST + 1), "longer than 200,000 characters")],
)  # fmt: skip
def test_what_holds_no_text_is_refused(raw: bytes, says: str):
    with pytest.raises(Refusal, match=says):
        read_bytes(raw, "ad.txt")


def test_utf_16_says_so_and_is_read():
    assert read_bytes("Über uns".encode("utf-16"), "ad.txt") == "Über uns"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(Refusal, match="cannot be read"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(Refusal, match="folder"):
        read_file(tmp_path)

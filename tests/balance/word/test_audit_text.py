"""The audit of a text: duties decide, claims are set beside them, every verdict names the sentences it rests on."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.balance.word import LANGUAGES, TextAudit, audit_text
from taktgeber.core import Refusal
from taktgeber.core.format import show

from .own_texts import DRESSED, EXPLORING, FRENCH, HYBRID, PLAIN, TOO_LITTLE

SLOGANS = "\n".join(
    ("We reinvent the trade and shape its future.", "Disruption is in our blood.", "Be a pioneer of a new age with us.")
)


def told(made: TextAudit) -> tuple[str, str]:
    return show(made.says), show(made.gap)


@pytest.mark.parametrize("language", LANGUAGES)
def test_slogans_over_running_duties_are_dressed_in_every_language(language: str):
    made = audit_text(DRESSED[language])
    assert (made.language, made.verdict) == (language, "dressed")
    assert made.rhetoric >= 2
    assert made.counts()["duty_exploit"] >= 3
    assert made.counts()["duty_explore"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_exploration_in_plain_words_is_found_in_every_language(language: str):
    made = audit_text(EXPLORING[language])
    assert (made.language, made.verdict) == (language, "exploration")
    assert made.counts()["duty_explore"] >= 2
    assert made.rhetoric <= 1


def test_exploitation_said_plainly_is_praised_and_not_rewritten():
    made = audit_text(PLAIN)
    assert made.verdict == "plain"
    says, gap = told(made)
    assert says.startswith("This reads like exploitation, said plainly. That is good")
    assert gap == "What it claims and what it makes somebody do agree."
    assert made.rewrite == ()


def test_two_duties_under_one_yardstick_are_a_hybrid_role():
    made = audit_text(HYBRID)
    assert made.verdict == "hybrid"
    assert told(made)[1].startswith("Two duties, and one yardstick: return.")
    assert made.explore_share == pytest.approx(0.5)


def test_without_duties_there_is_no_verdict():
    made = audit_text(TOO_LITTLE)
    assert made.verdict == "too_little"
    assert made.rewrite == ()


def test_slogans_alone_are_no_ground_for_a_verdict():
    made = audit_text(SLOGANS)
    assert made.verdict == "too_little"
    assert told(made)[1] == "Claims alone are no ground for a verdict."


def test_no_slogan_makes_exploitation_an_exploration():
    plain, praised = audit_text(PLAIN), audit_text(SLOGANS + "\n" + PLAIN)
    assert praised.verdict == "dressed"
    assert praised.counts()["duty_exploit"] == plain.counts()["duty_exploit"]
    assert praised.counts()["duty_explore"] == 0


def test_a_verdict_rests_on_sentences_that_say_something():
    for words in (*DRESSED.values(), *EXPLORING.values(), HYBRID):
        made = audit_text(words)
        carried = [made.units[number - 1] for number in made.rests_on]
        assert carried
        assert all(not unit.heading and unit.label != "other" for unit in carried)
        assert all(show(unit.why) for unit in made.units)


def test_the_honest_text_is_built_on_the_own_duties_in_the_own_language():
    for words in DRESSED.values():
        made = audit_text(words)
        assert [f"- {unit.text}" for unit in made.of("duty_exploit")] == [
            line
            for line in made.rewrite
            if line.startswith("- ") and line[2:] in {u.text for u in made.of("duty_exploit")}
        ]
        assert not any(unit.text in line for unit in made.of("rhetoric_explore") for line in made.rewrite)
    assert audit_text(DRESSED["de"]).rewrite[0].startswith("Wozu diese Aufgabe da ist")
    assert audit_text(DRESSED["zh"]).rewrite[1] == "要做的事："


def test_a_hybrid_role_is_proposed_as_two_jobs_with_two_yardsticks():
    rewrite = audit_text(HYBRID).rewrite
    assert rewrite[0].startswith("This is two jobs.")
    first, second = rewrite.index("Job one, today's business:"), rewrite.index("Job two, what we do not know yet:")
    assert any("branches" in line for line in rewrite[first:second])
    assert any("hospitals" in line for line in rewrite[second:])


def test_html_and_plain_text_read_the_same():
    items = [line.removeprefix("- ") for line in DRESSED["en"].split("\n") if line.startswith("- ")]
    html = "<html><body><h1>Trailblazer for tomorrow's retail (m/f/d)</h1><script>You find out.</script>"
    html += "<p>We reinvent shopping. Be bold, be a rebel, shape the future of our industry with us.</p>"
    html += f"<h2>Your tasks</h2><ul>{''.join(f'<li>{item}</li>' for item in items[:4])}</ul>"
    html += f"<h2>Your profile</h2><ul><li>{items[4]}</li></ul></body></html>"
    as_html, as_markdown = audit_text(html), audit_text(DRESSED["en"])
    assert [unit.text for unit in as_html.units] == [unit.text for unit in as_markdown.units]
    assert as_html.verdict == as_markdown.verdict


def test_another_language_is_not_judged():
    with pytest.raises(Refusal, match="no other language is read here"):
        audit_text(FRENCH)
    with pytest.raises(Refusal, match="fr is not read here"):
        audit_text(FRENCH, "fr")


def test_what_is_no_text_is_refused():
    with pytest.raises(Refusal, match="it is empty"):
        audit_text(" \n\t ")
    with pytest.raises(Refusal, match="longer than 200,000 characters"):
        audit_text("You run campaigns. " * 60_000)


@pytest.mark.parametrize(
    "piece", ["|", "[", "<p ", "```a\n", "**", "- - ", "spend ", "1", ". ", "<!--", "你", "#", "(a|"]
)
def test_no_text_takes_longer_than_a_reader_waits(piece: str):
    begun = process_time()
    with suppress(Refusal):
        audit_text((piece * 70_000)[:70_000], "en")
    assert process_time() - begun < 20


@given(st.text(max_size=300))
def test_no_text_breaks_the_audit(words: str):
    try:
        made = audit_text(words, "en")
    except Refusal:
        return
    assert [unit.number for unit in made.units] == list(range(1, len(made.units) + 1))
    assert sum(made.counts().values()) == sum(not unit.heading for unit in made.units)


def test_a_person_settles_a_sentence_and_adds_a_cue(tmp_path: Path):
    (tmp_path / "en.toml").write_text(
        '[[settled]]\nsentence = "You answer questions of readers."\nlabel = "duty-explore"\n'
        '[[cue]]\nname = "bookings"\nlabel = "duty_explore"\nphrases = ["book* the advert*"]\nweight = 20.0\n',
        "utf-8",
    )
    made = audit_text(PLAIN, own_cues=tmp_path)
    by_text = {unit.text: unit for unit in made.units}
    settled = by_text["You answer questions of readers."]
    assert (settled.label, show(settled.why)) == ("duty_explore", "A person settled this sentence by hand.")
    swayed = by_text["You book the advertisements in them and check the invoices."]
    assert swayed.label == "duty_explore"
    assert "bookings" in {cue.name for cue in swayed.cues}
    assert made.verdict == "hybrid"


def test_a_phrase_can_be_taken_out_of_a_cue(tmp_path: Path):
    (tmp_path / "en.toml").write_text('[[cue]]\nname = "newness"\nwithout = ["reinvent*"]\n', "utf-8")
    shipped, own = (
        {cue.words for unit in audit_text(DRESSED["en"], own_cues=folder).units for cue in unit.cues}
        for folder in (None, tmp_path)
    )
    assert any("reinvent" in words for words in shipped)
    assert not any("reinvent" in words for words in own)


@pytest.mark.parametrize(
    "wrong",
    ["[[cue]", '[[cue]]\nname = "x"\nlabel = "duty"\nphrases = ["a"]', '[[cue]]\nname = "x"\nphrases = ["a"]',
     '[[cue]]\nname = "x"\nlabel = "other"\nphrases = ["(a"]', '[parts]\nnonsense = ["a"]', 'cue = "x"'],
)  # fmt: skip
def test_an_own_file_of_cues_that_is_wrong_is_refused_in_words(tmp_path: Path, wrong: str):
    (tmp_path / "en.toml").write_text(wrong, "utf-8")
    with pytest.raises(Refusal, match="this file of cues cannot be read"):
        audit_text(PLAIN, own_cues=tmp_path)

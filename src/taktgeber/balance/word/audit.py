"""The audit of a text: from its lines to sentences, from sentences to classes, from classes to one verdict in words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from taktgeber.core import Refusal, Text, text

from .cues import Cues, bare, cues_of
from .features import place, seen
from .language import language_of
from .model import in_parts, shipped_model
from .parts import PARTS, headed, is_heading
from .plain_text import lines_of
from .read_text import MOST, too_long
from .rewrite import rewritten
from .sentences import Sentence, sentences
from .text_audit import LABELS, LANGUAGES, Cue, Label, Language, Part, TextAudit, Unit
from .verdict import claimed, in_claims, in_duties, in_gap, in_words, level, rests_on, verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .features import Seen

NEWNESS: Label = "rhetoric_explore"


def audit_text(words: str, language: str | None = None, own_cues: Path | None = None) -> TextAudit:
    """Audit a text.

    words: plain text, Markdown or HTML; language: de, en, it or zh, else it is recognised; own_cues: a folder with cue
    files of one's own.

    Raises:
        Refusal: Empty, too large, or in a language that is not read here; or an own file of cues is wrong.
    """
    if len(words) > MOST:
        raise too_long(text("the text"))
    lines = lines_of(words)
    if not lines:
        raise Refusal(text("the text"), text("it is empty."), text("Give a text with sentences in it."))
    tongue = _tongue(language) if language else language_of("\n".join(line.words for line in lines))
    cues = cues_of(tongue, own_cues)
    units = _units(sentences(lines, tongue), cues)
    found = verdict(units)
    return TextAudit(
        hashlib.sha256(words.encode("utf-8", "replace")).hexdigest(), tongue, found, in_words(found),
        level(claimed(units)), in_claims(units), in_duties(units), in_gap(units, found), units, rests_on(units, found),
        rewritten(units, found, cues),
    )  # fmt: skip


def _tongue(said: str) -> Language:
    for language in LANGUAGES:
        if said == language:
            return language
    raise Refusal("language", text("{said} is not read here.", said=said), text("Say de, en, it or zh."))


def _units(said: Sequence[Sentence], cues: Cues) -> tuple[Unit, ...]:
    if not said:
        return ()
    words = [one.words for one in said]
    heard = [cues.heard(one) for one in words]
    model, features = shipped_model(), seen(words, heard, cues.language)
    heads = [is_heading(one, cues) for one in said]
    given = [headed(one, cues) if head else None for one, head in zip(said, heads, strict=True)]
    standing = model.part_chances(features, given)
    chances = _swayed(model.class_chances(features, heard, standing), heard, cues)
    rows = in_parts(features, heard, standing)
    return tuple(
        _unit(i, said[i], heads[i], PARTS[int(standing[i].argmax())], heard[i], chances[i], rows[i], cues)
        for i in range(len(said))
    )


def _swayed(chances: NDArray[np.float64], heard: Sequence[Sequence[Cue]], cues: Cues) -> NDArray[np.float64]:
    """Chances with the weight of a person's own cues."""
    import numpy as np

    odds, own = chances.copy(), cues.own()
    for i, found in enumerate(heard):
        for cue in found:
            odds[i, LABELS.index(cue.label)] *= np.exp(own.get(cue.name, 0.0))
    shares: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
    return shares


def _unit(i: int, said: Sentence, head: bool, part: Part, heard: tuple[Cue, ...], chances: NDArray[np.float64],
          row: Seen, cues: Cues) -> Unit:  # fmt: skip
    if head:
        return Unit(i + 1, said.words, part, True, "other", 1.0, heard, text("A heading: it names a part of the text."))
    if settled := cues.settled.get(bare(said.words)):
        by_hand = text("A person settled this sentence by hand.")
        return Unit(i + 1, said.words, part, False, settled, 1.0, heard, by_hand, float(settled == NEWNESS))
    best = int(chances.argmax())
    label, newness = LABELS[best], float(chances[LABELS.index(NEWNESS)])
    return Unit(i + 1, said.words, part, False, label, float(chances[best]), heard, _why(label, heard, row), newness)


def _why(label: Label, heard: Sequence[Cue], row: Seen) -> Text:
    """The cues that speak for the class, else the words that did most for it."""
    spoken = tuple(words for cue in heard if cue.label == label for words in cue.words.split(", "))
    if spoken:
        return text("Cues that speak for it: {cues}.", cues=spoken[:4])
    told = _telling(label, row)
    if told:
        return text("No cue speaks for it; its words do most by: {words}.", words=told)
    return text("No cue speaks for it, nor does any word; what stands around it does.")


def _telling(label: Label, row: Seen) -> tuple[str, ...]:
    """Up to three words that speak most for the class against the mean of all classes."""
    table = shipped_model().classes
    k = LABELS.index(label)
    weighed = {
        name: value * float(table[place(name), k] - table[place(name)].mean())
        for name, value in row.values.items()
        if name.isalpha()
    }
    best = sorted(weighed, key=lambda name: -weighed[name])[:3]
    return tuple(name for name in best if weighed[name] > 0)

"""Train the small model from the labelled texts: python -m taktgeber.balance.word.train

Every text is learned from twice, with its headings and without them, since half of all ads come without. The chances of
parts that the classes learn from are those of a model that did not see the text (five folds over texts), as at run
time. The order of texts and all sums are fixed; weights are rounded to 8 bits, so that the file is the same again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .cues import shipped_cues
from .features import PLACES, Seen, matrix, seen
from .model import Model, in_parts
from .parts import PARTS, headed
from .sentences import Sentence
from .text_audit import LABELS, LANGUAGES, Cue, Label, Language, Part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDS = 5
PART_PENALTY, CLASS_PENALTY = 3.0, 3.0
STICKY = 20.0
_CODE = ("train.py", "features.py", "parts.py", "phrases.py", "cues.py")


@dataclass(frozen=True, slots=True)
class Taught:
    """One labelled text: its units with the class of each, and which of them are headings."""

    name: str
    language: Language
    verdict: str
    words: tuple[str, ...]
    labels: tuple[Label, ...]
    heading: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text as it is learned from: features and cues by unit, the part a heading gives, the class (None: none)."""

    name: str
    units: list[Seen]
    heard: list[tuple[Cue, ...]]
    given: list[Part | None]
    known: list[Part | None]
    labels: list[Label | None]


def shipped_texts(language: Language) -> list[Taught]:
    written = (files(__package__) / "texts" / f"{language}.jsonl").read_text("utf-8")
    return [taught(json.loads(line), language) for line in written.splitlines()]


def taught(written: dict[str, Any], language: Language) -> Taught:
    said = written["sentences"]
    names = [one["label"].replace("-", "_") for one in said]
    labels: list[Label] = [next((label for label in LABELS if label == name), "other") for name in names]
    return Taught(written["id"], language, written["verdict"], tuple(one["text"] for one in said), tuple(labels),
                  tuple(name == "heading" for name in names))  # fmt: skip


def lessons(text: Taught) -> Iterator[Lesson]:
    """With its headings, without them, and without what stands before the tasks: ads come in all three ways."""
    heard = [shipped_cues(text.language).heard(said) for said in text.words]
    yield _lesson(text, heard, range(len(text.words)), headings=True)
    kept = [i for i, heading in enumerate(text.heading) if not heading]
    if kept and len(kept) < len(text.words):
        yield _lesson(text, heard, kept, headings=False)
    known = _known_parts(text)
    if "tasks" in known and known.index("tasks") > 0:
        bare = [i for i in kept if i > known.index("tasks")]
        if len(bare) > 3:
            yield _lesson(text, heard, bare, headings=False)


def _lesson(text: Taught, found: Sequence[tuple[Cue, ...]], kept: Sequence[int], headings: bool) -> Lesson:
    words, heard = [text.words[i] for i in kept], [found[i] for i in kept]
    known = _known_parts(text)
    given: list[Part | None] = [known[i] if headings and text.heading[i] else None for i in kept]
    labels: list[Label | None] = [None if text.heading[i] else text.labels[i] for i in kept]
    return Lesson(text.name, seen(words, heard, text.language), heard, given, [known[i] for i in kept], labels)


def _known_parts(text: Taught) -> list[Part | None]:
    """The part of each unit as headings say it; before the first of them it is the opening."""
    cues = shipped_cues(text.language)
    now: Part | None = "opening"
    parts: list[Part | None] = []
    for words, heading in zip(text.words, text.heading, strict=True):
        if heading and parts:
            now = headed(Sentence(words, "heading", True), cues)
        parts.append(now)
    return parts


def fitted(taught: Sequence[Taught]) -> Model:
    """The model of these texts."""
    learned = [lesson for text in taught for lesson in lessons(text)]
    chain, first = _chain(learned)
    folds: list[list[Lesson]] = [[] for _ in range(FOLDS)]
    for lesson in learned:
        folds[int(hashlib.sha256(lesson.name.encode()).hexdigest(), 16) % FOLDS].append(lesson)
    rows: list[Seen] = []
    labels: list[int] = []
    for fold in folds:
        apart = Model(_part_table([one for one in learned if one not in fold]), _nothing(), chain, first)
        for lesson in fold:
            standing = apart.part_chances(lesson.units, lesson.given)
            for row, label in zip(in_parts(lesson.units, lesson.heard, standing), lesson.labels, strict=True):
                if label is not None:
                    rows.append(row)
                    labels.append(LABELS.index(label))
    return Model(_part_table(learned), _softmax(rows, labels, len(LABELS), CLASS_PENALTY), chain, first)


def _part_table(learned: Sequence[Lesson]) -> NDArray[np.float64]:
    known = [(unit, part) for one in learned for unit, part in zip(one.units, one.known, strict=True) if part]
    rows = [Seen({name: value for name, value in unit.values.items() if name[0] != "~"}) for unit, _ in known]
    return _softmax(rows, [PARTS.index(part) for _, part in known], len(PARTS), PART_PENALTY, steps=60)


def _chain(learned: Sequence[Lesson]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Chances of the next part, and of the first, counted where headings say them, smoothed by staying."""
    import numpy as np

    steps, first = 0.5 + STICKY * np.eye(len(PARTS)), np.ones(len(PARTS))
    for lesson in learned:
        for one, after in zip(lesson.known, lesson.known[1:], strict=False):
            if one and after:
                steps[PARTS.index(one), PARTS.index(after)] += 1
        if lesson.known[0]:
            first[PARTS.index(lesson.known[0])] += 1
    return steps / steps.sum(axis=1, keepdims=True), first / first.sum()


def _softmax(
    rows: Sequence[Seen], labels: Sequence[int], classes: int, penalty: float, steps: int = 120
) -> NDArray[np.float64]:
    """Multinomial logistic regression with a ridge, classes weighted by the root of their rarity; PLACES x classes."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    starts, places, values = matrix(rows)
    x = csr_matrix((values, places, starts), shape=(len(rows), PLACES))
    used = np.unique(places)
    x = x[:, used]
    said = np.asarray(labels)
    truth = np.eye(classes)[said]
    rarity = np.sqrt(len(said) / (classes * np.maximum(1, np.bincount(said, minlength=classes))))[said]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        table = flat.reshape(-1, classes)
        odds = x @ table
        odds -= odds.max(axis=1, keepdims=True)
        log = odds - np.log(np.exp(odds).sum(axis=1, keepdims=True))
        miss = rarity[:, None] * (np.exp(log) - truth)
        return float(-(rarity * (truth * log).sum(axis=1)).sum() + penalty / 2 * flat @ flat), (
            x.T @ miss + penalty * table
        ).ravel()

    best = minimize(
        loss, np.zeros(len(used) * classes), jac=True, method="L-BFGS-B", options={"maxiter": steps, "ftol": 1e-5}
    )
    table = np.zeros((PLACES, classes))
    table[used] = best.x.reshape(-1, classes)
    return table


def _nothing() -> NDArray[np.float64]:
    import numpy as np

    return np.zeros((PLACES, len(LABELS)))


def digest() -> str:
    """SHA-256 of the texts, the cues and the code that the weights are made of."""
    here = files(__package__)
    made_of = [here / "texts" / f"{tongue}.jsonl" for tongue in LANGUAGES]
    made_of += [here / "cue_files" / f"{tongue}.toml" for tongue in LANGUAGES] + [here / name for name in _CODE]
    summed = hashlib.sha256()
    for one in made_of:
        summed.update(one.read_bytes())
    return summed.hexdigest()


def kept(model: Model) -> dict[str, Any]:
    """Arrays of weights.npz: tables of 8 bits, with one scale a class."""
    import numpy as np

    said: dict[str, Any] = {"chain": np.round(model.chain, 6), "first": np.round(model.first, 6)}
    for name, table in (("parts", model.parts), ("classes", model.classes)):
        scale = np.abs(table).max(axis=0) / 127
        said[name] = np.round(table / scale).astype(np.int8)
        said[f"{name}_scale"] = scale.astype(np.float32)
    return {**said, "digest": np.array(digest())}


def main() -> None:
    import numpy as np

    model = fitted([text for tongue in LANGUAGES for text in shipped_texts(tongue)])
    np.savez_compressed(Path(__file__).with_name("weights.npz"), **kept(model))


if __name__ == "__main__":
    main()

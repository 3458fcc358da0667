"""The cues of a language: phrases that speak for a class, in a file that a person may read, correct and extend.

The shipped files (cue_files/en.toml and its three sisters) name the same cues, so that what one language's texts taught
about a cue holds for the others. A workspace's own file (cues/en.toml there) may add phrases to a cue, take some out,
add cues with a weight of their own, and settle single sentences by hand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, text

from .phrases import compiled, whole
from .text_audit import LABELS, Cue, Label, Language

OWN_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Rule:
    """weight: log-odds that an own cue adds to its class; None where the labelled texts taught it."""

    name: str
    label: Label
    finds: re.Pattern[str]
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """parts: what headings name; settled: classes that a person gave to single sentences, by their bare words."""

    language: Language
    rules: tuple[Rule, ...]
    parts: Mapping[str, re.Pattern[str]]
    settled: Mapping[str, Label]
    rewrite: Mapping[str, Any]

    def heard(self, words: str) -> tuple[Cue, ...]:
        """Cues that a unit hits, each once with all that it found."""
        hits = ((rule, [whole(hit) for hit in rule.finds.finditer(words)]) for rule in self.rules)
        return tuple(Cue(rule.name, rule.label, ", ".join(dict.fromkeys(found))) for rule, found in hits if found)

    def own(self) -> dict[str, float]:
        return {rule.name: rule.weight for rule in self.rules if rule.weight is not None}


def own_cues(root: Path | None) -> Path | None:
    """The folder of a workspace's own cue files, there or not."""
    return root / "cues" if root else None


def bare(words: str) -> str:
    """A sentence as it is compared: letters and figures alone, small."""
    return " ".join(re.findall(r"\w+", words.lower()))


@cache
def shipped_cues(language: Language) -> Cues:
    written = tomllib.loads((files(__package__) / "cue_files" / f"{language}.toml").read_text("utf-8"))
    return _cues(written, language)


def cues_of(language: Language, own: Path | None = None) -> Cues:
    """The shipped cues, changed by a workspace's own file where there is one (own: its folder of cues).

    Raises:
        Refusal: The own file cannot be read as one.
    """
    file = own / f"{language}.toml" if own else None
    if file is None or not file.is_file():
        return shipped_cues(language)
    shipped = tomllib.loads((files(__package__) / "cue_files" / f"{language}.toml").read_text("utf-8"))
    try:
        return _cues(_changed(shipped, tomllib.loads(file.read_text("utf-8"))), language)
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise Refusal(
            file.name,
            text("this file of cues cannot be read: {why}.", why=str(wrong)),
            text("Each [[cue]] has a name, a label and phrases; docs/text-audit.md shows one."),
        ) from wrong


def _changed(shipped: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Own phrases join a cue of the same name or leave it (without); other cues stand beside the shipped ones."""
    known = {cue["name"]: cue for cue in shipped["cue"]}
    for cue in own.get("cue", ()):
        if cue["name"] in known:
            out = set(cue.get("without", ()))
            phrases = [*known[cue["name"]]["phrases"], *cue.get("phrases", ())]
            known[cue["name"]] = {**known[cue["name"]], "phrases": [phrase for phrase in phrases if phrase not in out]}
        else:
            known[cue["name"]] = {"weight": OWN_WEIGHT, **cue}
    for part, phrases in own.get("parts", {}).items():
        shipped["parts"][part] = [*shipped["parts"][part], *phrases]
    return {**shipped, "cue": list(known.values()), "settled": own.get("settled", [])}


def _cues(written: dict[str, Any], language: Language) -> Cues:
    rules = tuple(
        Rule(cue["name"], _label(cue["label"]), compiled(cue["phrases"], language), cue.get("weight"))
        for cue in written["cue"]
    )
    parts = {part: compiled(phrases, language, entire=True) for part, phrases in written["parts"].items()}
    settled = {bare(one["sentence"]): _label(one["label"]) for one in written.get("settled", ())}
    return Cues(language, rules, parts, settled, written["rewrite"])


def _label(said: str) -> Label:
    for label in LABELS:
        if label == said.replace("-", "_"):
            return label
    raise ValueError(f"{said} is no class; classes are {', '.join(LABELS)}")

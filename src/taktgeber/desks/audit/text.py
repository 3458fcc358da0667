"""takt audit text: what a job ad, a strategy or a roadmap claims, what it makes somebody owe, and the gap between."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Refusal, Table, text

from .text_form import READS

if TYPE_CHECKING:
    from taktgeber.balance.word import TextAudit


def audit_text(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Plain text, Markdown or HTML in UTF-8; - reads what is piped in.")
    ],
    language: Annotated[
        str | None, typer.Option("--language", help="de, en, it or zh (else it is recognised).")
    ] = None,
    find_workspace: Callable[[], Any] | None = None,
) -> Answer:
    from taktgeber.balance.word import audit_text as audited
    from taktgeber.balance.word import own_cues
    from taktgeber.balance.word.read_text import read_file, read_pipe

    words = read_pipe(sys.stdin.buffer) if str(file) == "-" else read_file(file)
    made = audited(words, language, own_cues(_root(find_workspace)))
    says = [made.says, made.claims, made.owes, made.gap]
    tables = [_sentences(made)]
    if made.rewrite:
        tables.append(_rewritten(made))
    return Answer(tuple(says), tuple(table for table in tables if table.rows), data=text_data(made))


def text_data(made: TextAudit) -> dict[str, Any]:
    """What --json gives; the units with their classes are the text's own sentences."""
    return {
        "verdict": made.verdict, "says": made.says, "language": made.language, "digest": made.digest,
        "rhetoric": made.rhetoric, "claims": made.claims, "owes": made.owes, "gap": made.gap,
        "explore_share": made.explore_share, "counts": made.counts(), "rests_on": list(made.rests_on),
        "units": [
            {"number": unit.number, "text": unit.text, "part": unit.part, "heading": unit.heading, "label": unit.label,
             "likelihood": round(unit.likelihood, 3), "why": unit.why,
             "cues": [{"name": cue.name, "label": cue.label, "words": cue.words} for cue in unit.cues]}
            for unit in made.units
        ],
        "rewrite": list(made.rewrite),
    }  # fmt: skip


def _root(find_workspace: Callable[[], Any] | None) -> Path | None:
    """The folder of the workspace; a text may be audited without one."""
    try:
        return Path(find_workspace().root) if find_workspace else None
    except Refusal:
        return None


def _sentences(made: TextAudit) -> Table:
    """The sentences that the verdict rests on, with the class of each and what speaks for it."""
    from taktgeber.evidence.shown import share

    shown = [unit for unit in made.units if unit.number in made.rests_on]
    head = (text("Sentence"), text("What it does"), text("How sure the model is"), text("What speaks for it"))
    rows = tuple((unit.text, READS[unit.label], share(round(unit.likelihood, 2)), unit.why) for unit in shown)
    return Table(head, rows, text("The sentences on which this rests"))


def _rewritten(made: TextAudit) -> Table:
    rows = tuple((line,) for line in made.rewrite)
    return Table((text("An honest text, proposed"),), rows, text("Built on its own duties; correct it before use."))

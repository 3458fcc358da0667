"""What stands in the handbook, in which order. Every page of docs/ has its place; one without is an error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Begin", ("tutorial", "first-run", "demo", "loading", "beat")),
    (
        "Work with it",
        (
            "web",
            "screens",
            "brief",
            "kpi",
            "pulse-test",
            "premises",
            "lab",
            "lab-yardsticks",
            "bets",
            "signals",
            "word-against-deed",
            "text-audit",
            "text-audit-twenty",
            "front-line",
        ),
    ),
    (
        "Learn by experiments",
        (
            "experiments",
            "experiment-plan",
            "experiment-assign",
            "experiment-registry",
            "experiment-pool",
            "learnings",
            "experiments-desk",
            "claims",
        ),
    ),
    ("Run it for a team", ("roles", "security", "servers", "http")),
    ("What holds", ("house-rules", "ledger", "words", "architecture")),
)


@dataclass(frozen=True, slots=True)
class Source:
    """path: of the page in the site, without .html; markdown: its text."""

    path: str
    title: str
    markdown: str


def groups() -> Iterator[tuple[str, tuple[Source, ...]]]:
    for name, stems in _GROUPS:
        yield name, tuple(_read(DOCS / f"{stem}.md") for stem in stems)
    yield "Decisions", tuple(_read(file) for file in sorted((DOCS / "decisions").glob("*.md")))


def unplaced() -> list[str]:
    """Pages of docs/ that no group names."""
    placed = {stem for _, stems in _GROUPS for stem in stems}
    return sorted(file.stem for file in DOCS.glob("*.md") if file.stem not in placed)


def _read(file: Path) -> Source:
    words = file.read_text("utf-8")
    title = words.partition("\n")[0].removeprefix("#").strip()
    return Source(str(file.relative_to(DOCS).with_suffix("")), title, words)

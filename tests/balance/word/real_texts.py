"""Labelled texts that are not ours to ship, read in place: 60 ads and strategies, 24 texts constructed as a test."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

VERDICTS = {
    "plain exploitation": "plain",
    "exploitation dressed as exploration": "dressed",
    "hybrid role": "hybrid",
    "genuine exploration": "exploration",
    "neither/too little text": "too_little",
}


@dataclass(frozen=True)
class Judged:
    """A text with the verdict of the person who read it; confidence: 1 (a coin flip) to 3, 0 where none is given."""

    name: str
    language: str
    words: str
    verdict: str
    confidence: int = 0


def documents(samples: Path) -> Iterator[Judged]:
    """The 60 real ones; ads with their titles, which stand in a column of their own."""
    ads = _ads(samples)
    italian = _rows(samples / "text_jobs_it" / "job_ads_sections_it.csv")
    chinese = _rows(samples / "text_jobs_zh" / "netease_marketing_ads_zh.csv")
    strategies = (samples / "text_strategy_en" / "strategy_docs.jsonl").read_text("utf-8").splitlines()
    for row in _rows(samples / "text_labels" / "documents.csv"):
        ref = row["ref"]
        if row["source"] == "text_jobs_de":
            words = "# {}\n{}".format(*ads[ref])
        elif row["source"] == "text_jobs_it":
            first, last = map(int, ref.split()[1].split("-"))
            sections = [f"{one['section']}:\n{one['text']}" for one in italian[first : last + 1]]
            words = "\n".join([f"# {row['title']}", *sections])
        elif row["source"] == "text_jobs_zh":
            ad = chinese[int(ref.split()[1])]
            words = f"# {ad['title']}\n{ad['description']}\n{ad['requirements']}"
        else:
            words = json.loads(strategies[int(ref.split()[1])])["text"]
        yield Judged(row["doc_id"], row["lang"], words, VERDICTS[row["verdict"]], int(row["confidence"]))


def set_apart(samples: Path) -> Iterator[Judged]:
    """Further ads by the same reader: where a claim in passing ends was set on them, nothing is reported of them."""
    ads = _ads(samples)
    for row in _rows(Path(__file__).with_name("set_apart.csv")):
        yield Judged(
            row["ref"], row["lang"], "# {}\n{}".format(*ads[row["ref"]]), row["verdict"], int(row["confidence"])
        )


def constructed(samples: Path) -> Iterator[Judged]:
    for line in (samples / "text_labels" / "constructed.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        yield Judged(one["id"], one["lang"], one["text"], VERDICTS[one["verdict"]])


def sentences(samples: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Of each real text whose sentences were labelled its language, and the class of each sentence, in order."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in _rows(samples / "text_labels" / "sentences.csv"):
        found.setdefault((row["doc_id"], row["lang"]), {})[row["text"].strip()] = row["label"].replace("-", "_")
    return ((language, labels) for (_, language), labels in found.items())


def _ads(samples: Path) -> dict[str, tuple[str, str]]:
    file = samples / "text_jobs_de" / "marketing_job_ads_de.parquet"
    read = duckdb.execute("SELECT id, title, text FROM read_parquet(?)", [str(file)]).fetchall()
    return {ref: (title, words) for ref, title, words in read}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))

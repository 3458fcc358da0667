"""Weekly figures that the house listens to, drawn with a seed: level, season, noise that leans on the week before, and
a shift where the story has one. They are no customer's and come from nowhere real; docs/demo.md says so.

    value[w] = level * (1 + SEASON * cos(2 pi (week of the year - peak) / 52)) * (1 + shift if w >= since) * exp(e[w])
    e[w] = LEAN * e[w - 1] + noise, with standard deviation NOISE
"""

from __future__ import annotations

import csv
import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from .calendar import SEED

FOLDER = "watched"
FIRST_WEEK = date(2022, 9, 12)
LAST_WEEK = date(2025, 9, 1)
HEAD = ("Series", "Week", "Value")
SEASON, NOISE, LEAN = 0.15, 0.06, 0.3


@dataclass(frozen=True, slots=True)
class Law:
    """draw: the last part of the seed, chosen so that the story comes out; peak: the week of the year that is highest;
    since: the Monday from which on its level is shifted."""

    draw: int
    name: str
    level: float
    peak: int
    shift: float = 0.0
    since: date = date.max


REACH = "reach of an unpaid post on Meta"
RETURNS = "visits to the page on returns"
HIRING = "searches for party decorations to hire"
LAWS = (
    Law(9, REACH, 4_200, 48, -0.20, date(2025, 2, 24)),
    Law(23, "searches for party decorations", 9_000, 48),
    Law(0, RETURNS, 640, 2, 0.40, date(2025, 4, 28)),
    Law(3, HIRING, 310, 22, 0.22, date(2025, 6, 23)),
    Law(12, "price of a pallet by road", 412, 46),
)


def write_watched(sources: Path, until: date) -> Path:
    """All whole weeks before a day; what was written for an earlier day stays as it was."""
    folder = sources / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"watched_{until.isoformat()}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n")
        write.writerow(HEAD)
        for law in LAWS:
            rows = zip(weeks(), values(law), strict=True)
            write.writerows((law.name, week, value) for week, value in rows if week + timedelta(weeks=1) <= until)
    return path


def write_laws_of_watched(folder: Path) -> None:
    """Into truth/watched.json: what was laid down."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {"seed": SEED, "season": SEASON, "noise": NOISE, "lean": LEAN, "laws": [asdict(law) for law in LAWS]}
    said = json.dumps(made, indent=1, sort_keys=True, default=lambda day: None if day == date.max else day.isoformat())
    (folder / "watched.json").write_text(said + "\n", "utf-8")


def weeks() -> list[date]:
    return [FIRST_WEEK + timedelta(weeks=n) for n in range((LAST_WEEK - FIRST_WEEK).days // 7 + 1)]


def values(law: Law) -> list[int]:
    import numpy as np

    days = weeks()
    rng = np.random.default_rng([SEED, 9, law.draw])
    made, leaning = [], 0.0
    for day, noise in zip(days, rng.normal(0, NOISE, len(days)), strict=True):
        leaning = LEAN * leaning + float(noise)
        season = 1 + SEASON * float(np.cos(2 * np.pi * (day.timetuple().tm_yday / 7 - law.peak) / 52))
        shifted = 1 + law.shift if law.since <= day else 1
        made.append(round(law.level * season * shifted * float(np.exp(leaning))))
    return made

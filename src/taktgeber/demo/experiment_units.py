"""Units of the demo's experiments: who was drawn into which arm, what they then did, and the effect that was laid down.

They are drawn, not observed: visitors of the web shop by number, never customers of the orders. Their laws:

    order_value = 0 for one in fifty (LEFT of all leave the till), else exp(mu + SPREAD z),
                  before = exp(mu + SPREAD z0), z and z0 correlated by LIKE_BEFORE
    yes or no   = Bernoulli(level)

and in the new arm the level times (1 + effect), or plus effect for a share: that is the truth, by experiment, in
truth/experiments.json. SEEDS WERE CHOSEN so that the readings tell the story of docs/demo.md: a winner that came out
too high is one of many draws. A story shows what the house does with such results; it is no evidence that its methods
are right, which the simulations of the tests are for.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .calendar import SEED

Yes = NDArray[np.bool_]
Cells = tuple[str | int, ...]
LEFT, SPREAD, LIKE_BEFORE = 0.02, 0.42, 0.9
DEVICES, DEVICE_SHARES = ("desktop", "phone", "tablet"), (0.46, 0.41, 0.13)
ARMS = ("control", "new")


@dataclass(frozen=True, slots=True)
class Drawn:
    """units: of both arms together, before any were lost; level: of the control, pounds a visitor or a share; effect: a
    share of the level for a value, points for a yes or no; lost: share of the new arm's phones that no file holds."""

    experiment: str
    measures: Literal["value", "yes"]
    column: str
    units: int
    level: float
    effect: float
    first: date
    days: int
    seed: int
    lost: float = 0.0

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)


def write_units(drawn: Drawn, folder: Path, day: date) -> Path:
    """As a look on the day finds them: those of the days before it. The last look's file bears no date."""
    folder.mkdir(parents=True, exist_ok=True)
    ended = day > drawn.last
    path = folder / f"{drawn.experiment}{'' if ended else '-' + day.isoformat()}.csv"
    head = ("visitor", "day", "device", "arm", *(("before",) if drawn.measures == "value" else ()), drawn.column)
    with path.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n")
        write.writerow(head)
        write.writerows(_rows(drawn, drawn.days if ended else (day - drawn.first).days))
    return path


def _rows(drawn: Drawn, days: int) -> Iterator[Cells]:
    """All units are drawn, so that a later look finds those of an earlier one as they were."""
    rng = np.random.default_rng([SEED, 7, drawn.seed])
    n = drawn.units
    new = rng.random(n) < 0.5
    device = rng.choice(len(DEVICES), n, p=DEVICE_SHARES)
    kept = ~(new & (device == DEVICES.index("phone")) & (rng.random(n) < drawn.lost))
    did = (_values if drawn.measures == "value" else _answers)(drawn, new, rng)
    calendar = [(drawn.first + timedelta(days=d)).isoformat() for d in range(drawn.days)]
    drawn_by_lot = zip(kept.tolist(), device.tolist(), new.tolist(), did, strict=True)
    for i, (stays, on, arm, cells) in enumerate(drawn_by_lot):
        at = i * drawn.days // n
        if at >= days:
            return
        if stays:
            yield f"V{drawn.seed}-{i:05}", calendar[at], DEVICES[on], ARMS[arm], *cells


def _values(drawn: Drawn, new: Yes, rng: np.random.Generator) -> Iterator[Cells]:
    before, own = rng.standard_normal((2, drawn.units))
    after = LIKE_BEFORE * before + (1 - LIKE_BEFORE**2) ** 0.5 * own
    usual = drawn.level / ((1 - LEFT) * np.exp(SPREAD**2 / 2))
    stayed = rng.random(drawn.units) >= LEFT
    paid = stayed * usual * np.exp(SPREAD * after) * (1 + drawn.effect * new)
    for known, value in zip((usual * np.exp(SPREAD * before)).tolist(), paid.tolist(), strict=True):
        yield f"{known:.2f}", f"{value:.2f}"


def _answers(drawn: Drawn, new: Yes, rng: np.random.Generator) -> Iterator[Cells]:
    yes = rng.random(drawn.units) < drawn.level + drawn.effect * new
    return ((answer,) for answer in yes.astype(int).tolist())


def write_laws(every: Iterable[Drawn], folder: Path) -> Path:
    """The truth of the units, kept beside the workspace and never read by it."""
    laws = {
        drawn.experiment: {key: value for key, value in asdict(drawn).items() if key != "experiment"}
        | {"first": drawn.first.isoformat(), "effect_is": "lift" if drawn.measures == "value" else "points"}
        for drawn in every
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "experiments.json"
    path.write_text(json.dumps(laws, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    return path

"""The lab's pages and verb at ten thousand initiatives with a hundred thousand pieces of evidence (aim: 300 ms each).

What is measured is a page of an open house, as the second reader of the day meets it: first, for once, all folds are
replayed. TAKT_BENCH_INITIATIVES makes it smaller.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from taktgeber.core import Money

INITIATIVES, PREMISES, AIM, TURNS = 10_000, 50, 0.3, 5
PATHS = (
    "/lab", "/lab?stage=running&from=4001", "/lab?q=shops", "/lab?q=what+shops+never+did", "/lab/initiatives/bet-77",
    "/lab/opportunities", "/lab/bets", "/lab/yardsticks", "/lab/stopped", "/lab/insights/j-77", "/premises",
    "/premises/premise-7", "/signals", "/today",
)  # fmt: skip
FIRST = date(2025, 3, 10)
Item = tuple[str, dict[str, Any]]


def lab_pages() -> Iterator[str]:
    count = int(os.environ.get("TAKT_BENCH_INITIATIVES", INITIATIVES))
    with tempfile.TemporaryDirectory() as folder:
        from tests.web.team import open_team, write_house

        root = write_house(Path(folder) / "house")
        team = open_team(root)
        try:
            book = team.web.visits.house().book
            began, entered = time.perf_counter(), 0
            for items in _all(count):
                book.found_all(items, "p-1ab000000002", "bench, 2025-06-09")
                entered += len(items)
            yield (f"lab pages: {count:,} initiatives, {entered - count:,} other entries, entered in "
                   f"{time.perf_counter() - began:.1f} s")  # fmt: skip
            reader = team.as_("explore_lead")
            began = time.perf_counter()
            reader.get("/lab")
            yield f"lab pages: the first page of all, with every fold replayed: {time.perf_counter() - began:.1f} s"
            for path in PATHS:
                took = [_seconds(reader, path) for _ in range(TURNS)]
                yield f"lab pages:   {path}: {1000 * statistics.median(took):.0f} ms (aim {1000 * AIM:.0f} ms)"
            yield from _verb(team.web.visits.house())
        finally:
            team.web.visits.close()


def _seconds(reader: Any, path: str) -> float:
    began = time.perf_counter()
    answer = reader.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return time.perf_counter() - began


def _verb(house: Any) -> Iterator[str]:
    """What takt lab board does once the house is open."""
    from taktgeber.cycle import next_beat
    from taktgeber.desks.explore.board import told_board

    beat, took = house.beat(next_beat(house)), []
    for _ in range(TURNS):
        began = time.perf_counter()
        told_board(beat, None, 0)
        took.append(time.perf_counter() - began)
    yield f"lab pages:   takt lab board: {1000 * statistics.median(took):.0f} ms (aim {1000 * AIM:.0f} ms)"


def _all(count: int) -> Iterator[list[Item]]:
    """By the thousand: premises first, then what is tested, then what was seen and learned."""
    yield list(_premises())
    yield from _initiatives(count)
    yield from _opportunities(count // 5)
    yield from _evidence(count)
    yield from _signals(count // 5)


def _premises() -> Iterator[Item]:
    for n in range(PREMISES):
        yield "premise", {"premise": f"premise-{n}", "says": f"Shops of kind {n} order by the month.",
                          "refutes": f"A quarter of the shops of kind {n} orders by the week.",
                          "review": "2025-09-01", "day": FIRST.isoformat()}  # fmt: skip


def _opportunities(count: int) -> Iterator[list[Item]]:
    for first in range(0, count, 2000):
        yield [
            ("opportunity", {"opportunity": f"way-{n}", "says": f"Shops of street {n} buy together.",
                             "segment": "small shops", "model": ("segment", "platform")[n % 2],
                             "day": (FIRST + timedelta(n % 90)).isoformat()})
            for n in range(first, min(first + 2000, count))
        ]  # fmt: skip


def _signals(count: int) -> Iterator[list[Item]]:
    """Of three, one waits, one shakes a premise and one is watched."""
    for first in range(0, count, 1000):
        yield [item for n in range(first, min(first + 1000, count)) for item in _signal(n)]


def _signal(n: int) -> Iterator[Item]:
    day = (FIRST + timedelta(n % 90)).isoformat()
    yield "signal", {"signal": f"s-{n}", "says": f"Shop {n} asked for a price by the week.", "about": "prices",
                     "how": "heard", "day": day}  # fmt: skip
    if n % 3 == 1:
        yield "fate", {"signal": f"s-{n}", "fate": "shakes", "premise": f"premise-{n % PREMISES}", "reason": "It may.",
                       "day": day}  # fmt: skip
    elif n % 3 == 2:
        yield "fate", {"signal": f"s-{n}", "fate": "watched", "reason": "Not yet.", "day": day}


def _initiatives(count: int) -> Iterator[list[Item]]:
    far = {"technology": 1, "market": 1, "proposition": 2}
    for first in range(0, count, 2000):
        yield [
            ("initiative", {
                "initiative": f"bet-{n}", "unit": "lab", "name": f"Bet {n}", "labels": [], "metrics": [],
                "horizon_beats": 8, "distance": far, "unknown": f"whether shops want bet {n}",
                "lose": Money(500_00 + n, "GBP"), "until": "2027-06-09",
                "state": ("running", "running", "stopped", "at_gate")[n % 4],
            }) for n in range(first, min(first + 2000, count))
        ]  # fmt: skip


def _evidence(count: int) -> Iterator[list[Item]]:
    """Of each initiative five assumptions, two of them settled, one hypothesis, one field work, two insights, and one
    observation of a premise."""
    for first in range(0, count, 500):
        yield [item for n in range(first, min(first + 500, count)) for item in _of_one(n)]


def _of_one(n: int) -> Iterator[Item]:
    day = (FIRST + timedelta(n % 90)).isoformat()
    for k in range(5):
        state = ("held", "refuted", "open", "open", "open")[k]
        yield "assumption", {"initiative": f"bet-{n}", "assumption": f"shops do thing {k}", "chance": 0.1 + 0.15 * k,
                             "state": state, "day": day}  # fmt: skip
    yield "hypothesis", {"hypothesis": f"h-{n}", "says": "shops want it", "hand": "explore", "question": "need",
                         "on": f"bet-{n}", "day": day}  # fmt: skip
    yield "fieldwork", {"fieldwork": f"f-{n}", "hand": "explore", "hypothesis": f"h-{n}", "question": "need",
                        "method": "interview", "day": day, "people": 5, "finds": "for", "says": "They do."}  # fmt: skip
    yield "insight", {"insight": f"i-{n}", "hand": "explore", "says": f"What shops of bet {n} do.", "holds": True,
                      "rests_on": [f"h-{n}"], "day": day}  # fmt: skip
    yield "insight", {"insight": f"j-{n}", "hand": "explore", "says": f"What shops of bet {n} never do.",
                      "holds": False, "on": f"bet-{n}", "best_before": "2027-01-01", "day": day}  # fmt: skip
    speaks = "against" if n % 7 == 0 else "for"
    yield "observed", {"observed": f"o-{n}", "premise": f"premise-{n % PREMISES}", "speaks": speaks,
                       "says": "Seen.", "day": day}  # fmt: skip

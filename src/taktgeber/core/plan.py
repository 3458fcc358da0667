"""The beat and what it gathers: sections, proposals, decisions, the frozen plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from .figure import Figure
from .memory import Book
from .money import Money
from .period import Period
from .reading import Engine
from .section import Section
from .settings import Settings
from .text import Text

S = TypeVar("S")
Mode = Literal["exploit", "explore"]
Verdict = Literal["approve", "override", "reject"]


@dataclass(frozen=True, slots=True)
class Move:
    """Money from one purse to another within a beat. Purses: "unit:<id>", "initiative:<id>",
    "channel:<name>", "reserve:explore", "held" (not spent)."""

    source: str
    target: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected, to be scored at close. metric: as the room's outcome understands it."""

    metric: str
    scope: Mapping[str, str]
    period: Period
    expected: Figure


@dataclass(frozen=True, slots=True)
class Setting:
    """A ledger entry that approval of a proposal decides with it, under the same rules."""

    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggested decision.

    id: stable within a plan; decider: the role that may decide; learns: what an explore proposal
    teaches; excludes: proposals that cannot be approved with it; rests_on: entries, snapshots,
    reductions; sets: what approval enters; forecasts of an explore proposal hold no money (house rule 1).
    """

    id: str
    room: str
    mode: Mode | None
    says: Text
    moves: tuple[Move, ...]
    forecasts: tuple[Forecast, ...]
    learns: Text | None
    decider: str
    excludes: tuple[str, ...]
    rests_on: tuple[str, ...]
    sets: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """instead: the moves of an override."""

    proposal: str
    digest: str
    verdict: Verdict
    reason: str
    instead: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Stored once; its digest is that of the stored bytes. head: of the ledger before the plan."""

    firm: str
    beat: Period
    past: Period
    snapshot: str
    head: str
    sections: tuple[Section, ...]


class Results(Protocol):
    def get(self, key: str, make: Callable[[], S]) -> S:
        """Fitted things, keyed by snapshot, settings and code version."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What a room is handed when it is asked for its section, or for the outcome of a forecast.

    period: the beat that is planned (for an outcome: the one that ended); past: the beat before it.
    """

    period: Period
    past: Period
    snapshot: str
    engine: Engine
    book: Book
    results: Results
    settings: Settings


@dataclass(frozen=True, slots=True)
class Verb:
    """name: as typed after takt; desk: the package that holds its verbs.py; help: one line.

    parts: names and help of a verb's own verbs ("ledger": verify, show, ...); empty for a plain verb.
    """

    name: str
    desk: str
    help: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A line in rooms.py, the only list; its module is imported when first used.

    The module may offer: contracts, folds, rules, reductions, section(beat), outcome(beat, forecast).
    """

    name: str
    help: str
    module: str
    verbs: tuple[Verb, ...]

"""The house, opened: one workspace with its book, engine and kept results.

The book runs the rules of every room that offers some, so that no door can open a book with fewer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any

from taktgeber import rooms
from taktgeber.core import Beat, Engine, Period, Refusal, Room, Rule, Settings, text
from taktgeber.workspace import Workspace

from .reach import reach
from .results import ResultStore

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook


@dataclass(frozen=True, slots=True)
class House:
    """results: not bound to a snapshot yet; `beat` binds them. asked: the person for whom a beat is planned or
    closed, where one is known."""

    workspace: Workspace
    settings: Settings
    book: LedgerBook
    engine: Engine
    results: ResultStore
    clock: Callable[[], datetime]
    asked: str | None = None

    def __enter__(self) -> House:
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, at: TracebackType | None) -> None:
        self.engine.close()
        self.book.close()

    def snapshot(self) -> str:
        from taktgeber.data import current_snapshot

        return current_snapshot(self.book)

    def beat(self, period: Period) -> Beat:
        """What a room is handed for this period, on the data as they are loaded now."""
        snapshot = self.snapshot()
        return Beat(
            period=period,
            past=period.before(),
            snapshot=snapshot,
            engine=self.engine,
            book=self.book,
            results=self.results.of(snapshot, self.settings),
            settings=self.settings,
        )


def open_house(workspace: Workspace, clock: Callable[[], datetime] | None = None, asked: str | None = None) -> House:
    """clock: tells the time of new entries; the system's, in UTC, if not given. asked: as in House."""
    from taktgeber.data import open_engine
    from taktgeber.govern import open_book

    book = open_book(workspace.ledger_address, rules=_rules(rooms.modules()), clock=clock)
    return House(
        workspace=workspace,
        settings=workspace.settings,
        book=book,
        engine=open_engine(workspace, book),
        results=ResultStore(workspace.results),
        clock=clock or (lambda: datetime.now(UTC)),
        asked=asked,
    )


def next_beat(house: House, day: date | None = None) -> Period:
    """The beat that holds the day; without one, the beat after the last that has data (or holds today).

    Refused beyond the next: once a beat is planned, no earlier one can be, so a slip of the year would last.
    """
    reached = reach(house.engine, house.snapshot()).plan
    today = house.settings.beat(house.clock().date())
    due = house.settings.beat(reached).after() if reached else today
    if day is None:
        return due
    asked, latest = house.settings.beat(day), max(due, today.after(), key=lambda beat: beat.first)
    if asked.first > latest.first:
        raise Refusal(
            "--beat",
            text("the beat {beat} is too far ahead to be planned.", beat=asked),
            text("Plan {latest} or earlier; without --beat: {due}.", latest=latest, due=due),
        )
    return asked


def _rules(modules: Iterable[tuple[Room, ModuleType]]) -> tuple[Rule, ...]:
    # govern's own rules always apply and are not added a second time.
    offered: list[Any] = [rule for room, module in modules if room.name != "govern" for rule in _offer(module, "rules")]
    return tuple(offered)


def _offer(module: ModuleType, name: str) -> tuple[Any, ...]:
    return tuple(getattr(module, name, ()))

"""The demo, made by the true way: exports first, then a history that people could have written themselves."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from taktgeber.core import Refusal, Text, text
from taktgeber.workspace import Workspace

from .calendar import DAY_T, DECIDED, NEXT, quarter
from .cast import LOGINS, Cast, StoryClock, engage, give_accounts
from .claims_story import claims_of_quarter_8
from .day_t import decide_day_t
from .experiment_plans import EXPERIMENTS
from .experiment_units import write_laws
from .experiments import experiments_of_quarter_7, experiments_of_quarter_8
from .exports import FOUND_ARRIVAL, NEXT_FOLDER, write_exports
from .found import enter_found
from .house import make_house
from .lab_story import describe_bets, lab_of_quarter_7, lab_of_quarter_8
from .opportunities_story import say_opportunities
from .premises_story import note_the_test, premises_of_quarter_7, premises_of_quarter_8, say_premises
from .quarters import Deed, arrival_day, live, pulses, quarter_7, quarter_8
from .signals_story import prove_what_came_true, signals_of_quarter_7, signals_of_quarter_8
from .watched import write_laws_of_watched
from .word_story import say_words, words_of_quarter_7, words_of_quarter_8

if TYPE_CHECKING:
    from taktgeber.cycle import House, Planned

Say = Callable[[Text], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """planned: the beat that waits for decisions; next_files: the exports that close it; password: of every account
    of the cast, kept nowhere else."""

    workspace: Workspace
    cast: Cast
    planned: Planned
    truth: Path
    next_files: tuple[Path, ...]
    password: str


def make_demo(root: Path, say: Say = lambda _: None, password: str | None = None) -> Demo:
    """The whole company in an empty or new folder. Refuses one that holds something already.

    password: of every account of the cast; made by chance if it is not given.
    """
    password = _good(password) if password else secrets.token_urlsafe(15)
    if root.exists() and any(root.iterdir()):
        raise Refusal(
            str(root), text("this folder is not empty."), text("Choose a new one: the demo never writes over anything.")
        )
    workspace = make_house(root)
    say(text("Writing two years of exports from real orders ..."))
    written = write_exports(workspace.sources, root / "truth", pulses())
    write_laws((tested.drawn for tested in EXPERIMENTS.values()), root / "truth")
    write_laws_of_watched(root / "truth")
    cast, clock = engage(workspace.people_address), StoryClock(DAY_T)
    give_accounts(workspace.people_address, cast, password)
    from taktgeber.cycle import open_house

    with open_house(workspace, clock) as house:
        planned = _history(house, cast, clock, written, say)
    return Demo(workspace, cast, planned, root / "truth", written[NEXT_FOLDER], password)


def _good(password: str) -> str:
    from taktgeber.govern.accounts.passwords import check_password

    for login in LOGINS:
        check_password(password, login)
    return password


def _history(house: House, cast: Cast, clock: StoryClock, written: dict[str, tuple[Path, ...]], say: Say) -> Planned:
    """Day T, two quarters with their decisions, and the plan of the next beat."""
    from taktgeber.cycle import plan_beat

    say(text("Entering six quarters as they were found, up to {day} ...", day=DAY_T))
    _load(house, clock, written[FOUND_ARRIVAL.folder])
    enter_found(house.book, cast)
    decide_day_t(house.book, cast)
    for begun in (say_premises, say_opportunities, describe_bets, say_words):
        begun(house, cast)
    plan = plan_beat(house, quarter(7).first)
    for number, decided in ((7, quarter_7), (8, quarter_8)):
        say(text("Deciding, living and closing the quarter {quarter} ...", quarter=quarter(number)))
        live(clock, (*decided(house, cast, plan), *_told(house, cast, number)))
        clock.set(arrival_day(number))
        _load(house, clock, written[quarter(number).first.isoformat()])
        _close(house, number)
        if number == DECIDED[-1]:
            note_the_test(house, cast)
            prove_what_came_true(house, cast, quarter(number).last)
        plan = plan_beat(house, quarter(number + 1).first)
    assert plan.plan.beat == quarter(NEXT)
    return plan


def _told(house: House, cast: Cast, number: int) -> tuple[Deed, ...]:
    """What experiments, premises, signals, the lab and who reads data and texts did in a decided quarter. On one day,
    in this order."""
    tellers = {
        7: (
            experiments_of_quarter_7,
            premises_of_quarter_7,
            signals_of_quarter_7,
            lab_of_quarter_7,
            words_of_quarter_7,
        ),
        8: (
            experiments_of_quarter_8,
            premises_of_quarter_8,
            signals_of_quarter_8,
            lab_of_quarter_8,
            claims_of_quarter_8,
            words_of_quarter_8,
        ),
    }
    return tuple(deed for tell in tellers[number] for deed in tell(house, cast))


def _load(house: House, clock: StoryClock, files: tuple[Path, ...]) -> None:
    from taktgeber.data import LoadOptions, load_files

    load_files(house.workspace, house.book, files, options=LoadOptions(today=clock().date()))


def _close(house: House, number: int) -> None:
    from taktgeber.cycle import close_beat

    close_beat(house, quarter(number))

"""Signals of the house: what was heard and what a scan of weekly figures found, and what became of each.

The figures are drawn (watched.py). They arrive and are scanned on three days by what `takt signals scan` calls, so
that an alarm is written down within days of the week that raised it.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from .cast import Cast
from .premises_story import PLATFORM
from .quarters import STRIKE, Deed
from .watched import REACH, RETURNS, write_watched

if TYPE_CHECKING:
    from taktgeber.cycle import House

SCANNED = (date(2025, 3, 24), date(2025, 5, 26), date(2025, 7, 14))
STRIKE_HEARD, RIVAL, SURCHARGE = "carriers-will-strike", "rival-from-leeds", "fuel-surcharge"
SURCHARGED = date(2025, 6, 16)


def signals_of_quarter_7(house: House, cast: Cast) -> tuple[Deed, ...]:
    heard = "Two drivers say that their carriers will strike after Easter."
    rival = "A house from Leeds looks for people who sell party ware to shops."
    tell, end = partial(_hear, house), partial(_settle, house)
    return (
        (date(2025, 3, 11), partial(tell, STRIKE_HEARD, heard, "order desk", cast.clerk)),
        (SCANNED[0], partial(listen, house)),
        (date(2025, 3, 26), partial(end, REACH, "shakes", cast.lab, premise=PLATFORM, reason=_SHAKES)),
        (date(2025, 3, 31), partial(tell, RIVAL, rival, "job advertisement", cast.performance)),
        (STRIKE[0], partial(end, STRIKE_HEARD, "proved", cast.clerk, happened=STRIKE[0])),
        (SCANNED[1], partial(listen, house)),
        (date(2025, 5, 27), partial(end, RETURNS, "dismissed", cast.controller, reason=_COUNTER)),
    )


def signals_of_quarter_8(house: House, cast: Cast) -> tuple[Deed, ...]:
    """One was false, one came too late to be a warning, and one that the scan of July raised still waits."""
    late = "Carriers take a surcharge for fuel since the middle of June."
    tell, end = partial(_hear, house), partial(_settle, house)
    return (
        (date(2025, 6, 16), partial(end, RIVAL, "false_alarm", cast.controller, reason=_NO_RIVAL)),
        (date(2025, 7, 7), partial(tell, SURCHARGE, late, "invoice", cast.controller)),
        (date(2025, 7, 7), partial(end, SURCHARGE, "proved", cast.controller, happened=SURCHARGED)),
        (SCANNED[2], partial(listen, house)),
    )


_SHAKES = "a platform that shows less for nothing will be paid more for the same: our price of a new shop rests on it"
_COUNTER = "the page is counted by a new counter since the end of April, which sees visits that the old one did not"
_NO_RIVAL = "it sells furniture for weddings to hotels; none of our shops was called"


def prove_what_came_true(house: House, cast: Cast, happened: date) -> None:
    """The sign of spring came true when the house's own figures said so."""
    _settle(house, REACH, "proved", cast.controller, happened=happened, reason="read from Meta's dark weeks")


def listen(house: House) -> None:
    """The weekly figures until today: loaded, scanned, and what is new written down."""
    from taktgeber.data import LoadOptions, load_files
    from taktgeber.explore.signals import keep_alarms
    from taktgeber.explore.signals.scan import read_files, scan
    from taktgeber.explore.signals.table_file import Columns

    today = house.book.today()
    file = write_watched(house.workspace.sources, today)
    load_files(house.workspace, house.book, (file,), options=LoadOptions(today=today))
    made = scan(*read_files((file,), Columns()), today=today)
    keep_alarms(house.book, [one for one in made.alarms if one.news], file.name)


def _hear(house: House, name: str, says: str, source: str, actor: str) -> None:
    from taktgeber.explore.signals import hear_signal

    hear_signal(house.book, says, name.replace("-", " "), actor, source=source, name=name)


def _settle(house: House, about: str, fate: str, actor: str, *, reason: str = "", premise: str | None = None,
            happened: date | None = None) -> None:  # fmt: skip
    """about: the series, or the short name of what was heard."""
    from taktgeber.explore.signals import SIGNALS, settle

    known = house.book.state(SIGNALS).signals
    name = about if about in known else next(one.signal for one in known.values() if one.about == about)
    settle(house.book, name, fate, actor, reason=reason, premise=premise, happened=happened)

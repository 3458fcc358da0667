"""The sample: one quarter of the demo's exports in an empty workspace, with the firm as it was found before Taktgeber.

The workspace becomes the sample firm's: its settings give way to the demo's, and every brief says that it is a sample.
Nothing can be taken out of a ledger again, so it is refused where anything was entered or loaded.
"""

from __future__ import annotations

import json
from pathlib import Path

from taktgeber.core import Answer, Exact, Refusal, phrase, text
from taktgeber.cycle import House, open_house
from taktgeber.workspace import Workspace, open_workspace, publish

from .calendar import DECIDED
from .cast import engage
from .exports import write_one_quarter
from .found import enter_found
from .house import configuration, lay_mappings

QUARTER = DECIDED[0] - 1  # the last before Day T
NOTE = phrase(
    "This is a sample of one quarter. Its orders are real: invoices of a UK gift retailer (Online Retail II by Daqing "
    "Chen, UCI, CC BY 4.0), moved by whole weeks. Teams, costs, people and media are laid over them."
)


def load_sample(root: Path) -> Answer:
    """Takes up what an earlier try left undone."""
    workspace = open_workspace(root)
    with open_house(workspace) as house:
        must_be_empty(house)
    files = write_one_quarter(workspace.sources, QUARTER)
    publish(root / "taktgeber.toml", _settings(workspace).encode())
    lay_mappings(root)
    from taktgeber.data import LoadOptions, load_files
    from taktgeber.govern import UNITS

    with open_house(open_workspace(root)) as house:
        reports = load_files(house.workspace, house.book, files, options=LoadOptions(today=house.clock().date()))
        if not house.book.state(UNITS).units:
            enter_found(house.book, engage(house.workspace.people_address))
    rows = sum(report.rows for report in reports)
    period = next(report.period for report in reports if report.table == "media" and report.period)
    return Answer((
        text("The sample is loaded: {rows} of one quarter, {period}.", rows=Exact(rows, "rows", period), period=period),
        text("Go on below: see what was found, decide it, and plan the first beat."),
    ))  # fmt: skip


def must_be_empty(house: House) -> None:
    """Refuses a workspace in which anything real was entered or loaded."""
    from taktgeber.data import LOADS
    from taktgeber.govern import INITIATIVES, UNITS

    book = house.book
    begun = house.workspace.configuration.note == NOTE
    if not begun and (book.state(LOADS).all or book.state(UNITS).units or book.state(INITIATIVES)):
        raise Refusal(
            text("the sample"),
            text("something of your own stands in this workspace already."),
            text("Make a new workspace for the sample: takt init, or a whole demo company: takt demo."),
        )
    if begun and book.state(LOADS).all and book.state(UNITS).units:
        raise Refusal(text("the sample"), text("it is loaded already."), text("Go on with the next step."))


def _settings(workspace: Workspace) -> str:
    """The demo's, with what says where this workspace keeps its things."""
    before = workspace.configuration
    kept = {"store": before.store, "engine": before.engine, "tables": before.tables}
    plain = {"store": "sqlite", "engine": "duckdb", "tables": None}
    lines = [f"{key} = {json.dumps(value)}" for key, value in kept.items() if value != plain[key]]
    return configuration(NOTE, *lines)

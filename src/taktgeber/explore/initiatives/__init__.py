"""Initiatives of the lab: three fields to start, assumptions in test order, placed, released (L2, L6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .assume import find_assumption, settle_assumption, write_assumption
    from .backlog import import_backlog, unread_columns
    from .board import lab_initiatives, stage_table, stand_of
    from .entry_body import body_of
    from .place import place_initiative, placed, proved_incremental, step_of
    from .release import placement_findings, release_proposals
    from .start import called_alike, change_initiative, find_initiative, start_initiative

_FACE = {
    "body_of": "entry_body",
    "called_alike": "start",
    "change_initiative": "start",
    "find_assumption": "assume",
    "find_initiative": "start",
    "import_backlog": "backlog",
    "lab_initiatives": "board",
    "place_initiative": "place",
    "placed": "place",
    "placement_findings": "release",
    "proved_incremental": "place",
    "release_proposals": "release",
    "settle_assumption": "assume",
    "stage_table": "board",
    "stand_of": "board",
    "start_initiative": "start",
    "step_of": "place",
    "unread_columns": "backlog",
    "write_assumption": "assume",
}

__all__ = [
    "body_of",
    "called_alike",
    "change_initiative",
    "find_assumption",
    "find_initiative",
    "import_backlog",
    "lab_initiatives",
    "place_initiative",
    "placed",
    "placement_findings",
    "proved_incremental",
    "release_proposals",
    "settle_assumption",
    "stage_table",
    "stand_of",
    "start_initiative",
    "step_of",
    "unread_columns",
    "write_assumption",
]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})

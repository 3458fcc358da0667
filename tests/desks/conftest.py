"""The team of the web's tests, for the pages of each desk."""

from __future__ import annotations

from tests.web.conftest import _house, reading_team, team

__all__ = ["_house", "reading_team", "team"]

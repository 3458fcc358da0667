"""The team of the web's tests, for the pages of each desk."""

from __future__ import annotations

from tests.web.conftest import company, reading_team, team

__all__ = ["company", "reading_team", "team"]

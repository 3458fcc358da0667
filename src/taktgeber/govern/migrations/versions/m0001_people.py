"""Names and terms of people. A file made before there were migrations has this table already."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(f"CREATE TABLE IF NOT EXISTS people (person TEXT PRIMARY KEY, name TEXT NOT NULL, terms TEXT){strict}")

"""What was heard at the front line, in words that can be erased."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, DateTime, String

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "heard",
        Column("heard", String, primary_key=True),
        Column("person", String, nullable=False, index=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("words", String, nullable=False),
        Column("about", String, nullable=False),
        Column("market", String),
        Column("on", String),
        Column("salt", String, nullable=False),
        Column("shared", Boolean, nullable=False),
    )

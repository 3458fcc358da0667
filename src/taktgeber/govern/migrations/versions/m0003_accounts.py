"""Accounts: sign-in, invitations, sessions, tokens, tries, and the log of reads."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, DateTime, Double, Integer, String

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    at = DateTime(timezone=True)
    op.create_table(
        "accounts",
        Column("person", String, primary_key=True),
        Column("login", String, nullable=False, unique=True),
        Column("password", String, nullable=False),
        Column("locale", String),
        Column("made", at, nullable=False),
        Column("disabled", at),
    )
    op.create_table(
        "invitations",
        Column("secret", String, primary_key=True),
        Column("person", String, index=True),
        Column("made", at, nullable=False),
        Column("until", at, nullable=False),
    )
    op.create_table(
        "sessions",
        Column("id", String, primary_key=True),
        Column("secret", String, nullable=False, unique=True),
        Column("person", String, nullable=False, index=True),
        Column("agent", String, nullable=False),
        Column("created", at, nullable=False),
        Column("seen", at, nullable=False),
        Column("signed_in_at", at, nullable=False),
        Column("told", String),
        Column("stale", Boolean, nullable=False),
    )
    op.create_table(
        "tokens",
        Column("id", String, primary_key=True),
        Column("secret", String, nullable=False, unique=True),
        Column("person", String, nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("permissions", String, nullable=False),
        Column("made", at, nullable=False),
        Column("until", at, nullable=False),
        Column("used", at),
    )
    op.create_table("tries", Column("key", String, primary_key=True), Column("free_at", Double, nullable=False))
    op.create_table(
        "reads",
        Column("id", Integer, primary_key=True),
        Column("at", at, nullable=False, index=True),
        Column("reader", String, nullable=False, index=True),
        Column("what", String, nullable=False),
        Column("subject", String),
        Column("count", Integer, nullable=False),
        Column("purpose", String, nullable=False),
    )

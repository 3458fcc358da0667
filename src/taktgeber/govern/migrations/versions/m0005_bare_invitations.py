"""Invitations that end where their person is given a role."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, false

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("invitations", Column("bare", Boolean, nullable=False, server_default=false()))

"""The ledger's table on a server. Text compares byte by byte, so that times and hashes sort as they do in SQLite.

On SQLite the ledger is a file of its own, which needs no steps: see store_sqlite.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("""CREATE TABLE entries (
      seq BIGINT PRIMARY KEY, at TEXT COLLATE "C" NOT NULL, actor TEXT COLLATE "C" NOT NULL,
      kind TEXT COLLATE "C" NOT NULL, standing TEXT COLLATE "C" NOT NULL CHECK (standing IN ('found', 'decided')),
      source TEXT COLLATE "C" NOT NULL, body BYTEA NOT NULL, previous TEXT COLLATE "C" NOT NULL,
      hash TEXT COLLATE "C" NOT NULL)""")
    op.execute("CREATE INDEX entries_by_kind ON entries (kind, seq)")

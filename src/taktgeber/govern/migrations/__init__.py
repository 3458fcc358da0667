"""The tables of the erasable stores and of a ledger on a server, step by step; nobody runs them by hand.

A step is a file versions/mNNNN_what.py; its revision is NNNN and it follows the step before it, so that the newest
number is the newest state. Alembic is loaded only where a database is behind.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from taktgeber.core import Refusal, text

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

FOLDER = Path(__file__).parent
# Any number of programs may start at once on one server: the first migrates, the others wait on this number.
_LOCK = "SELECT pg_advisory_xact_lock(7461679002)"


def newest() -> str:
    return max(path.stem[1:5] for path in (FOLDER / "versions").glob("m[0-9]*.py"))


def bring_up_to_date(engine: Engine, writing: Callable[[Engine], AbstractContextManager[Connection]]) -> None:
    """Nothing happens where the tables stand as this version needs them."""
    with engine.connect() as connection:
        stands = _stands(connection)
    if stands == newest():
        return
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(_LOCK)
        if (stands := _stands(connection)) != newest():
            _migrate(connection, stands)


def _stands(connection: Connection) -> str | None:
    from sqlalchemy import inspect

    if not inspect(connection).has_table("alembic_version"):
        return None
    number: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return number


def _migrate(connection: Connection, stands: str | None) -> None:
    if stands is not None and stands > newest():
        raise Refusal(
            "database",
            text("it was written by a newer version of Taktgeber (step {stands}).", stands=stands),
            text("Install the newer version here too. Nothing was changed."),
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

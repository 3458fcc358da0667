"""Which engine a workspace reads its tables with: DuckDB in this process, or a Spark Connect server."""

from __future__ import annotations

import os

from taktgeber.core import Book, Engine
from taktgeber.workspace import Workspace


def open_engine(workspace: Workspace, book: Book) -> Engine:
    """Nothing is read or reached before the first batch is asked for."""
    configuration = workspace.configuration
    if configuration.engine == "duckdb":
        from .engine_duckdb import DuckEngine

        return DuckEngine(workspace.tables, book)
    from .engine_spark import SparkEngine

    tables = configuration.tables or str(workspace.tables.resolve())
    # A secret has no place in a file that is shared and copied.
    return SparkEngine(configuration.engine, tables, book, token=os.environ.get("TAKT_ENGINE_TOKEN"))

"""A PostgreSQL server of the tests' own: on this machine only, on a free port, gone when they are done.

Debian's own server is used where it is installed; without it the tests are skipped, counted and named. It does
not sync to disk, but for the tests that kill it no machine fails: what it wrote is there when it starts again.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

_numbers = count(1)
ON_POSTGRES = pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))


@dataclass(frozen=True)
class Server:
    """Programs of the server, the folder of its data, and where it listens."""

    programs: Path
    folder: Path
    port: int
    synced: bool

    def address(self, database: str) -> str:
        return f"postgresql://takt@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        options += "" if self.synced else " -c fsync=off"
        self._run("pg_ctl", "-D", "data", "-l", "log", "-o", options, "-w", "start")

    def stop(self, mode: str) -> None:
        self._run("pg_ctl", "-D", "data", "-m", mode, "-w", "stop")

    def prepare(self) -> None:
        self._run("initdb", "-D", "data", "-A", "trust", "-U", "takt", "-E", "UTF8", "--no-sync")
        rules = self.folder / "data" / "pg_hba.conf"
        rules.write_text(f"host all guarded 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")

    def new_database(self, made_so: str = "") -> str:
        name = f"takt_{next(_numbers)}"
        execute(self.address("postgres"), f"CREATE DATABASE {name} {made_so}")
        return self.address(name)

    def _run(self, program: str, *given: str) -> None:
        # PostgreSQL refuses to run as root: there it runs as the user that its package makes.
        other: dict[str, Any] = (
            {"user": "postgres", "group": "postgres", "extra_groups": []} if not os.geteuid() else {}
        )
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}
        subprocess.run([self.programs / program, *given], cwd=self.folder, **quiet, **other)


def execute(address: str, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
    """One statement of another program, committed; rows where it gives any."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as db:
        cursor = db.execute(statement, values)  # type: ignore[call-overload]
        return cursor.fetchall() if cursor.description else []


def _programs() -> Path | None:
    named = shutil.which("initdb")
    places = [Path(named).parent] if named else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


@contextmanager
def running_server(synced: bool) -> Iterator[Server | None]:
    """synced: writes reach the disk, as they do where a company keeps its ledger. None where none is installed."""
    programs = _programs()
    if programs is None:
        yield None
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="takt-postgres-"))
    if not os.geteuid():
        shutil.chown(folder, "postgres", "postgres")
    server = Server(programs, folder, port, synced)
    try:
        server.prepare()
        server.start()
        yield server
        server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def started_postgres() -> Iterator[Server | None]:
    with running_server(synced=False) as server:
        yield server


@pytest.fixture
def postgres_server(started_postgres: Server | None) -> Server:
    if started_postgres is None:
        pytest.skip("NO POSTGRESQL: install its server, such as the package postgresql")
    return started_postgres


@pytest.fixture
def postgres(postgres_server: Server) -> str:
    """The address of an empty database of this test's own."""
    return postgres_server.new_database()

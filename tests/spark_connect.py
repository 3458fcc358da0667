"""A Spark Connect server of this machine for the time of a test: Sail, which needs no Java."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest


class NoServer(Exception):
    """Why there is none."""


@pytest.fixture(scope="session")
def sail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server's address, or why there is none."""
    try:
        with sail(tmp_path_factory.mktemp("sail") / "log") as address:
            yield address
    except NoServer as why:
        yield str(why)


@pytest.fixture
def spark_connect(sail_server: str) -> str:
    if not sail_server.startswith("sc://"):
        pytest.skip(f"NO SAIL: {sail_server}")
    return sail_server


@contextmanager
def sail(log: Path) -> Iterator[str]:
    """The address of a fresh server on the loopback; it ends with the block."""
    if importlib.util.find_spec("pysail") is None or importlib.util.find_spec("pyspark") is None:
        raise NoServer("pysail or pyspark-client is not installed")
    port = free_port()
    command = [sys.executable, "-m", "pysail", "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    # A clock that is not in UTC shows whether days depend on it.
    with serving(command, port, log, patience=60, env={**os.environ, "TZ": "America/New_York"}):
        yield f"sc://127.0.0.1:{port}"


@contextmanager
def serving(
    command: Sequence[str], port: int, log: Path, *, patience: float, env: dict[str, str] | None = None
) -> Iterator[None]:
    """A child process that answers on the port; NoServer if it does not in time."""
    with log.open("wb") as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=env)
    try:
        end = time.monotonic() + patience
        while not _answers(port):
            if child.poll() is not None or time.monotonic() > end:
                last = log.read_text("utf-8", "replace").strip().splitlines()[-1:]
                raise NoServer(f"it did not start: {' '.join(last)}")
            time.sleep(0.1)
        yield
    finally:
        child.terminate()
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with socket.socket() as knock:
        knock.settimeout(1)
        return knock.connect_ex(("127.0.0.1", port)) == 0

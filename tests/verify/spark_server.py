"""A real Spark 4.0 on this machine: its own environment in the user's temporary folder, and its Connect server.

pyspark and pyspark-client share a module name, so that both in one environment would be one too many.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.spark_connect import NoServer, free_port, serving

PACKAGE = "pyspark==4.0.*"
SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"


@contextmanager
def spark(folder: Path) -> Iterator[str]:
    """The server's address. Its clock stands in New York, so that only a session in UTC reads days right."""
    home = _installed()
    port = free_port()
    settings = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": "-Duser.timezone=America/New_York",
        "spark.local.dir": str(folder / "local"),
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
    }
    said = [part for key, value in settings.items() for part in ("--conf", f"{key}={value}")]
    command = [str(home / "bin" / "spark-submit"), "--master", "local[2]", "--class", SERVER, *said, "spark-internal"]
    env = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    with serving(command, port, folder / "log", patience=180, env=env):
        yield f"sc://127.0.0.1:{port}"


def version() -> str:
    """Of the jars, which are the server."""
    (core,) = (_installed() / "jars").glob("spark-core_*.jar")
    return core.stem.rpartition("-")[2]


def _installed() -> Path:
    """The folder of the installed package; made once."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise NoServer("Java 17 is not installed")
    root = Path(tempfile.gettempdir()) / f"taktgeber-{os.getuid()}-spark-4.0"
    ready = root / "ready"
    if not ready.exists():
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(mode=0o700)
        for command in ([sys.executable, "-m", "venv", root], [root / "bin" / "pip", "install", "-q", PACKAGE]):
            if subprocess.run(command).returncode:
                raise NoServer(f"{PACKAGE} cannot be installed")
        ready.touch()
    (home,) = root.glob("lib/python3*/site-packages/pyspark")
    return home

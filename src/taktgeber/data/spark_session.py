"""A session at a Spark Connect server: opened with patience that ends, and its errors in words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from taktgeber.core import Refusal, text

# About 17 seconds of waiting for a server that has answered before; the client's own rule waits ten minutes.
_RETRIES = 5


def connect(address: str, token: str | None, patience: float) -> Any:
    """A session of its own at the server. Times are UTC, and a sum that does not fit is an error, not a wrong sum."""
    try:
        import grpc
        import ibis
        from pyspark.sql.connect.client import ChannelBuilder, DefaultChannelBuilder
        from pyspark.sql.connect.client.retries import DefaultPolicy
        from pyspark.sql.connect.session import SparkSession

        ibis.pyspark  # noqa: B018 - registers the options that its compiler reads
    except ImportError:
        raise Refusal(
            address,
            text("the part that talks to Spark Connect is not installed."),
            text("Install it: pip install 'taktgeber[spark]'"),
        ) from None
    # The client would print each error of the server, stack and all, beside the refusal that says it in words.
    for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger"):
        logging.getLogger(name).disabled = True
    builder = DefaultChannelBuilder(address)
    if token is not None:
        builder.set(ChannelBuilder.PARAM_TOKEN, token)
    channel = builder.toChannel()
    try:
        grpc.channel_ready_future(channel).result(timeout=patience)
    except grpc.FutureTimeoutError:
        raise _unreachable(address) if token is None else _not_secure(address) from None
    finally:
        channel.close()
    with in_words(address):
        session = SparkSession(builder)
        session.client.set_retry_policies([DefaultPolicy(max_retries=_RETRIES)])
        session.conf.set("spark.sql.session.timeZone", "UTC")
        session.conf.set("spark.sql.ansi.enabled", "true")
    return session


def disconnect(session: Any) -> None:
    """Free what the server holds; a server that is gone is not waited for."""
    from pyspark.sql.connect.client.retries import DefaultPolicy

    session.client.set_retry_policies([DefaultPolicy(max_retries=0)])
    session.stop()


def _unreachable(address: str) -> Refusal:
    return Refusal(
        address,
        text("the engine cannot be reached."),
        text(
            'Start it or mend engine in taktgeber.toml. To read with this machine alone: engine = "duckdb". '
            "Nothing is lost; the ledger and the tables do not need it."
        ),
    )


def _not_secure(address: str) -> Refusal:
    return Refusal(
        address,
        text("the engine cannot be reached over TLS, and a token is never sent without it."),
        text(
            "Start the engine with a certificate this machine trusts, or take TAKT_ENGINE_TOKEN out of the environment."
        ),
    )


@contextmanager
def in_words(address: str) -> Iterator[None]:
    """What the server or the way to it gets wrong, as a refusal."""
    import grpc
    from pyspark.errors import PySparkException, RetriesExceeded

    try:
        yield
    except RetriesExceeded:
        raise _unreachable(address) from None
    except (PySparkException, grpc.RpcError) as wrong:
        said = next(iter(str(wrong).splitlines()), type(wrong).__name__)
        raise Refusal(
            address,
            text("the engine could not answer: {wrong}", wrong=said),
            text('Show this to whoever runs the engine. To read with this machine alone: engine = "duckdb".'),
        ) from None

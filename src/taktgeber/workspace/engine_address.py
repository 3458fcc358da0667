"""The keys engine and tables of taktgeber.toml: which addresses are understood, and that none carries a secret."""

from __future__ import annotations

import re

from taktgeber.core import Refusal, text

_SPARK = re.compile(r"sc://(?P<host>[A-Za-z0-9._-]+)(:(?P<port>\d{1,5}))?/?(?P<more>(;[^;=\s]+=[^;\s]*)*)")
_SECRET = re.compile(r"token|secret|password|authorization|key", re.IGNORECASE)


def engine_address(engine: str) -> str:
    """ "duckdb", or sc://host:port with the parameters of Spark Connect that are no secret."""
    if engine == "duckdb":
        return engine
    where = "taktgeber.toml, engine"
    found = _SPARK.fullmatch(engine)
    if found is None or int(found["port"] or 1) not in range(1, 65536):
        raise Refusal(
            where,
            text('"{engine}" is no address of an engine.', engine=engine.split(";")[0]),
            text('Write engine = "duckdb" for this machine, or engine = "sc://host:port" for a Spark Connect server.'),
        )
    if any(_SECRET.search(part.split("=")[0]) for part in found["more"].split(";")):
        raise Refusal(
            where,
            text("the address carries a secret, and this file is shared and copied."),
            text("Take it out, and give the token in the environment: TAKT_ENGINE_TOKEN."),
        )
    return engine


def server_folder(tables: str | None) -> str | None:
    """An absolute path or a URL, without a name and password in it."""
    where = "taktgeber.toml, tables"
    if tables is not None and not (tables.startswith("/") or re.match(r"[a-z][a-z0-9+.-]*:/", tables)):
        raise Refusal(
            where,
            text('"{tables}" is neither a whole path nor an address.', tables=tables),
            text('Write where the engine sees the folder .takt/tables: tables = "/mnt/acme/tables".'),
        )
    if tables is not None and re.match(r"[a-z0-9+.-]+://[^/]*:[^/]*@", tables):
        raise Refusal(
            where,
            text("the address carries a password, and this file is shared and copied."),
            text("Take it out, and let the server know it by itself."),
        )
    return tables

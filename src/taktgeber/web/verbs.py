"""takt serve."""

from __future__ import annotations

from typing import Annotated

import typer

from taktgeber.core import Answer, text
from taktgeber.core.format import show
from taktgeber.workspace import Workspace

Host = Annotated[str, typer.Option("--host", help="The address to listen on; this machine alone if not given.")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")]
Origin = Annotated[
    str | None,
    typer.Option("--origin", help="As people type it in the browser, where a proxy with TLS stands in front."),
]


def serve(workspace: Workspace, host: Host = "127.0.0.1", port: Port = 8787, origin: Origin = None) -> Answer:
    from .serve import serve as run

    run(workspace, host, port, origin, lambda words: print(show(words), flush=True))
    return Answer((text("Taktgeber is closed."),), data={"closed": True})

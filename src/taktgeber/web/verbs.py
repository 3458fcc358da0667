"""takt serve."""

from __future__ import annotations

import sys
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

    def told(address: str, first: str | None) -> None:
        print(show(text("Taktgeber is open at {address} (stop with Ctrl-C).", address=address)), flush=True)
        if first:
            print(show(text("Nobody has an account yet. Begin here, once: {path}", path=first)), flush=True)

    run(workspace, host, port, origin, told)
    print(file=sys.stderr)
    return Answer((text("Taktgeber is closed."),), data={"closed": True})

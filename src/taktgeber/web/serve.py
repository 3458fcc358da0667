"""Serving: one process on this machine, behind a proxy where people come from elsewhere."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable

from taktgeber.core import Refusal, Text, text
from taktgeber.workspace import Workspace

from .app import Web, make_app
from .guard import local
from .warm import warm

Tell = Callable[[Text], None]


def serve(workspace: Workspace, host: str, port: int, origin: str | None, tell: Tell) -> None:
    """Blocks until stopped. tell: called with what to say once it is open."""
    import uvicorn

    here = origin or f"http://{host}:{port}"
    if not local(here) and not here.startswith("https://"):
        raise Refusal(
            "--origin",
            text("{origin} would send passwords in the clear.", origin=here),
            text("Put a proxy with TLS in front and name it: takt serve --origin https://takt.example"),
        )
    listening = _listen(host, port)
    web = make_app(workspace, here)
    tell(text("One moment: the pages are being prepared."))
    warm(web.visits)
    tell(text("Taktgeber is open at {address} (stop with Ctrl-C).", address=here))
    _tell_how_to_begin(web, here, tell)
    server = uvicorn.Server(
        uvicorn.Config(
            web.app,
            log_level="warning",
            server_header=False,
            date_header=False,
            proxy_headers=origin is not None,
            timeout_graceful_shutdown=5,
        )
    )
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def _tell_how_to_begin(web: Web, here: str, tell: Tell) -> None:
    if not web.visits.accounts.empty():
        return
    if web.visits.nobody_yet():
        secret = web.visits.accounts.setup_secret()
        tell(text("Nobody has an account yet. Begin here, once: {address}", address=f"{here}/join/{secret}"))
    else:
        tell(text("Nobody has an account yet. Invite who stands in the ledger: takt account invite PSEUDONYM"))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as wrong:
        listening.close()
        raise Refusal(
            f"{host}:{port}",
            text("this address cannot be listened on: {wrong}.", wrong=wrong.strerror or str(wrong)),
            text("Is Taktgeber open already? Else choose another port: takt serve --port 8788"),
        ) from None
    return listening

"""Serving: one process on this machine, behind a proxy where people come from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from taktgeber.core import Refusal, text
from taktgeber.workspace import Workspace

from .app import make_app
from .guard import local


def serve(
    workspace: Workspace, host: str, port: int, origin: str | None, told: Callable[[str, str | None], None]
) -> None:
    """Blocks until stopped. told: called with the address and, where nobody has an account yet, the first sign-in."""
    import uvicorn

    here = origin or f"http://{host}:{port}"
    if not local(here) and not here.startswith("https://"):
        raise Refusal(
            "--origin",
            text("{origin} would send passwords in the clear.", origin=here),
            text("Put a proxy with TLS in front and name it: takt serve --origin https://takt.example"),
        )
    web = make_app(workspace, here)
    secret = web.visits.accounts.setup_secret()
    told(here, f"{here}/join/{secret}" if secret else None)
    uvicorn.run(
        web.app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        date_header=False,
        proxy_headers=origin is not None,
        timeout_graceful_shutdown=5,
    )

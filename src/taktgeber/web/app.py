"""The app: pages and acts of all desks, sign-in, static files, each behind the guard."""

from __future__ import annotations

from asyncio import create_task
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from fastapi import FastAPI

import taktgeber
from taktgeber.workspace import Workspace

from .acts import api_endpoint, form_endpoint
from .charts import chart_routes
from .desks import acts, downloads, leaves
from .downloads import download_endpoint
from .errors import add_errors
from .guard import Guard, local
from .openapi import act_docs, describe, download_docs, page_docs
from .pages import page_endpoint, twin_endpoint
from .sign_in import sign_in_routes
from .static import static_routes
from .tidy import keep_tidy
from .visits import Visits
from .warm import keep_warm

API = "/api/v1"


@dataclass(frozen=True, slots=True)
class Web:
    """app: what a server runs; inside: the app without its guard; visits: who is let in."""

    app: Guard
    inside: FastAPI
    visits: Visits


def make_app(
    workspace: Workspace, origin: str = "http://127.0.0.1:8787", clock: Callable[[], datetime] | None = None
) -> Web:
    """origin: as people type it, scheme and all; cookies are Secure where it is https."""
    visits = Visits(workspace, origin, secure=not local(origin) or origin.startswith("https"), clock=clock)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        beside = [create_task(keep_tidy(visits)), create_task(keep_warm(visits))]
        yield
        for task in beside:
            task.cancel()
        visits.close()

    app = FastAPI(
        title="Taktgeber",
        version=taktgeber.__version__,
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        redirect_slashes=False,
    )
    add_errors(app)
    static_routes(app)
    sign_in_routes(app, visits)
    chart_routes(app, visits)
    # What ends in a dot and a kind goes first: "/ledger/{seq}" would take "/ledger/12.json" for itself.
    for one in downloads():
        app.add_api_route(one.path, download_endpoint(visits, one), methods=["GET"], **download_docs(one))
    for leaf in leaves():
        for path in (f"{leaf.path}.json", f"{API}/pages{leaf.path}"):
            app.add_api_route(path, twin_endpoint(visits, leaf), methods=["GET"], **page_docs(leaf, path))
        app.add_api_route(
            leaf.path, page_endpoint(visits, leaf), methods=["GET"], include_in_schema=False, name=leaf.path
        )
    for act in acts():
        app.add_api_route(f"/act/{act.name}", form_endpoint(visits, act), methods=["POST"], include_in_schema=False)
        app.add_api_route(f"{API}/{act.name}", api_endpoint(visits, act), methods=["POST"], **act_docs(act))
    describe(app)
    return Web(Guard(app, origin), app, visits)

"""A desk's page at its URL: HTML for people, `.json` beside it for machines, both from one value."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from taktgeber.core import Leaf, Page
from taktgeber.cycle.visit import Visit

from .desks import leaves
from .fields import read_fields
from .layout import render
from .twin import page_json
from .visits import Visits

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Laid:
    """What stands around a page for its reader: the navigation, and what was told or refused just now."""

    visit: Visit
    path: str
    nav: tuple[Leaf, ...]
    told: Mapping[str, Any] | None = None
    refused: Mapping[str, Any] | None = None
    refill: Mapping[str, Any] | None = None


def make_page(leaf: Leaf, visit: Visit) -> Page:
    """Refuses whom the matrix does not let in, and a query that the page does not understand."""
    visit.require(leaf.permission)  # type: ignore[arg-type]
    in_path = {part for part in leaf.path.split("/") if part.startswith("{")}
    asked = {k: [v] for k, v in visit.query.items() if "{" + k + "}" not in in_path}
    read_fields(leaf.query, asked, visit.house.settings.currency)
    page: Page = leaf.make(visit)
    return page


def around(visit: Visit, path: str, **more: Any) -> Laid:
    nav = tuple(leaf for leaf in leaves() if leaf.rank and visit.access.allows(leaf.permission))  # type: ignore[arg-type]
    return Laid(visit, path, nav, **more)


def page_endpoint(visits: Visits, leaf: Leaf) -> Endpoint:
    async def shown(request: Request) -> Response:
        def work() -> Response:
            visit = visits.visit(request, query_of(request))
            page = make_page(leaf, visit)
            said = visits.accounts.take_told(visit.session) if visit.session else None
            laid = around(visit, here(request), told=json.loads(said) if said else None)
            return HTMLResponse(render(page, laid))

        return await visits.run(work)

    return shown


def twin_endpoint(visits: Visits, leaf: Leaf) -> Endpoint:
    async def shown(request: Request) -> Response:
        def work() -> Response:
            visit = visits.visit(request, query_of(request))
            return JSONResponse(page_json(make_page(leaf, visit), visit.locale))

        return await visits.run(work)

    return shown


def query_of(request: Request) -> dict[str, str]:
    asked = {k: v for k, v in request.query_params.items() if k != "lang" and v != ""}
    return asked | {k: str(v) for k, v in request.path_params.items()}


def here(request: Request) -> str:
    """The page's address on this site, as a form gives it back; a language asked for once is no part of it."""
    asked = urlencode([(k, v) for k, v in request.query_params.multi_items() if k != "lang" and v != ""])
    return f"{request.url.path}?{asked}" if asked else request.url.path


def leaf_at(path: str) -> tuple[Leaf, dict[str, str]] | None:
    """The page at a path of this site with the parts of its path, such as the one a form came from."""
    for leaf in leaves():
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(leaf.path))
        if found := re.fullmatch(pattern, path):
            return leaf, found.groupdict()
    return None

"""A page's chart to explore: its specification, found on the page itself, so who may see the page may explore it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, Response

from taktgeber.core import Leaf, Picture
from taktgeber.cycle.visit import Visit

from .pages import leaf_at, make_page
from .visits import Visits


def chart_routes(app: FastAPI, visits: Visits) -> None:
    async def vega(request: Request) -> Response:
        def work() -> Response:
            from taktgeber.charts.vega_script import vega_script

            visits.known(request)
            path = vega_script(visits.house().workspace.inside / "charts")
            return FileResponse(path, media_type="text/javascript", headers={"cache-control": "private, max-age=86400"})

        return await visits.run(work)

    async def chart(request: Request, digest: str) -> Response:
        """of: the page that shows it, with its query."""
        at = urlsplit(request.query_params.get("of", ""))

        def work() -> Response:
            from taktgeber.charts import explored

            visits.known(request)
            found = leaf_at(at.path)
            if found is None:
                raise HTTPException(404)
            leaf, parts = found
            visit = visits.visit(request, {k: v for k, v in parse_qsl(at.query) if k != "lang"} | parts)
            drawn = next((p for p in _pictures(visit, leaf) if _is(p, digest)), None)
            if drawn is None:
                raise HTTPException(404)
            return JSONResponse(explored(drawn, locale=visit.locale))

        return await visits.run(work)

    app.add_api_route("/charts/vega.js", vega, methods=["GET"], include_in_schema=False)
    app.add_api_route("/charts/{digest}.json", chart, methods=["GET"], include_in_schema=False)


def _pictures(visit: Visit, leaf: Leaf) -> Iterator[Picture]:
    for section in make_page(leaf, visit).sections:
        yield from section.pictures


def _is(picture: Picture, digest: str) -> bool:
    from taktgeber.charts import picture_digest

    return picture_digest(picture) == digest

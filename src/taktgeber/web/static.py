"""Scripts, styles and fonts: all shipped, nothing from another host. Named by their digest, so kept for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from fastapi import FastAPI, Request
from starlette.responses import Response

_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
FILES = {
    "htmx.js": ("taktgeber.web", "static/htmx.min.js"),
    "web.js": ("taktgeber.web", "static/web.js"),
    "web.css": ("taktgeber.web", "static/web.css"),
    "mark.svg": ("taktgeber.web", "static/mark.svg"),
    "style.css": ("taktgeber.brief", "style.css"),
    "inter-latin.woff2": ("taktgeber.brief", "fonts/inter-latin.woff2"),
}


@cache
def content(name: str) -> bytes:
    package, path = FILES[name]
    return files(package).joinpath(path).read_bytes()


@cache
def href(name: str) -> str:
    return f"/static/{name}?{hashlib.sha256(content(name)).hexdigest()[:12]}"


def static_routes(app: FastAPI) -> None:
    async def static(name: str) -> Response:
        if name not in FILES:
            return Response(status_code=404)
        kind = _TYPES[name[name.rindex(".") :]]
        return Response(
            content(name), media_type=kind, headers={"cache-control": "public, max-age=31536000, immutable"}
        )

    async def icon(_: Request) -> Response:
        return Response(
            content("mark.svg"), media_type="image/svg+xml", headers={"cache-control": "public, max-age=86400"}
        )

    app.add_api_route("/static/{name}", static, methods=["GET"], include_in_schema=False)
    app.add_api_route("/favicon.ico", icon, methods=["GET"], include_in_schema=False)

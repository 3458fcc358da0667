"""What went wrong, in words: a page for people, one shape for machines; never a traceback."""

from __future__ import annotations

import logging
from urllib.parse import quote

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from taktgeber.core import NotThere, Refusal, text
from taktgeber.govern.database import Away
from taktgeber.govern.permissions import PERMISSIONS, SIGNED_IN

from .language import language_of
from .layout import render_bare
from .visits import NotSignedIn
from .words import refusal_data

log = logging.getLogger("taktgeber.web")


def status_of(refused: Refusal) -> int:
    """503 while the database is away, 404 of what does not exist, 403 where a permission is missing (it stands as the
    place), else 409."""
    if isinstance(refused, Away):
        return 503
    if isinstance(refused, NotThere):
        return 404
    return 403 if refused.where in (*PERMISSIONS, SIGNED_IN) else 409


def for_machines(request: Request) -> bool:
    """A browser that opens a page says that it wants HTML; nothing else does."""
    path = request.url.path
    wants_html = "text/html" in request.headers.get("accept", "") or "hx-request" in request.headers
    return not wants_html or path.startswith("/api/") or path.endswith(".json")


def add_errors(app: FastAPI) -> None:
    @app.exception_handler(NotSignedIn)
    async def _sign_in(request: Request, _: Exception) -> Response:
        refused = Refusal("sign-in", text("you are not signed in."), text("Sign in, or send a valid token."))
        if for_machines(request):
            return _answer(request, refused, 401)
        came = request.url.path if request.method == "GET" else "/"
        return RedirectResponse(f"/sign-in?next={quote(came)}", 303)

    @app.exception_handler(Refusal)
    async def _refused(request: Request, refused: Exception) -> Response:
        assert isinstance(refused, Refusal)
        return _answer(request, refused, status_of(refused))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, wrong: Exception) -> Response:
        assert isinstance(wrong, HTTPException)
        words = {
            404: text("there is no page here."),
            405: text("this address does not do that."),
            413: text("this is larger than one request may be."),
        }.get(wrong.status_code, text("this request cannot be read."))
        on = text("Start again from the first page.")
        if wrong.status_code == 413:
            on = text("Split the file by period, or load it on the machine itself: takt load FILE")
        return _answer(request, Refusal(request.url.path, words, on), wrong.status_code)

    @app.exception_handler(ClientDisconnect)
    async def _gone(request: Request, _: Exception) -> Response:
        # Whoever asked is not there any more: nothing was done, and nobody reads an answer.
        return Response(status_code=400)

    @app.exception_handler(Exception)
    async def _broken(request: Request, wrong: Exception) -> Response:
        log.error("%s %s failed", request.method, request.url.path, exc_info=wrong)
        refused = Refusal(
            request.url.path,
            text(
                "something went wrong on our side. Nothing was changed by this request that the ledger does not show."
            ),
            text("Try again; if it stays, tell who runs Taktgeber the time and this address."),
        )
        return _answer(request, refused, 500)


def _answer(request: Request, refused: Refusal, status: int) -> Response:
    locale = language_of(request, None)
    if for_machines(request):
        return JSONResponse(refusal_data(refused, locale), status)
    return HTMLResponse(render_bare("refused.html", locale, refused=refusal_data(refused, locale)), status)

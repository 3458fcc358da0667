"""Coming in and going out: the first account, an invitation, signing in, signing out, the language before it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from taktgeber.core import Refusal, text
from taktgeber.govern.accounts import TooManyTries
from taktgeber.govern.permissions import access_of

from .acts import local_path
from .desks import leaves
from .language import COOKIE, LOCALES, language_of
from .layout import render_bare
from .uploads import bounded
from .visits import Visits
from .words import refusal_data

SMALL = 16 * 1024
Endpoint = Callable[[Request], Awaitable[Response]]


def sign_in_routes(app: FastAPI, visits: Visits) -> None:
    """PUBLIC: the only addresses that answer before anybody is signed in, beside /static."""
    for path, method, endpoint in (
        ("/sign-in", "GET", _sign_in_page(visits)),
        ("/sign-in", "POST", _sign_in(visits)),
        ("/sign-out", "POST", _sign_out(visits)),
        ("/join/{secret}", "GET", _join_page(visits)),
        ("/join/{secret}", "POST", _join(visits)),
        ("/", "GET", _first(visits)),
    ):
        app.add_api_route(path, endpoint, methods=[method], include_in_schema=False)


def _first(visits: Visits) -> Endpoint:
    """The first page that one's roles open; without any role one's own account, which says so."""

    async def first(request: Request) -> Response:
        def work() -> str:
            access = visits.known(request).access
            opens = (leaf.path for leaf in leaves() if leaf.rank and access.allows(leaf.permission))  # type: ignore[arg-type]
            return next(opens, "/account")

        return RedirectResponse(await visits.run(work), 303)

    return first


def _sign_in_page(visits: Visits) -> Endpoint:
    async def page(request: Request) -> Response:
        locale = language_of(request, None)
        goes = local_path(request.query_params.get("next", "/"), "/")
        empty = await visits.run(visits.accounts.empty)
        answer = HTMLResponse(render_bare("sign_in.html", locale, next=goes, empty=empty, refused=None, login=""))
        return _with_language(request, answer)

    return page


def _sign_in(visits: Visits) -> Endpoint:
    async def come(request: Request) -> Response:
        form = await _small_form(request)
        login, password = form.get("login", ""), form.get("password", "")
        goes = local_path(form.get("next", "/"), "/")
        origin = request.client.host if request.client else ""
        try:
            signed = await visits.at_the_door(
                lambda: visits.accounts.sign_in(login, password, origin, request.headers.get("user-agent", "")[:200])
            )
        except Refusal as refused:
            locale = language_of(request, None)
            said = refusal_data(refused, locale)
            page = render_bare("sign_in.html", locale, next=goes, empty=False, refused=said, login=login[:100])
            if isinstance(refused, TooManyTries):
                return HTMLResponse(page, 429, headers={"retry-after": str(refused.after)})
            return HTMLResponse(page, 401)
        old = request.cookies.get(visits.cookie, "")
        if old:
            await visits.run(lambda: visits.accounts.sign_out(old))
        return visits.let_in(RedirectResponse(goes, 303), signed.secret)

    return come


def _sign_out(visits: Visits) -> Endpoint:
    async def go(request: Request) -> Response:
        secret = request.cookies.get(visits.cookie, "")
        if secret:
            await visits.run(lambda: visits.accounts.sign_out(secret))
        answer = RedirectResponse("/sign-in", 303)
        answer.delete_cookie(visits.cookie, path="/", secure=visits.secure, httponly=True, samesite="lax")
        answer.headers["clear-site-data"] = '"cache"'
        return answer

    return go


def _join_page(visits: Visits) -> Endpoint:
    async def page(request: Request) -> Response:
        locale = language_of(request, None)
        first = await visits.run(visits.nobody_yet)
        said = render_bare("join.html", locale, refused=None, login="", first=first, path=request.url.path)
        return _with_language(request, HTMLResponse(said))

    return page


def _join(visits: Visits) -> Endpoint:
    """Accept an invitation; of the very first account, also say who one is: that person becomes the sponsor."""

    async def join(request: Request) -> Response:
        form = await _small_form(request)
        secret, login = str(request.path_params["secret"]), form.get("login", "")
        origin = request.client.host if request.client else ""
        first = await visits.run(visits.nobody_yet)

        def work() -> str:
            if form.get("password", "") != form.get("again", ""):
                raise Refusal("password", text("the two passwords are not the same."), text("Type both again."))
            accounts, password = visits.accounts, form.get("password", "")
            name = form.get("name", "").strip()
            if first and (not name or len(name) > 200):
                raise Refusal("name", text("your name is missing."), text("Say what you are called."))
            book = visits.house().book
            person = accounts.accept(
                secret, login, password, name or None,
                holds=lambda who: bool(access_of(book, who, book.today(), later=True).roles),
            )  # fmt: skip
            if first:
                first_day = book.today().isoformat()
                book.decide("role", {"person": person, "role": "sponsor", "first": first_day}, person)
            return accounts.sign_in(login, password, origin, request.headers.get("user-agent", "")[:200]).secret

        try:
            signed = await visits.at_the_door(work)
        except Refusal as refused:
            locale = language_of(request, None)
            said = refusal_data(refused, locale)
            page = render_bare("join.html", locale, refused=said, login=login[:100], first=first, path=request.url.path)
            return HTMLResponse(page, 409)
        return visits.let_in(RedirectResponse("/start" if first else "/", 303), signed)

    return join


async def _small_form(request: Request) -> dict[str, str]:
    form: Any = await bounded(request, SMALL).form(max_files=0, max_fields=12)
    return {name: str(value) for name, value in form.multi_items()}


def _with_language(request: Request, answer: Response) -> Response:
    asked = request.query_params.get("lang", "")
    if asked in LOCALES:
        answer.set_cookie(COOKIE, asked, max_age=365 * 24 * 3600, path="/", samesite="lax", httponly=True)
    return answer

"""A desk's act by a form of a page, or over HTTP. Both call the same function; a form goes back to its page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from taktgeber.core import Act, Answer, Refusal, text
from taktgeber.cycle.visit import Visit

from .fields import Given, read_fields
from .layout import render
from .pages import Endpoint, around, leaf_at, make_page
from .uploads import MOST, MOST_TYPED, bounded, received
from .visits import Visits
from .words import answer_data, refusal_data, told

BACK = "_back"
SECRETS = {"password", "file"}  # kinds of field that are never filled in again


def form_endpoint(visits: Visits, act: Act) -> Endpoint:
    async def done(request: Request) -> Response:
        body = await _let_through(visits, act, request)
        form = await body.form(max_files=200, max_fields=400, max_part_size=MOST_TYPED)

        def work() -> Response:
            visit = visits.visit(request, {})
            with received(form, visit.house.workspace.inside / "incoming") as given:
                back = local_path(str(given.pop(BACK, [act.back])[0]), act.back)
                try:
                    answer = perform(act, visit, given)
                except Refusal as refused:
                    return _again(visit, act, back, refused, given)
            return _go_on(visits, visit, act, back, answer)

        return await visits.run(work)

    return done


def api_endpoint(visits: Visits, act: Act) -> Endpoint:
    async def done(request: Request) -> Response:
        sent = await _let_through(visits, act, request)
        form = None
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            form = await sent.form(max_files=200, max_fields=400, max_part_size=MOST_TYPED)
        body = None if form is not None else await sent.body()

        def work() -> Response:
            visit = visits.visit(request, {})
            if form is None:
                return _answered(visits, visit, perform(act, visit, read_body(body or b"")))
            with received(form, visit.house.workspace.inside / "incoming") as given:
                return _answered(visits, visit, perform(act, visit, given))

        return await visits.run(work)

    return done


async def _let_through(visits: Visits, act: Act, request: Request) -> Request:
    """Whoever may not do it is refused before a byte of the body is read; then it is read to its bound."""
    await visits.run(lambda: visits.visit(request, {}).require(act.permission))  # type: ignore[arg-type]
    return bounded(request, MOST if any(f.kind == "file" for f in act.fields) else MOST_TYPED)


def _go_on(visits: Visits, visit: Visit, act: Act, back: str, answer: Answer) -> Response:
    """Back to the page, which tells the answer once; a secret, or a page of the answer's own, is shown here and now, so
    that it is kept nowhere."""
    secret = visits.accounts.rotate(visit.session) if answer.renews and visit.session else visit.session
    said = told(answer, visit.locale) if answer.says or answer.findings or answer.tables else None
    shown: Response | None = None
    if answer.page is not None:
        shown = HTMLResponse(render(answer.page, around(replace(visit, session=secret), back)))
    elif answer.once and said:
        shown = _page(replace(visit, session=secret), act.back, 200, told=json.loads(said))
    elif said:
        visits.accounts.set_told(secret, said)
    shown = shown or RedirectResponse(back, 303)
    return visits.let_in(shown, secret) if secret != visit.session else shown


def _answered(visits: Visits, visit: Visit, answer: Answer) -> Response:
    said = JSONResponse(answer_data(answer, visit.locale))
    return visits.let_in(said, visits.accounts.rotate(visit.session)) if answer.renews and visit.session else said


def perform(act: Act, visit: Visit, given: Given) -> Answer:
    visit.require(act.permission)  # type: ignore[arg-type]
    return act.do(visit, read_fields(act.fields, given, visit.house.settings.currency))


def read_body(body: bytes) -> dict[str, Sequence[str]]:
    """A JSON object as the values a form would send. Files come as multipart/form-data."""
    try:
        sent = json.loads(body) if body.strip() else {}
        json.dumps(sent, ensure_ascii=False).encode()  # half a character, escaped, is no text
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise Refusal(
            "body",
            text("the body is no JSON object."),
            text("Send one, such as {example}.", example='{"name": "value"}'),
        )
    given: dict[str, Sequence[str]] = {}
    for name, value in sent.items():
        values = value if isinstance(value, list) else [] if value is None else [value]
        if any(isinstance(v, dict | list) or v is None for v in values):
            raise Refusal(
                name,
                text("this field holds more than one value deep."),
                text("Send text, a number, or a list of them."),
            )
        given[name] = [_plain(v) for v in values]
    return given


def _plain(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _again(visit: Visit, act: Act, back: str, refused: Refusal, given: Mapping[str, Sequence[Any]]) -> Response:
    """The page the form came from, with the refusal on top and what was typed still in place."""
    kept = {f.name for f in act.fields if f.kind not in SECRETS}
    refill = {"act": act.name, "values": {n: [str(v) for v in vs] for n, vs in given.items() if n in kept}}
    shown = _page(visit, back, 409, refused=refusal_data(refused, visit.locale), refill=refill)
    if shown is None:
        raise refused
    return shown


def _page(visit: Visit, back: str, status: int, **around_it: Any) -> Response | None:
    """The page at a path of this site, with what is to be told around it; None where there is none."""
    at = urlsplit(back)
    found = leaf_at(at.path)
    if found is None:
        return None
    leaf, parts = found
    here = replace(visit, query=dict(parse_qsl(at.query)) | parts)
    return HTMLResponse(render(make_page(leaf, here), around(here, back, **around_it)), status)


def local_path(path: str, default: str) -> str:
    """A path of this site, never an address of another."""
    at = urlsplit(path)
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if plain and not at.netloc and not at.scheme else default

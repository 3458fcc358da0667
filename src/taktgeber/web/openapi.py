"""What OpenAPI says of pages and acts: their parameters, bodies, answers and refusals, from the desks' own words."""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from taktgeber.core import Act, Download, Leaf
from taktgeber.core.format import show

from .fields import body_schema

_NAMED = ("Answer", "Page", "Refusal")


@cache
def schemas() -> dict[str, Any]:
    """Answer, Page and Refusal as JSON schemas."""
    found: dict[str, Any] = json.loads(files(__package__).joinpath("schemas.json").read_text("utf-8"))
    return found


def page_docs(leaf: Leaf, path: str) -> dict[str, Any]:
    return _read_docs(leaf, path) | {"tags": ["pages"], "responses": _responses("Page")}


def download_docs(download: Download) -> dict[str, Any]:
    kind = mimetypes.guess_type(download.path)[0] or "application/octet-stream"
    responses = _responses("Page") | {200: {"description": "The file", "content": {kind: {}}}}
    return _read_docs(download, download.path) | {"tags": ["files"], "responses": responses, "response_class": Response}


def _read_docs(one: Leaf | Download, path: str) -> dict[str, Any]:
    slug = re.sub(r"\W+", "_", path).strip("_")
    shown = [
        {"name": f.name, "in": "query", "required": False, "schema": body_schema([f])["properties"][f.name]}
        for f in one.query
    ]
    parts = [
        {"name": n, "in": "path", "required": True, "schema": {"type": "string"}}
        for n in re.findall(r"{(\w+)}", one.path)
    ]
    return {
        "operation_id": f"get_{slug}",
        "summary": show(one.name),
        "openapi_extra": {"parameters": parts + shown, "x-permission": one.permission},
        "response_model": None,
    }


def act_docs(act: Act) -> dict[str, Any]:
    schema = body_schema(act.fields)
    kind = "multipart/form-data" if any(f.kind == "file" for f in act.fields) else "application/json"
    return {
        "operation_id": act.name.replace("-", "_"),
        "summary": show(act.help),
        "tags": ["acts"],
        "responses": _responses("Answer", {400: "Cannot be read", 413: "Larger than one request may be"}),
        "openapi_extra": {
            "requestBody": {"required": True, "content": {kind: {"schema": schema}}},
            "x-permission": act.permission,
        },
        "response_model": None,
    }


def _responses(name: str, more: Mapping[int, str] | None = None) -> dict[int | str, dict[str, Any]]:
    def one(words: str, schema: str) -> dict[str, Any]:
        return {
            "description": words,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
        }

    refusals = {401: "Not signed in", 403: "Not allowed", 404: "Not found", 409: "Refused in words"}
    refusals |= {503: "The database is away"} | dict(more or {})
    done: dict[int | str, dict[str, Any]] = {200: one("Done", name)}
    return done | {code: one(words, "Refusal") for code, words in refusals.items()}


def describe(app: FastAPI) -> None:
    """Put the schemas and the ways to sign in into the app's description."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = plain()
            made.setdefault("components", {})["schemas"] = {name: schemas()[name] for name in _NAMED}
            made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            made["security"] = [{"token": []}]
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]

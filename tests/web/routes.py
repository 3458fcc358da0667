"""Every route of the app with what it asks for: a permission, or nothing, because it stands in PUBLIC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from taktgeber.web.app import API
from taktgeber.web.desks import acts, downloads, leaves

# What answers before anybody is signed in. Nothing else does.
PUBLIC = {
    ("GET", "/"): "leads to the first page",
    ("GET", "/sign-in"): "the form",
    ("POST", "/sign-in"): "login and password",
    ("POST", "/sign-out"): "ends a session; without one nothing happens",
    ("GET", "/join/{secret}"): "the form behind an invitation",
    ("POST", "/join/{secret}"): "accepts an invitation",
    ("GET", "/static/{name}"): "scripts, styles, fonts: the same for everybody",
    ("GET", "/favicon.ico"): "the mark",
    ("GET", f"{API}/openapi.json"): "what the interface offers; no data",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One method and path, with the permission it is bound to; None: public."""

    method: str
    path: str
    permission: str | None
    kind: str

    @property
    def address(self) -> str:
        """The path with something in its parts that is there, or that is none at least."""
        known = {
            "seq": "1",
            "kind": "unit",
            "beat": "2025-06-09",
            "by": "channel",
            "secret": "x" * 43,
            "name": "web.css",
        }
        path = re.sub(r"{(\w+)(:\w+)?}", lambda part: known.get(part[1], "1"), self.path)
        return f"{path}?of=/account" if self.kind == "chart" else path


def bound() -> dict[tuple[str, str], tuple[str, str]]:
    """What the desks say: (method, path) to its permission and kind."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for leaf in leaves():
        for path, kind in ((leaf.path, "page"), (f"{leaf.path}.json", "twin"), (f"{API}/pages{leaf.path}", "twin")):
            found["GET", path] = (leaf.permission, kind)
    for one in downloads():
        found["GET", one.path] = (one.permission, "file")
    for act in acts():
        found["POST", f"/act/{act.name}"] = (act.permission, "form")
        found["POST", f"{API}/{act.name}"] = (act.permission, "call")
    return found


def ways(app: Any, more: dict[tuple[str, str], tuple[str, str]]) -> tuple[Way, ...]:
    """Every route of the app itself; one that is neither public nor bound has permission "?"."""
    known = bound() | more
    found = []
    for route in app.routes:
        for method in sorted(set(route.methods or ()) - {"HEAD"}):
            if (method, route.path) in PUBLIC:
                found.append(Way(method, route.path, None, "public"))
                continue
            permission, kind = known.get((method, route.path), ("?", "?"))
            found.append(Way(method, route.path, permission, kind))
    return tuple(found)

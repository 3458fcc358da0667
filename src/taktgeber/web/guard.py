"""What every request must pass, and what every answer carries.

Cross-site writes are refused by what the browser itself says of their origin, so that no form needs a
token (Sec-Fetch-Site; where it is missing, Origin). A bearer token without a cookie is no browser and is
free of that check. The host must be ours, against names rebound to this machine.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
App = Callable[[Scope, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]

SAFE = {"GET", "HEAD", "OPTIONS"}
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-frame-options": "DENY",
}
_FOREIGN = 421, "This host name is not served here."
_LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}


class Guard:
    """Pure ASGI, outermost. origin: as people type it in the browser, such as "https://takt.example"."""

    def __init__(self, app: App, origin: str) -> None:
        self._app, self._origin = app, origin.rstrip("/")
        at = urlsplit(origin)
        self._hosts = {at.netloc} | (
            {f"{h}:{at.port}" if at.port else h for h in _LOOPBACK} if local(origin) else set()
        )
        self._strict = at.scheme == "https"

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        twice = sum(name == b"host" for name, _ in scope["headers"]) > 1
        wrong = _FOREIGN if twice else self.refuses(scope["method"], headers)

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name.lower() for name, _ in message["headers"]}
                extra = dict(HEADERS) | ({"strict-transport-security": "max-age=31536000"} if self._strict else {})
                if b"cache-control" not in said:
                    extra["cache-control"] = "no-store"
                added = [(k.encode(), v.encode()) for k, v in extra.items() if k.encode() not in said]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        if wrong is None:
            await self._app(scope, receive, out)
            return
        status, words = wrong
        body = words.encode()
        start = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await out({"type": "http.response.start", "status": status, "headers": start})
        await out({"type": "http.response.body", "body": body})

    def refuses(self, method: str, headers: dict[str, str]) -> tuple[int, str] | None:
        if headers.get("host", "") not in self._hosts:
            return _FOREIGN
        if method in SAFE or ("cookie" not in headers and headers.get("authorization", "").startswith("Bearer ")):
            return None
        fetch_site = headers.get("sec-fetch-site")
        if fetch_site is not None:
            return (
                None if fetch_site == "same-origin" else (403, "This request came from another site. Nothing was done.")
            )
        if headers.get("origin") in {self._origin, *(f"http://{h}" for h in self._hosts if not self._strict)}:
            return None
        return 403, "This request does not say that it came from this site. Nothing was done."


def local(origin: str) -> bool:
    """Whether the address is this machine alone."""
    return (urlsplit(origin).hostname or "") in {"127.0.0.1", "localhost", "::1"}

"""A line to a server that breaks when it is told to: before or after the server has heard a COMMIT."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Line:
    """break_at: "before" or "after" the next COMMIT passes; stays_down: no new connection is let through."""

    address: str
    break_at: str = ""
    stays_down: bool = False
    open: list[socket.socket] = field(default_factory=list)

    def cut(self) -> None:
        for end in self.open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.open.clear()


@contextmanager
def line_to(address: str) -> Iterator[Line]:
    parts = urlsplit(address)
    assert parts.port
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = door.getsockname()[1]
        line = Line(address.replace(f":{parts.port}/", f":{port}/"))
        threading.Thread(target=_let_in, args=(line, door, parts.port), daemon=True).start()
        yield line
        line.cut()


def _let_in(line: Line, door: socket.socket, port: int) -> None:
    while True:
        try:
            client = door.accept()[0]
        except OSError:
            return
        if line.stays_down:
            client.close()
            continue
        server = socket.create_connection(("127.0.0.1", port))
        line.open += [client, server]
        threading.Thread(target=_pass_on, args=(line, client, server, True), daemon=True).start()
        threading.Thread(target=_pass_on, args=(line, server, client, False), daemon=True).start()


def _pass_on(line: Line, source: socket.socket, target: socket.socket, asking: bool) -> None:
    with suppress(OSError):
        while heard := source.recv(65536):
            breaks, line.break_at = (line.break_at, "") if asking and b"COMMIT\0" in heard else ("", line.break_at)
            if breaks == "after":
                _commit_unanswered(line, source, target, heard)
                return
            if breaks == "before":
                line.cut()
                return
            target.sendall(heard)
        target.shutdown(socket.SHUT_WR)


def _commit_unanswered(line: Line, client: socket.socket, server: socket.socket, heard: bytes) -> None:
    """The client is gone first, so that no answer reaches it; then the server hears the COMMIT."""
    client.shutdown(socket.SHUT_RDWR)
    server.sendall(heard)
    server.shutdown(socket.SHUT_WR)
    line.open.clear()

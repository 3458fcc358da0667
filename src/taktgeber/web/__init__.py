"""The web door: pages and acts of all desks, signed in, in the reader's language. `make_app(workspace)`."""

from .app import Web, make_app

__all__ = ["Web", "make_app"]

"""Secrets of 256 bits: shown once to who is to hold them, kept here as their SHA-256 alone.

A digest without salt or stretching is enough for what no one can guess, and can be looked up by an index.
"""

from __future__ import annotations

import hashlib
import secrets


def new_secret(mark: str = "") -> str:
    """mark: says what it is, so that one that leaked is known when it is found."""
    return mark + secrets.token_urlsafe(32)


def kept(secret: str) -> str:
    """The form in which it is stored and looked up."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def new_id() -> str:
    """Names a session or a token to its owner; opens nothing."""
    return secrets.token_hex(8)

"""The chain: how one entry of the ledger is tied to the one before, and how a whole ledger is walked along.

A link hashes eight lines: seq, at, actor, kind, standing, source, SHA-256 of the body, previous hash. No
stored column may hold a line break, so that no byte can wander from one column to the next unseen. Every
store hands over the bytes as they stand in it, so that one ledger has one head wherever it lies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

ZERO = "0" * 64
Row = tuple[int, str, str, str, str, str, bytes, str, str]
Raw = tuple[int, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]
Linked = tuple[int, bytes, bytes, bytes, bytes]
TEXTS = ("at", "actor", "kind", "standing", "source")
COLUMNS = ", ".join(("seq", *TEXTS, "body", "previous", "hash"))


def link(seq: int, *columns: bytes) -> bytes | None:
    """The hash of one entry, in hex; columns as stored, from at to previous. None where one holds a line break."""
    *texts, body, previous = columns
    line = b"\n".join((b"%d" % seq, *texts, hashlib.sha256(body).hexdigest().encode(), previous))
    return hashlib.sha256(line).hexdigest().encode() if line.count(b"\n") == 7 else None


def opening(breaks: str, seq: str = "seq") -> str:
    """SQL of a link's first six lines, joined where the columns lie: half the values that a walk has to carry.

    breaks: the line break in the store's dialect; seq: the number as a text in it.
    """
    return " || ".join(f"{column} || {breaks}" for column in (seq, *TEXTS))


def first_broken(blocks: Iterable[Iterable[Linked]], head: str | None) -> int | None:
    """blocks of (seq, opening, body, previous, hash) in order; ValueError in their midst is an unreadable entry.

    The first broken entry; with a head that is nowhere in the chain, the number after the last; None if whole.
    """
    previous, expected, wanted = ZERO.encode(), 1, head.encode() if head else None
    met = wanted in (None, previous)
    sha = hashlib.sha256
    try:
        for block in blocks:
            for seq, six, body, before, stored in block:
                line = b"%b%b\n%b" % (six, sha(body).hexdigest().encode(), previous)
                linked = sha(line).hexdigest().encode()
                if stored != linked or before != previous or seq != expected or line.count(b"\n") != 7:
                    return expected
                if stored == wanted:
                    met = True
                previous, expected = stored, expected + 1
    except (TypeError, ValueError):
        return expected
    return None if met else expected

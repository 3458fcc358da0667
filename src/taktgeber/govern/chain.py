"""The chain: how one entry of the ledger is tied to the one before, and how a whole ledger is walked along.

A link hashes eight lines: seq, at, actor, kind, standing, source, SHA-256 of the body, previous hash. No
stored column may hold a line break, so that no byte can wander from one column to the next unseen. Every
store hands over the bytes as they stand in it, so that one ledger has one head wherever it lies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Walked:
    """A stretch of the chain. broken: its first broken entry; last, hash: where it ends; met: if the head is in it."""

    broken: int | None
    last: int
    hash: str
    met: bool


def walk(blocks: Iterable[Iterable[Linked]], head: str | None, after: int = 0, previous: str = ZERO) -> Walked:
    """blocks of (seq, opening, body, previous, hash) in order; ValueError in their midst is an unreadable entry.

    after, previous: number and hash of the entry before the stretch.
    """
    before, expected, wanted = previous.encode(), after + 1, head.encode() if head else None
    met = wanted is None or (after == 0 and wanted == before)
    sha = hashlib.sha256
    broken = False
    try:
        for block in blocks:
            for seq, six, body, tied, stored in block:
                line = b"%b%b\n%b" % (six, sha(body).hexdigest().encode(), before)
                linked = sha(line).hexdigest().encode()
                if stored != linked or tied != before or seq != expected or line.count(b"\n") != 7:
                    return Walked(expected, expected - 1, before.decode(), met)
                if stored == wanted:
                    met = True
                before, expected = stored, expected + 1
    except (TypeError, ValueError):
        broken = True
    return Walked(expected if broken else None, expected - 1, before.decode(), met)


def first_broken(*stretches: Walked) -> int | None:
    """Of a whole ledger, in order. With a head that is nowhere in the chain, the number after the last."""
    broken = [stretch.broken for stretch in stretches if stretch.broken is not None]
    if broken:
        return broken[0]
    return None if any(stretch.met for stretch in stretches) else stretches[-1].last + 1

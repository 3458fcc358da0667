"""Premises for machines, by the schemas of this desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktgeber.core import Answer, Exact, Figure, Ratio
from taktgeber.explore.premises.attack import Target
from taktgeber.explore.premises.consequences import Consequence
from taktgeber.explore.premises.seen import Piece


def target_data(one: Target) -> dict[str, Any]:
    premise = one.premise
    return {
        "premise": premise.premise,
        "says": premise.says,
        "refutes": premise.refutes,
        "state": premise.state,
        "seen": one.seen.standing,
        "because": list(one.seen.because),
        "booked": _share(one.load.booked),
        "stated": _share(one.load.stated),
        "load": one.load.band,
        "doubt": one.doubt,
        "why_here": one.because(),
        "review": premise.review.isoformat() if premise.review else None,
        "entry": premise.entry,
    }


def detail_data(one: Target, taken: tuple[Consequence, ...]) -> dict[str, Any]:
    return target_data(one) | {
        "decided": [
            {"state": turn.state, "day": turn.day.isoformat(), "reason": turn.reason, "standing": turn.standing,
             "entry": turn.entry}
            for turn in one.premise.turns
        ],
        "evidence": [_piece(piece) for piece in one.seen.pieces],
        "rests": [
            {"kind": made.what.kind, "name": made.what.name, "booked": _share(made.share), "attacks": made.attacks}
            for made in taken
        ],
    }  # fmt: skip


def plain(data: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """With its texts in the reader's language."""
    return Answer((), data=data).plain(locale)


def _piece(piece: Piece) -> dict[str, Any]:
    return {
        "kind": piece.kind, "name": piece.name, "says": piece.says, "speaks": piece.speaks, "level": piece.level,
        "day": piece.day.isoformat(), "entry": piece.entry, "new": piece.new, "hypothesis": piece.hypothesis,
    }  # fmt: skip


def _share(figure: Figure | None) -> float | None:
    """Of today's business, 0 to 1; None where it is not known."""
    if isinstance(figure, Exact) and isinstance(figure.value, Ratio):
        return figure.value.value
    return None

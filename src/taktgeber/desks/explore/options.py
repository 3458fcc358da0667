"""What is typed after the verbs of the lab and asked for in more than one: who acts, an amount, a day, a chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Refusal, text

if TYPE_CHECKING:
    from datetime import date

    from taktgeber.core import Money
    from taktgeber.cycle import House

As = Annotated[
    str, typer.Option("--as", help="Who acts, where something is written: a pseudonym, or a role of one person.")
]
Lose = Annotated[str, typer.Option("--lose", help="What may be lost at most, in the currency of the workspace.")]
Until = Annotated[str, typer.Option("--until", help="Until when, as 2026-12-31.")]


def actor(house: House, as_: str) -> str:
    from taktgeber.govern import who

    if not as_:
        raise Refusal("--as", text("nobody is named who writes this."), text("Add: --as explore_lead"))
    return who(house.book, as_)


def money(written: str, currency: str) -> Money | None:
    from taktgeber.explore.initiatives.backlog_cells import amount_of

    return amount_of(written, currency, "--lose") if written.strip() else None


def day(written: str, option: str = "--until") -> date | None:
    from taktgeber.explore.initiatives.backlog_cells import day_of

    return day_of(written, option) if written.strip() else None


def chance_of(percent: float | None, place: Any = "--chance") -> float | None:
    """Per cent as a share."""
    if percent is not None and not 0 <= percent <= 100:
        raise Refusal(place, text("a chance lies between 0 and 100."), text("Write 30 for three in ten."))
    if percent is not None and 0 < percent < 1:
        said, meant = f"{percent:g}", f"{100 * percent:g}"
        raise Refusal(place, text('"{written}" can be {one} or {other}.', written=said, one=meant, other=said),
                      text("Write 30 for three in ten."))  # fmt: skip
    return None if percent is None else percent / 100
